package org.pactwatch.ledger.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pactwatch.ledger.Append;
import org.pactwatch.ledger.Batch;
import org.pactwatch.ledger.Entry;
import org.pactwatch.ledger.SealedEvent;
import org.pactwatch.ledger.Tail;
import org.pactwatch.ledger.Taken;

/**
 * Which places are taken: looked up, or remembered for as long as nobody else writes. Remembers the end of the ledger and
 * the last sequences of the aggregates written to lately.
 */
final class Places {

    /** By the index's own columns, or H2 sorts all events of the aggregate. */
    private static final String LAST_SEQUENCES = "select asked.id, (select e.sequence from ledger_entry e"
            + " where e.aggregate_id = asked.id order by e.aggregate_id desc, e.sequence desc limit 1)"
            + " from unnest(cast(? as varchar array)) as asked(id)";

    private static final int KEPT = 10_000;

    private final Map<String, Long> sequences = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > KEPT;
        }
    };

    private @Nullable Tail tail;

    /** The end of the ledger as it was left; {@code null} if nobody knows. */
    @Nullable
    Tail tail() {
        return tail;
    }

    /** Notes where the ledger ends, and forgets what that contradicts. */
    void found(Tail end) {
        if (!end.equals(tail)) {
            sequences.clear();
        }
        tail = end;
    }

    /** Notes what is committed. */
    void written(Batch batch) {
        for (Entry entry : batch.entries()) {
            sequences.put(entry.aggregateId(), entry.sequence());
        }
        tail = batch.tail();
    }

    void forget() {
        sequences.clear();
        tail = null;
    }

    /**
     * What {@code appends} could clash with.
     *
     * @param thorough look everything up; otherwise only what no unique key would object to: a hole
     */
    Taken taken(Connection connection, List<Append> appends, boolean thorough) throws SQLException {
        Map<String, Long> last = new HashMap<>();
        Set<String> unknown = new HashSet<>();
        Set<String> requests = new HashSet<>();
        for (Append append : appends) {
            for (SealedEvent sealed : append.events()) {
                String aggregate = sealed.event().aggregateId();
                Long remembered = sequences.get(aggregate);
                if (remembered != null) {
                    last.put(aggregate, remembered);
                } else if (thorough || sealed.event().sequence() > 0) {
                    unknown.add(aggregate);
                }
            }
            if (append.request() != null) {
                requests.add(append.request().key());
            }
        }
        if (!unknown.isEmpty()) {
            last.putAll(lastSequences(connection, unknown));
        }
        return new Taken(last, thorough && !requests.isEmpty() ? recorded(connection, requests) : Map.of());
    }

    private static Map<String, Long> lastSequences(Connection connection, Set<String> aggregates) throws SQLException {
        Map<String, Long> last = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(LAST_SEQUENCES)) {
            select.setArray(1, connection.createArrayOf("varchar", aggregates.toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    long sequence = rows.getLong(2);
                    if (!rows.wasNull()) {
                        last.put(rows.getString(1), sequence);
                    }
                }
            }
        }
        return last;
    }

    private static Map<String, Entry> recorded(Connection connection, Set<String> requests) throws SQLException {
        Map<String, Entry> recorded = new HashMap<>();
        EntryReader.list(
                        connection,
                        "where request_key = any(cast(? as varchar array))",
                        connection.createArrayOf("varchar", requests.toArray()))
                .forEach(entry -> recorded.put(String.valueOf(entry.requestKey()), entry));
        return recorded;
    }

    static boolean stands(Connection connection, Batch batch) throws SQLException {
        Entry first = batch.entries().get(0);
        return EntryReader.list(connection, "where position = ?", first.position()).stream()
                .anyMatch(entry -> entry.eventId().equals(first.eventId()));
    }
}
