package org.pactwatch.compliance;

import org.pactwatch.incident.Finding;

/** What a finding does to one accused (rule 22). */
public enum Effect {
    SUBSTANTIATED,
    DISMISSED,
    UNRESOLVED,
    OUTSIDE_SCOPE;

    static Effect of(Finding finding, String accused) {
        return switch (finding.outcome()) {
            case SUBSTANTIATED -> {
                if (finding.attributedTo().isEmpty()) {
                    yield UNRESOLVED;
                }
                // Who is found to have done it clears everybody else.
                yield finding.attributedTo().contains(accused) ? SUBSTANTIATED : DISMISSED;
            }
            case INCONCLUSIVE, NOT_ATTRIBUTABLE -> UNRESOLVED;
            case UNSUBSTANTIATED, WITHIN_EXCEPTION -> DISMISSED;
            case OUT_OF_SCOPE -> OUTSIDE_SCOPE;
        };
    }
}
