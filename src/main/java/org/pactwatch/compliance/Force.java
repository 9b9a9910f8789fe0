package org.pactwatch.compliance;

/** Is a commitment binding? */
public enum Force {
    /** Not bound, and without consent. */
    PROPOSED,
    /** Consented to; the start, or what the reading binds from, is not reached. */
    AGREED,
    IN_EFFECT,
    /** In effect, and the obligor has the right to consider itself free. */
    RELEASABLE,
    EXPIRED,
    RELEASED,
    /** A delivery that was confirmed in full. */
    FULFILLED,
    /** A delivery that was due and is not confirmed in full. */
    LAPSED
}
