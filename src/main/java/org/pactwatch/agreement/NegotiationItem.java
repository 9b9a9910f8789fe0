package org.pactwatch.agreement;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was put on the table and never came into force. It has no effect on any verdict.
 *
 * @param by a party, or UNATTRIBUTED
 * @param acceptedBy parties that said yes to it all the same
 */
public record NegotiationItem(
        String id,
        Kind kind,
        String by,
        String statement,
        @Nullable Instant at,
        List<String> acceptedBy,
        List<Citation> citations)
        implements Declaration {

    /** Who is meant when no source says who. */
    public static final String UNATTRIBUTED = "UNATTRIBUTED";

    /** What sort of item. */
    public enum Kind {
        PROPOSAL,
        PRECONDITION,
        DEMAND
    }
}
