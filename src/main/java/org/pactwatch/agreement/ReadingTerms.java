package org.pactwatch.agreement;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pactwatch.time.TermSpec;

/**
 * What a reading says, of all commitments or of one. Whatever is absent is left as it is without the reading.
 *
 * @param term merged into the commitment's field by field
 * @param scope likewise
 * @param boundFrom by party: bound from then on even while it says nothing, and not before
 * @param conditions in place of the commitment's
 * @param release when the obligor may consider itself free
 * @param authorities whose findings count; absent: everybody's
 * @param coverageRequired must somebody have been able to see for silence to mean anything?
 */
public record ReadingTerms(
        @Nullable TermSpec term,
        @Nullable Scope scope,
        @Nullable Map<String, Instant> boundFrom,
        @Nullable List<Condition> conditions,
        @Nullable ReleaseMode release,
        @Nullable List<String> authorities,
        @Nullable Boolean coverageRequired) {

    public static final ReadingTerms NOTHING = new ReadingTerms(null, null, null, null, null, null, null);
}
