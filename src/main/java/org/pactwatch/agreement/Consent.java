package org.pactwatch.agreement;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A party's word on being bound.
 *
 * @param commitments the keys it speaks of; empty: all that the party owes
 * @param at when it was said
 * @param instrument the id of the instrument that says so
 */
public record Consent(
        String party,
        Answer consent,
        Instant at,
        List<String> commitments,
        @Nullable String instrument,
        List<Citation> citations)
        implements Declaration {

    /** A consent is told apart by its party and its moment. */
    @Override
    public @Nullable String id() {
        return null;
    }

    /** What it said. */
    public enum Answer {
        ACCEPTED,
        ACCEPTED_CONDITIONALLY,
        PENDING,
        REJECTED
    }
}
