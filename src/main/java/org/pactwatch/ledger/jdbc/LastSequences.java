package org.pactwatch.ledger.jdbc;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pactwatch.ledger.Batch;
import org.pactwatch.ledger.Entry;
import org.pactwatch.ledger.Tail;

/** The last sequences of the aggregates written to lately, which hold as long as nobody else has written. */
final class LastSequences {

    private static final int KEPT = 10_000;

    private final Map<String, Long> last = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > KEPT;
        }
    };

    private long position = -1;

    /** The last sequence of {@code aggregate}; {@code null} if it must be looked up. */
    @Nullable
    Long of(String aggregate, Tail tail) {
        if (tail.position() != position) {
            forget();
            position = tail.position();
        }
        return last.get(aggregate);
    }

    /** Notes what is committed. */
    void note(Batch batch) {
        for (Entry entry : batch.entries()) {
            last.put(entry.aggregateId(), entry.sequence());
        }
        position = batch.lastPosition();
    }

    void forget() {
        last.clear();
        position = -1;
    }
}
