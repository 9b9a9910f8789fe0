package org.pactwatch.access.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Enumeration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pactwatch.access.Subject;
import org.pactwatch.decision.web.ProblemWriter;
import org.pactwatch.decision.web.Problems;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds the subject of {@code Authorization: Bearer …}. A wrong token is refused, and never quietly the public. */
final class BearerTokens extends OncePerRequestFilter {

    private static final Pattern BEARER = Pattern.compile("Bearer +([A-Za-z0-9._~+/-]+=*)", Pattern.CASE_INSENSITIVE);

    private final Tokens tokens;

    BearerTokens(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        // Reviewers and auditors are shown more: no cache may hand their answer to somebody else.
        response.addHeader("Vary", "Authorization");
        Enumeration<String> headers = request.getHeaders("Authorization");
        if (!headers.hasMoreElements()) {
            chain.doFilter(request, response);
            return;
        }
        Optional<Subject> subject = subject(headers.nextElement());
        if (subject.isEmpty() || headers.hasMoreElements()) {
            response.setHeader("WWW-Authenticate", "Bearer realm=\"pactwatch\", error=\"invalid_token\"");
            ProblemWriter.write(
                    request,
                    response,
                    Problems.of(
                            401,
                            "token-unknown",
                            "The token in Authorization is none of this server's. Send \"Bearer\" and a token that it"
                                    + " knows; without the header you read what is public."));
            return;
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new SubjectAuthentication(subject.get()));
        SecurityContextHolder.setContext(context);
        chain.doFilter(request, response);
    }

    /** An answer that is written later, such as a stream, is written for the same subject. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    private Optional<Subject> subject(String header) {
        Matcher bearer = BEARER.matcher(header.strip());
        return bearer.matches() ? tokens.subjectOf(bearer.group(1)) : Optional.empty();
    }
}
