package org.pactwatch.agreement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something said, ordered or signed that an agreement rests on.
 *
 * @param by the party whose it is
 * @param commitment for an order: the commitment it carries out; absent, every commitment that {@code by} owes
 */
public record Instrument(
        String id,
        Kind kind,
        @Nullable String by,
        @Nullable String commitment,
        When at,
        String title,
        List<Citation> citations)
        implements Declaration {

    /** What sort of instrument. An {@link #ORDER} of the obligor counts as its consent. */
    public enum Kind {
        READOUT,
        STATEMENT,
        ORDER,
        SIGNED_TEXT,
        JOINT_LIST
    }
}
