package org.pactwatch.compliance;

/** An instant at which something begins or ceases to count. */
public enum Edge {
    /** From here on it binds. */
    BOUND_FROM,
    TERM_END,
    /** The obligor was released here. */
    RELEASE
}
