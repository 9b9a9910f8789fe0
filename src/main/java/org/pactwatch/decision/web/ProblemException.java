package org.pactwatch.decision.web;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Carries a problem that is no {@code Rejection} out of a controller: a 503 with {@code Retry-After}, for instance. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Problem problem;
    private final transient Map<String, String> headers;

    public ProblemException(Problem problem) {
        this(problem, Map.of());
    }

    /** @param headers of the answer, by name */
    public ProblemException(Problem problem, Map<String, String> headers) {
        this(problem, headers, null);
    }

    /** @param cause for the log alone; it can't be given later, since this exception has no stack to write */
    public ProblemException(Problem problem, Map<String, String> headers, @Nullable Throwable cause) {
        super(problem.rule(), cause, false, false);
        this.problem = problem;
        this.headers = Map.copyOf(headers);
    }

    public Problem problem() {
        return problem;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
