package org.pactwatch.ledger.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.pactwatch.ledger.Append;
import org.pactwatch.ledger.Batch;
import org.pactwatch.ledger.Batch.Outcome;
import org.pactwatch.ledger.LedgerUnavailable;
import org.pactwatch.ledger.LedgerUnavailable.Events;
import org.pactwatch.ledger.SequenceConflict;
import org.pactwatch.ledger.Tail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a batch in one transaction. It trusts that the ledger ends where it left it and that nothing clashes, and lets
 * the database object; only then does it wait until nobody else writes, looks up what is taken, and writes the rest. Used
 * by one thread.
 */
final class BatchWriter implements GroupCommit.Store {

    private static final Logger LOG = LoggerFactory.getLogger(BatchWriter.class);

    /** The second look knows what is taken, the third that a lost connection was no accident. */
    private static final int LOOKS = 4;

    /** Waking others costs a third of a commit; whoever writes without a pause does so now and then. */
    private static final long SILENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final DataSource dataSource;
    private final Dialect dialect;
    private final InstantSource clock;
    private final DurableHead durable;
    private final @Nullable Reserve reserve;
    private final Places places = new Places();

    /** Did the last look find the ledger as it was left? Then it is likely to end there still. */
    private boolean alone;

    /** Was anything committed that may not be on the disk? */
    private boolean unsure;

    private long told = System.nanoTime() - SILENCE_NANOS;

    /** Was anything committed that no other process was woken for? */
    private boolean untold;

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
        Attempt attempt = new Attempt(appends);
        for (int look = 1; ; look++) {
            attempt.connected = false;
            try {
                List<Outcome> outcomes = attempt.write();
                if (outcomes != null) {
                    return outcomes;
                }
            } catch (SQLException e) {
                Fault fault = Fault.of(e);
                attempt.failed(fault);
                if (fault == Fault.WORDS) {
                    return oneByOne(appends, e);
                }
                if (look >= LOOKS || !attempt.connected || fault == Fault.OTHER && attempt.doubtful == null) {
                    throw new LedgerUnavailable(
                            "The events could not be recorded: " + e.getMessage(),
                            attempt.doubtful == null ? Events.NOT_RECORDED : Events.UNKNOWN,
                            e);
                }
            }
        }
    }

    private void forget() {
        places.forget();
        alone = false;
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

    @Override
    public boolean isAnythingLeft() {
        return untold;
    }

    @Override
    public void finish() {
        noteTold(true);
        try (Connection connection = dataSource.getConnection()) {
            dialect.tell(connection);
        } catch (SQLException e) {
            LOG.debug("Other servers were not woken; they look by themselves now and then.", e);
        }
    }

    private boolean isTimeToTell() {
        return System.nanoTime() - told >= SILENCE_NANOS;
    }

    private void noteTold(boolean done) {
        untold = !done && dialect.isShared();
        told = done ? System.nanoTime() : told;
    }

    /** What is to be written, and how far that has come. */
    private final class Attempt {

        private final List<Append> appends;
        private boolean connected;
        private boolean thorough;
        private @Nullable Batch committing;
        private @Nullable Batch doubtful;

        Attempt(List<Append> appends) {
            this.appends = appends;
        }

        /** The database has said no, or nothing at all. */
        void failed(Fault fault) {
            thorough |= fault == Fault.CLASH;
            if (committing != null && fault.leavesDoubt()) {
                doubtful = committing;
            }
            committing = null;
        }

        /** @return {@code null} if it takes another look */
        @Nullable
        List<Outcome> write() throws SQLException {
            try (Connection connection = dataSource.getConnection()) {
                connected = true;
                connection.setAutoCommit(false);
                try {
                    Tail left = places.tail();
                    return alone && left != null && doubtful == null && !thorough
                            ? append(connection, left)
                            : lookAndAppend(connection);
                } catch (SQLException | RuntimeException e) {
                    forget();
                    rollback(connection, e);
                    throw e;
                }
            }
        }

        /** Nobody else is waited for. If the ledger does not end at {@code left} any more, nothing is written. */
        private @Nullable List<Outcome> append(Connection connection, Tail left) throws SQLException {
            Batch batch = Batch.place(left, clock.instant(), places.taken(connection, appends, false), appends);
            boolean allPlaced = batch.outcomes().stream().allMatch(Outcome.Placed.class::isInstance);
            // Who is refused has a right to a look at what others may have written.
            if (allPlaced) {
                if (isWritten(connection, left, batch)) {
                    return committed(connection, batch);
                }
                committing = null;
            }
            connection.rollback();
            alone = false;
            return null;
        }

        private List<Outcome> lookAndAppend(Connection connection) throws SQLException {
            Tail tail = dialect.begin(connection);
            alone = tail.equals(places.tail());
            places.found(tail);
            // Whoever held the lock has ended by now, so what is in doubt stands here or never will.
            Batch batch = doubtful != null && Places.stands(connection, doubtful) ? doubtful : null;
            doubtful = batch;
            if (batch != null) {
                noteTold(false);
            } else {
                batch = Batch.place(tail, clock.instant(), places.taken(connection, appends, thorough), appends);
                if (!thorough && isAnyMaybeRepeated(batch)) {
                    batch = Batch.place(tail, clock.instant(), places.taken(connection, appends, true), appends);
                }
                if (!batch.entries().isEmpty() && !isWritten(connection, tail, batch)) {
                    throw new IllegalStateException("The ledger ended at " + tail.position()
                            + " a moment ago and does no more, though nobody else could write.");
                }
            }
            connection.rollback();
            return committed(connection, batch);
        }

        /** @return false, and nothing is written, if the ledger does not end at {@code end} */
        private boolean isWritten(Connection connection, Tail end, Batch batch) throws SQLException {
            // From here on it may be on record, whatever is heard of it.
            committing = batch;
            unsure = true;
            boolean tell = isTimeToTell();
            boolean written = dialect.append(connection, end, batch.entries(), tell);
            noteTold(tell);
            return written;
        }

        private List<Outcome> committed(Connection connection, Batch batch) throws SQLException {
            if (unsure) {
                // Also what an earlier attempt could not bring to the disk: an answer may refer to it.
                dialect.makeDurable(connection);
                unsure = false;
            }
            if (dialect.showsWhatIsNotDurable()) {
                durable.is(batch.tail().position());
            }
            places.written(batch);
            return batch.outcomes();
        }

        /** What clashes may be a request that comes again, and then it is to hear that. */
        private boolean isAnyMaybeRepeated(Batch batch) {
            for (int i = 0; i < appends.size(); i++) {
                if (appends.get(i).request() != null
                        && batch.outcomes().get(i) instanceof Outcome.Refused refused
                        && refused.why() instanceof SequenceConflict) {
                    return true;
                }
            }
            return false;
        }
    }

    private static void rollback(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
