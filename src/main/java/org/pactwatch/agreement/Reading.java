package org.pactwatch.agreement;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pactwatch.time.TermSpec;

/**
 * A named way to read one agreement. None is the default. What it says applies to every commitment; what it says of a
 * single one goes before that.
 *
 * @param holder the party that reads it so; {@code null}: nobody in particular
 * @param note what a reader of the reading should know, such as whose choice a detail was
 * @param commitments what it says of single commitments, by key
 * @see ReadingTerms
 */
public record Reading(
        String id,
        @Nullable String holder,
        @Nullable String title,
        @Nullable String note,
        @Nullable TermSpec term,
        @Nullable Scope scope,
        @Nullable Map<String, Instant> boundFrom,
        @Nullable List<Condition> conditions,
        @Nullable ReleaseMode release,
        @Nullable List<String> authorities,
        @Nullable Boolean coverageRequired,
        Map<String, ReadingTerms> commitments,
        List<Citation> citations)
        implements Declaration {

    /** The reading of an agreement for which nobody has declared one. */
    public static final Reading AS_WRITTEN =
            new Reading("as-written", null, null, null, null, null, null, null, null, null, null, Map.of(), List.of());

    /** What it says of every commitment. */
    public ReadingTerms ofAll() {
        return new ReadingTerms(term, scope, boundFrom, conditions, release, authorities, coverageRequired);
    }

    /** What it says of one commitment alone. */
    public ReadingTerms of(String commitment) {
        return commitments.getOrDefault(commitment, ReadingTerms.NOTHING);
    }
}
