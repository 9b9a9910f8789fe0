package org.pactwatch.ledger.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pactwatch.ledger.Appended;
import org.pactwatch.ledger.DuplicateRequest;
import org.pactwatch.ledger.Entry;
import org.pactwatch.ledger.NewEvent;
import org.pactwatch.ledger.RequestKey;
import org.pactwatch.ledger.SequenceConflict;

/** Gives events their places and writes them, inside a transaction that its caller holds and commits. */
final class EntryWriter {

    private static final String INSERT =
            "insert into ledger_entry (" + EntryReader.COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final InstantSource clock;

    EntryWriter(InstantSource clock) {
        this.clock = clock;
    }

    /** The last row: everything that the next one must follow. */
    private record Tail(long position, Instant recorded) {}

    Appended write(Connection connection, List<SealedEvent> events, @Nullable RequestKey request) throws SQLException {
        refuseRepeated(connection, request);
        refuseConflicts(connection, events);
        Tail tail = tail(connection);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        // A clock that was set back must not make a later position look earlier.
        Instant recorded = now.isAfter(tail.recorded()) ? now : tail.recorded();
        insert(connection, events, request, tail.position(), recorded);
        return new Appended(tail.position() + 1, tail.position() + events.size(), recorded);
    }

    private static void refuseRepeated(Connection connection, @Nullable RequestKey request) throws SQLException {
        if (request == null) {
            return;
        }
        Optional<Entry> first = EntryReader.list(connection, "where request_key = ?", request.key()).stream()
                .findFirst();
        if (first.isPresent()) {
            throw new DuplicateRequest(first.get(), request);
        }
    }

    private static void refuseConflicts(Connection connection, List<SealedEvent> events) throws SQLException {
        Map<String, Long> last = new HashMap<>();
        for (SealedEvent sealed : events) {
            NewEvent event = sealed.event();
            Long before = last.get(event.aggregateId());
            SequenceConflict.check(event, before != null ? before : lastSequence(connection, event.aggregateId()));
            last.put(event.aggregateId(), event.sequence());
        }
    }

    private static long lastSequence(Connection connection, String aggregateId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select sequence from ledger_entry where aggregate_id = ? order by sequence desc limit 1")) {
            select.setString(1, aggregateId);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? rows.getLong(1) : -1;
            }
        }
    }

    private static Tail tail(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                        "select position, recorded from ledger_entry order by position desc limit 1");
                ResultSet rows = select.executeQuery()) {
            return rows.next()
                    ? new Tail(
                            rows.getLong(1),
                            rows.getObject(2, OffsetDateTime.class).toInstant())
                    : new Tail(0, Instant.MIN);
        }
    }

    private static void insert(
            Connection connection, List<SealedEvent> events, @Nullable RequestKey request, long after, Instant recorded)
            throws SQLException {
        OffsetDateTime stamp = recorded.atOffset(ZoneOffset.UTC);
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            long position = after;
            for (SealedEvent sealed : events) {
                position++;
                RequestKey key = position == after + events.size() ? request : null;
                NewEvent event = sealed.event();
                insert.setLong(1, position);
                insert.setString(2, event.aggregateType());
                insert.setString(3, event.aggregateId());
                insert.setLong(4, event.sequence());
                insert.setString(5, event.eventId());
                insert.setString(6, event.type());
                insert.setString(7, event.revision());
                insert.setObject(8, stamp);
                insert.setString(9, event.payload());
                insert.setString(10, event.metadata());
                insert.setBytes(11, sealed.salt());
                insert.setBytes(12, sealed.entryHash(recorded));
                insert.setString(13, key == null ? null : key.key());
                insert.setString(14, key == null ? null : key.bodyHash());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
