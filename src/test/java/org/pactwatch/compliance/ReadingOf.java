package org.pactwatch.compliance;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.Condition;
import org.pactwatch.agreement.Reading;
import org.pactwatch.agreement.ReadingTerms;
import org.pactwatch.agreement.ReleaseMode;

/** Spells out a reading, of which most says little. */
final class ReadingOf {

    private final String id;
    private final Map<String, Instant> boundFrom = new LinkedHashMap<>();
    private final Map<String, ReadingTerms> commitments = new LinkedHashMap<>();
    private @Nullable ReleaseMode release;
    private @Nullable List<String> authorities;
    private @Nullable List<Condition> conditions;

    ReadingOf(String id) {
        this.id = id;
    }

    ReadingOf boundFrom(String party, Instant from) {
        boundFrom.put(party, from);
        return this;
    }

    ReadingOf release(ReleaseMode mode) {
        release = mode;
        return this;
    }

    ReadingOf release(ReleaseMode mode, String commitment) {
        commitments.put(commitment, new ReadingTerms(null, null, null, null, mode, null, null));
        return this;
    }

    ReadingOf recognises(String... names) {
        authorities = List.of(names);
        return this;
    }

    ReadingOf reciprocalOn(String... keys) {
        conditions = List.of(keys).stream()
                .map(key -> new Condition(Condition.Kind.RECIPROCAL, key))
                .toList();
        return this;
    }

    Reading done() {
        return new Reading(
                id,
                null,
                null,
                null,
                null,
                null,
                boundFrom.isEmpty() ? null : boundFrom,
                conditions,
                release,
                authorities,
                null,
                commitments,
                List.of());
    }
}
