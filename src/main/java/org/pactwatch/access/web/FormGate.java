package org.pactwatch.access.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Looks at a form before anybody reads it. To compare a form's token its fields have to be read, and then the server
 * sets memory aside for all that the form announces, whoever sends it: thousands who are not signed in, and announce
 * much, would have all the memory there is.
 */
final class FormGate extends OncePerRequestFilter {

    /** Enough for a token and where to go with it; Tomcat reads as much into memory that it has anyway. */
    static final int UNKNOWN_BYTES = 8192;

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    /** A form of our own page, or what a person did without any page. Browsers that don't say are not refused. */
    private static final Set<String> OURS = Set.of("same-origin", "none");

    private final Refusal foreign;
    private final Refusal tooLarge;

    /** Answers in place of what was asked for. */
    interface Refusal {
        void write(HttpServletRequest request, HttpServletResponse response) throws IOException;
    }

    FormGate(Refusal foreign, Refusal tooLarge) {
        this.foreign = foreign;
        this.tooLarge = tooLarge;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (SAFE.contains(request.getMethod())) {
            chain.doFilter(request, response);
        } else if (isForeign(request)) {
            refuse(foreign, request, response);
        } else if (Asker.current().isAnonymous() && !isSmall(request)) {
            refuse(tooLarge, request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    /**
     * The form's token is kept in a cookie, and a server of another port or name of the same site can set one: the
     * browser alone knows where a form comes from (W3C, "Fetch Metadata Request Headers").
     */
    private static boolean isForeign(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return site != null && !OURS.contains(site);
    }

    private static boolean isSmall(HttpServletRequest request) {
        long announced = request.getContentLengthLong();
        boolean unannounced = announced < 0 && request.getHeader("Transfer-Encoding") != null;
        return announced <= UNKNOWN_BYTES && !unannounced;
    }

    private static void refuse(Refusal refusal, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        // What is left of the form is not worth reading.
        response.setHeader("Connection", "close");
        refusal.write(request, response);
    }
}
