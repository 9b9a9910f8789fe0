package org.pactwatch.decision.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps each body in memory, up to a limit and no further. It stands behind the security filters, so that only somebody
 * who may write makes the server hold anything.
 */
final class BodyLimit extends OncePerRequestFilter {

    /** Bodies are held in memory, one for each request at work. */
    private static final DataSize MOST = DataSize.ofMegabytes(64);

    private final int limit;

    /** @param limit the most bytes that a body may have, whether it announces its length or not */
    BodyLimit(DataSize limit) {
        if (limit.toBytes() < 1 || limit.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(
                    "pactwatch.http.max-body is " + limit + ": it must be from 1 byte to " + MOST);
        }
        this.limit = (int) limit.toBytes();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > limit) {
            refuse(request, response);
            return;
        }
        byte[] body;
        try {
            body = request.getInputStream().readNBytes(limit + 1);
        } catch (IOException e) {
            // A broken chunk, or the client went away. Tomcat has refused the request already, and takes no answer from
            // here any more: it asks ErrorDispatch for one.
            response.setHeader("Connection", "close");
            return;
        }
        if (body.length > limit) {
            refuse(request, response);
            return;
        }
        chain.doFilter(new CachedBody(request, body), response);
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // What is left of the body is not worth reading.
        response.setHeader("Connection", "close");
        ProblemWriter.write(
                request,
                response,
                Problems.of(
                        413,
                        "body-too-large",
                        "The body is larger than " + limit
                                + " bytes. Send less, or have pactwatch.http.max-body raised on this server."));
    }
}
