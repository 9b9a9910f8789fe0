package org.pactwatch.ledger.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.pactwatch.ledger.Appended;
import org.pactwatch.ledger.Entry;
import org.pactwatch.ledger.Ledger;
import org.pactwatch.ledger.LedgerUnavailable;
import org.pactwatch.ledger.NewEvent;
import org.pactwatch.ledger.RequestKey;
import org.pactwatch.ledger.SaltSource;

/**
 * The ledger in the table {@code ledger_entry}: one writer at a time, one transaction an append. Each call takes a
 * connection of its own and never joins a transaction of Spring's, so that nothing recorded is rolled back by others.
 */
public final class JdbcLedger implements Ledger {

    /** A second look settles who took the position; more would mean that something else is wrong. */
    private static final int LOOKS = 5;

    private static final String UNIQUE_VIOLATION = "23505";

    private final DataSource dataSource;
    private final EntryReader reader;
    private final EntryWriter writer;
    private final SaltSource salts;
    private final ReentrantLock lock = new ReentrantLock();

    private JdbcLedger(DataSource dataSource, InstantSource clock, SaltSource salts) {
        this.dataSource = dataSource;
        this.reader = new EntryReader(dataSource);
        this.writer = new EntryWriter(clock);
        this.salts = salts;
    }

    /**
     * Opens the ledger of a migrated database.
     *
     * @param clock read once for each append
     * @throws LedgerUnavailable if the database would lose what was acknowledged, or its last positions have holes
     */
    public static JdbcLedger open(DataSource dataSource, InstantSource clock, SaltSource salts) {
        try (Connection connection = dataSource.getConnection()) {
            OpeningChecks.run(connection);
        } catch (SQLException e) {
            throw new LedgerUnavailable("The ledger's database can't be opened: " + e.getMessage(), e);
        }
        return new JdbcLedger(dataSource, clock, salts);
    }

    @Override
    public Appended append(List<NewEvent> events, @Nullable RequestKey request) {
        if (events.isEmpty()) {
            throw new IllegalArgumentException("There is nothing to record.");
        }
        // The expensive hash before the lock, so that callers do it side by side.
        List<SealedEvent> sealed = events.stream()
                .map(event -> SealedEvent.of(event, salts.next()))
                .toList();
        lock.lock();
        try {
            return write(sealed, request);
        } finally {
            lock.unlock();
        }
    }

    private Appended write(List<SealedEvent> events, @Nullable RequestKey request) {
        for (int look = 1; ; look++) {
            try {
                return writeOnce(events, request);
            } catch (SQLException e) {
                // Another process took the position between our look and our insert: look again. What it recorded
                // may also be our sequence or our request, and then the second look says so.
                if (!UNIQUE_VIOLATION.equals(e.getSQLState()) || look == LOOKS) {
                    throw new LedgerUnavailable("The events could not be recorded: " + e.getMessage(), e);
                }
            }
        }
    }

    private Appended writeOnce(List<SealedEvent> events, @Nullable RequestKey request) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Appended appended = writer.write(connection, events, request);
                connection.commit();
                return appended;
            } catch (SQLException | RuntimeException e) {
                rollback(connection, e);
                throw e;
            }
        }
    }

    private static void rollback(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    @Override
    public long head() {
        return reader.head();
    }

    @Override
    public Optional<Entry> at(long position) {
        return reader.one("where position = ?", position);
    }

    @Override
    public List<Entry> after(long position, int limit) {
        return reader.list("where position > ? order by position limit ?", position, limit);
    }

    @Override
    public List<Entry> after(long position, int limit, String aggregateId) {
        // By sequence, which the index has; positions grow with it.
        return reader.list(
                "where aggregate_id = ? and position > ? order by sequence limit ?", aggregateId, position, limit);
    }

    @Override
    public List<Entry> stream(String aggregateId, long upToPosition) {
        return reader.list("where aggregate_id = ? and position <= ? order by sequence", aggregateId, upToPosition);
    }

    @Override
    public List<Entry> streams(Collection<String> aggregateIds, long upToPosition) {
        return reader.list(
                "where aggregate_id = any(?) and position <= ? order by aggregate_id, sequence",
                aggregateIds.toArray(String[]::new),
                upToPosition);
    }

    @Override
    public List<Entry> fromSequence(String aggregateId, long firstSequence, int limit) {
        return reader.list(
                "where aggregate_id = ? and sequence >= ? order by sequence limit ?",
                aggregateId,
                firstSequence,
                limit);
    }

    @Override
    public Optional<Entry> last(String aggregateId) {
        return reader.one("where aggregate_id = ? order by sequence desc limit 1", aggregateId);
    }

    @Override
    public long positionAt(Instant instant) {
        return reader.positionAt(instant);
    }

    @Override
    public Optional<Entry> byRequest(String requestKey) {
        return reader.one("where request_key = ?", requestKey);
    }
}
