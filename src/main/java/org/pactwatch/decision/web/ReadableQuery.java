package org.pactwatch.decision.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses a query that can't be decoded, before somebody asks for a parameter and Tomcat throws. */
final class ReadableQuery extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            request.getParameterMap();
        } catch (IllegalStateException e) {
            ProblemWriter.write(
                    request,
                    response,
                    Problems.of(
                            400,
                            "request-malformed",
                            "The query can't be decoded. Escape each value as UTF-8: a per cent sign and two hex digits for each byte."));
            return;
        }
        chain.doFilter(request, response);
    }
}
