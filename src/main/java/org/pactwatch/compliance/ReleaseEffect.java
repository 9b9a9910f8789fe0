package org.pactwatch.compliance;

/** What became of a release that the obligor declared (rule 16). */
public enum ReleaseEffect {
    VALID,
    /** The reading knows no release. */
    NOT_FORESEEN,
    /** There was nothing yet to be released from. */
    NOT_BOUND,
    ENDED_BEFORE,
    /** No finding against the other side gave the right, by what had been recorded. */
    NO_RIGHT,
    /** What was delivered in full can't be released any more. */
    FULFILLED_BEFORE
}
