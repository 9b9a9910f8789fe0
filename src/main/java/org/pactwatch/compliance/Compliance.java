package org.pactwatch.compliance;

import java.util.Locale;

/** How a commitment stands: the verdict. */
public enum Compliance {
    NOT_BINDING,
    VIOLATION_FOUND,
    ALLEGED,
    CONTESTED,
    UNRESOLVED,
    NO_VIOLATION_ESTABLISHED,
    PENDING,
    CLAIMED,
    PARTIAL,
    FULFILLED,
    SHORTFALL;

    /** The name as the rules of a basis write it: {@code not-binding}. */
    String hyphenated() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
