package org.pactwatch.decision.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes problems, for controllers, filters and the container alike; what the caller accepts makes no difference. */
public final class ProblemWriter {

    static final String MEDIA_TYPE = "application/problem+json";

    private ProblemWriter() {}

    /** Does nothing where the answer has begun already: half a stream can't turn into a problem. */
    public static void write(HttpServletRequest request, HttpServletResponse response, Problem problem)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        byte[] json = json(problem.at(Untrusted.shown(path(request))));
        response.resetBuffer();
        response.setStatus(problem.status());
        response.setContentType(MEDIA_TYPE);
        if (problem.status() == 503 && !response.containsHeader("Retry-After")) {
            response.setHeader("Retry-After", "2");
        }
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(json.length);
        response.getOutputStream().write(json);
    }

    static byte[] json(Problem problem) {
        return StrictJson.mapper().writeValueAsBytes(problem);
    }

    /** The path that was asked for, also where the container has dispatched to the error page since. */
    static String path(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String original
                ? original
                : orEmpty(request.getRequestURI());
    }

    private static String orEmpty(@Nullable String uri) {
        return uri == null ? "" : uri;
    }
}
