package org.pactwatch.compliance;

/** How an incident stands towards a commitment under a reading: exactly one of these, the first that matches. */
public enum Standing {
    OUTSIDE_SCOPE,
    BEFORE_BINDING,
    OUTSIDE_TERM,
    DISMISSED,
    /** Partly inside a window: nobody can say whether the act was. */
    BOUNDARY,
    SUBSTANTIATED,
    /** Inquired into, and nobody could say. */
    UNRESOLVED,
    /** Denied, or the authorities differ. */
    CONTESTED,
    ALLEGED
}
