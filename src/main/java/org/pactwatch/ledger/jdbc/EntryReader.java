package org.pactwatch.ledger.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.pactwatch.ledger.AggregateHead;
import org.pactwatch.ledger.Entry;
import org.pactwatch.ledger.LedgerUnavailable;
import org.pactwatch.ledger.Tail;

/**
 * Reads entries. Always by key and with a limit, or one aggregate: H2 puts the whole answer of a plain select into
 * memory first.
 */
final class EntryReader {

    static final String COLUMNS =
            "position, aggregate_type, aggregate_id, sequence, event_id, type, revision, recorded,"
                    + " payload, metadata, salt, entry_hash, request_key, request_hash";

    static final String TAIL = "select position, recorded from ledger_entry order by position desc limit 1";

    /** Everything is read by key: a database that says nothing for so long is gone. */
    private static final int SILENCE_MILLIS = 2_000;

    /** What both databases can compare with; the record knows nothing outside of it. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final DataSource dataSource;
    private final DurableHead durable;

    EntryReader(DataSource dataSource, DurableHead durable) {
        this.dataSource = dataSource;
        this.durable = durable;
    }

    Optional<Entry> one(String where, Object... values) {
        return list(where, values).stream().findFirst();
    }

    List<Entry> list(String where, Object... values) {
        try (Connection connection = connection()) {
            List<Entry> entries = list(connection, where, values);
            long last = durable.position();
            entries.removeIf(entry -> entry.position() > last);
            return entries;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    static List<Entry> list(Connection connection, String where, Object... values) throws SQLException {
        try (PreparedStatement select = bind(connection, "select " + COLUMNS + " from ledger_entry " + where, values);
                ResultSet rows = select.executeQuery()) {
            List<Entry> entries = new ArrayList<>();
            while (rows.next()) {
                entries.add(entry(rows));
            }
            return entries;
        }
    }

    long head() {
        return Math.min(durable.position(), number("select position from ledger_entry order by position desc limit 1"));
    }

    long positionAt(Instant instant) {
        // Whole microseconds, as recorded: PostgreSQL would round the rest up.
        Instant at = instant.isBefore(EARLIEST) ? EARLIEST : instant.isAfter(LATEST) ? LATEST : instant;
        return Math.min(
                durable.position(),
                number(
                        "select position from ledger_entry where recorded <= ?"
                                + " order by recorded desc, position desc limit 1",
                        at.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC)));
    }

    Optional<AggregateHead> headOf(String aggregateId) {
        try (Connection connection = connection();
                PreparedStatement select = bind(
                        connection,
                        // By the index's own columns, or H2 sorts all events of the aggregate.
                        "select aggregate_type, sequence, position from ledger_entry where aggregate_id = ?"
                                + " and position <= ? order by aggregate_id desc, sequence desc limit 1",
                        aggregateId,
                        durable.position());
                ResultSet row = select.executeQuery()) {
            return row.next()
                    ? Optional.of(new AggregateHead(row.getString(1), row.getLong(2), row.getLong(3)))
                    : Optional.empty();
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    static Tail tail(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(TAIL);
                ResultSet row = select.executeQuery()) {
            return tail(row);
        }
    }

    /** What {@link #TAIL} answered. */
    static Tail tail(ResultSet row) throws SQLException {
        return row.next()
                ? new Tail(
                        row.getLong(1), row.getObject(2, OffsetDateTime.class).toInstant())
                : Tail.EMPTY;
    }

    private Connection connection() throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            // Until the pool has it back. Whoever records reads first, and must not hang where others are told already.
            connection.setNetworkTimeout(Runnable::run, SILENCE_MILLIS);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private long number(String sql, Object... values) {
        try (Connection connection = connection();
                PreparedStatement select = bind(connection, sql, values);
                ResultSet rows = select.executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private static PreparedStatement bind(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement select = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof String[] texts) {
                select.setArray(i + 1, connection.createArrayOf("varchar", texts));
            } else {
                select.setObject(i + 1, values[i]);
            }
        }
        return select;
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getObject(8, OffsetDateTime.class).toInstant(),
                row.getString(9),
                row.getString(10),
                row.getBytes(11),
                row.getBytes(12),
                row.getString(13),
                row.getString(14));
    }

    private static LedgerUnavailable unreadable(SQLException e) {
        return new LedgerUnavailable("The ledger can't be read: " + e.getMessage(), e);
    }
}
