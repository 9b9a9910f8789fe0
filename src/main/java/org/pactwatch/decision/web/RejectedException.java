package org.pactwatch.decision.web;

import org.pactwatch.decision.Rejection;

/** Carries a refusal out of a controller, or out of what a controller calls; the advice makes the problem of it. */
public final class RejectedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Rejection why;

    public RejectedException(Rejection why) {
        // A refusal is an answer and not a fault: nobody needs to know where in the code it was given.
        super(why.rule(), null, false, false);
        this.why = why;
    }

    public Rejection why() {
        return why;
    }
}
