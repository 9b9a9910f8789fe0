package org.pactwatch.compliance;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

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

    /** What one incident that stands so makes of a prohibition that binds. {@code null}: nothing is held against it. */
    static Compliance of(@Nullable Standing standing) {
        return switch (standing) {
            case SUBSTANTIATED -> VIOLATION_FOUND;
            case ALLEGED, BOUNDARY -> ALLEGED;
            case CONTESTED -> CONTESTED;
            case UNRESOLVED -> UNRESOLVED;
            case null -> NO_VIOLATION_ESTABLISHED;
            case OUTSIDE_SCOPE, BEFORE_BINDING, OUTSIDE_TERM, DISMISSED -> NO_VIOLATION_ESTABLISHED;
        };
    }

    /** The name as the rules of a basis write it: {@code not-binding}. */
    String hyphenated() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
