package org.pactwatch.ledger.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.pactwatch.ledger.Append;
import org.pactwatch.ledger.Batch;
import org.pactwatch.ledger.Batch.Outcome;
import org.pactwatch.ledger.Entry;
import org.pactwatch.ledger.LedgerUnavailable;
import org.pactwatch.ledger.LedgerUnavailable.Events;
import org.pactwatch.ledger.SealedEvent;
import org.pactwatch.ledger.SequenceConflict;
import org.pactwatch.ledger.Tail;
import org.pactwatch.ledger.Taken;

/**
 * Writes a batch in one transaction. It trusts that nothing clashes and lets the unique keys object; only then does it
 * look up what is taken, and writes the rest. Used by one thread.
 */
final class BatchWriter implements GroupCommit.Store {

    /** By the index's own columns, or H2 sorts all events of the aggregate. */
    private static final String LAST_SEQUENCES = "select asked.id, (select e.sequence from ledger_entry e"
            + " where e.aggregate_id = asked.id order by e.aggregate_id desc, e.sequence desc limit 1)"
            + " from unnest(cast(? as varchar array)) as asked(id)";

    /** The second look knows what is taken, the third that a lost connection was no accident. */
    private static final int LOOKS = 4;

    private final DataSource dataSource;
    private final Dialect dialect;
    private final InstantSource clock;
    private final DurableHead durable;
    private final @Nullable Reserve reserve;
    private final LastSequences known = new LastSequences();

    /** Was anything committed that may not be on the disk? */
    private boolean unsure;

    /** @param reserve {@code null} if the database is not in a file of this machine */
    BatchWriter(
            DataSource dataSource,
            Dialect dialect,
            InstantSource clock,
            DurableHead durable,
            @Nullable Reserve reserve) {
        this.dataSource = dataSource;
        this.dialect = dialect;
        this.clock = clock;
        this.durable = durable;
        this.reserve = reserve;
    }

    @Override
    public List<Outcome> write(List<Append> appends) {
        checkReserve();
        Batch doubtful = null;
        boolean thorough = false;
        for (int look = 1; ; look++) {
            Attempt attempt = new Attempt();
            try {
                return attempt.write(appends, doubtful, thorough);
            } catch (SQLException e) {
                known.forget();
                if (attempt.committing != null) {
                    doubtful = attempt.committing;
                }
                switch (Fault.of(e)) {
                    case CLASH -> thorough = true;
                    case WORDS -> {
                        return oneByOne(appends, e);
                    }
                    case CONNECTION -> {}
                    case OTHER -> look = LOOKS;
                }
                if (look >= LOOKS || !attempt.connected) {
                    throw new LedgerUnavailable(
                            "The events could not be recorded: " + e.getMessage(),
                            doubtful == null ? Events.NOT_RECORDED : Events.UNKNOWN,
                            e);
                }
            }
        }
    }

    /** The database objects to the words of one of them, such as one that is too long. The others are innocent. */
    private List<Outcome> oneByOne(List<Append> appends, SQLException cause) {
        if (appends.size() == 1) {
            return List.of(new Outcome.Refused(new IllegalArgumentException(
                    "The database does not take these events: " + cause.getMessage(), cause)));
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (Append append : appends) {
            outcomes.addAll(write(List.of(append)));
        }
        return outcomes;
    }

    private void checkReserve() {
        if (reserve != null) {
            reserve.check();
        }
    }

    @Override
    public void probe() {
        checkReserve();
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            dialect.begin(connection);
            connection.rollback();
            dialect.makeDurable(connection);
        } catch (SQLException e) {
            throw new LedgerUnavailable("The ledger's database can't be written: " + e.getMessage(), e);
        }
    }

    /** One transaction, and how far it came. */
    private final class Attempt {

        private boolean connected;
        private @Nullable Batch committing;

        List<Outcome> write(List<Append> appends, @Nullable Batch doubtful, boolean thorough) throws SQLException {
            try (Connection connection = dataSource.getConnection()) {
                connected = true;
                connection.setAutoCommit(false);
                try {
                    return write(connection, appends, doubtful, thorough);
                } catch (SQLException | RuntimeException e) {
                    rollback(connection, e);
                    throw e;
                }
            }
        }

        private List<Outcome> write(
                Connection connection, List<Append> appends, @Nullable Batch doubtful, boolean thorough)
                throws SQLException {
            Tail tail = dialect.begin(connection);
            // Whoever held the lock has ended by now, so what is in doubt stands here or never will.
            Batch batch = doubtful != null && stands(connection, doubtful) ? doubtful : null;
            if (batch == null) {
                batch = Batch.place(tail, clock.instant(), taken(connection, appends, tail, thorough), appends);
                if (!thorough && isAnyMaybeRepeated(appends, batch)) {
                    batch = Batch.place(tail, clock.instant(), taken(connection, appends, tail, true), appends);
                }
                if (!batch.entries().isEmpty()) {
                    EntryRows.insert(connection, batch.entries());
                }
            }
            if (!batch.entries().isEmpty()) {
                committing = batch;
                unsure = true;
            }
            connection.commit();
            if (unsure) {
                // Also what an earlier attempt could not bring to the disk: an answer may refer to it.
                dialect.makeDurable(connection);
                unsure = false;
            }
            if (dialect.showsWhatIsNotDurable()) {
                durable.is(batch.lastPosition());
            }
            known.note(batch);
            return batch.outcomes();
        }
    }

    private static void rollback(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private static boolean stands(Connection connection, Batch batch) throws SQLException {
        Entry first = batch.entries().get(0);
        return EntryReader.list(connection, "where position = ?", first.position()).stream()
                .anyMatch(entry -> entry.eventId().equals(first.eventId()));
    }

    /** What clashes may be a request that comes again, and then it is to hear that. */
    private static boolean isAnyMaybeRepeated(List<Append> appends, Batch batch) {
        for (int i = 0; i < appends.size(); i++) {
            if (appends.get(i).request() != null
                    && batch.outcomes().get(i) instanceof Outcome.Refused refused
                    && refused.why() instanceof SequenceConflict) {
                return true;
            }
        }
        return false;
    }

    /** @param thorough look everything up; otherwise only what no unique key would object to: a hole */
    private Taken taken(Connection connection, List<Append> appends, Tail tail, boolean thorough) throws SQLException {
        Map<String, Long> sequences = new HashMap<>();
        Set<String> unknown = new HashSet<>();
        Set<String> requests = new HashSet<>();
        for (Append append : appends) {
            for (SealedEvent sealed : append.events()) {
                String aggregate = sealed.event().aggregateId();
                Long last = known.of(aggregate, tail);
                if (last != null) {
                    sequences.put(aggregate, last);
                } else if (thorough || sealed.event().sequence() > 0) {
                    unknown.add(aggregate);
                }
            }
            if (append.request() != null) {
                requests.add(append.request().key());
            }
        }
        if (!unknown.isEmpty()) {
            sequences.putAll(lastSequences(connection, unknown));
        }
        return new Taken(sequences, thorough && !requests.isEmpty() ? recorded(connection, requests) : Map.of());
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
}
