package org.pactwatch.ledger.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pactwatch.ledger.Entry;
import org.pactwatch.ledger.LedgerUnavailable;
import org.pactwatch.ledger.RecordCheck;
import org.pactwatch.ledger.RecordDigest;
import org.pactwatch.ledger.jdbc.LedgerVerification.Watch;

/**
 * Copies the record of one database into another, every column as it stands. A page is one transaction, so that a copy
 * that was killed has a record without holes behind it and goes on there. What is derived from the record isn't copied:
 * a server makes it anew.
 */
public final class LedgerCopy {

    /** PostgreSQL's lock_not_available. */
    private static final String LOCK_TIMEOUT = "55P03";

    private final LedgerDatabase source;
    private final LedgerDatabase target;
    private final Watch watch;

    private LedgerCopy(LedgerDatabase source, LedgerDatabase target, Watch watch) {
        this.source = source;
        this.target = target;
        this.watch = watch;
    }

    /** What became of it. */
    public sealed interface Outcome {

        /**
         * Both hold the same, to the bit.
         *
         * @param copied by this call
         * @param entries that the target holds now
         * @param digest of {@link RecordDigest} over all of them, the same on both sides
         * @param grown how many the source has recorded meanwhile
         */
        record Same(long copied, long entries, String digest, long grown) implements Outcome {}

        /** The target must not be touched: it holds another record. Nothing was copied. */
        record Foreign(String why) implements Outcome {}

        /** What stands in the source or has arrived in the target is not as it should be. */
        record Faulty(String where, RecordCheck.Fault fault) implements Outcome {}
    }

    /**
     * Copies what the source holds when it begins, and compares both from the first position on.
     *
     * @throws LedgerUnavailable if one of them can't be reached any more, or somebody else writes to the target
     */
    public static Outcome copy(LedgerDatabase source, LedgerDatabase target, Watch watch) {
        return new LedgerCopy(source, target, watch).copy();
    }

    private Outcome copy() {
        long head = source.head();
        long begun = target.head();
        Outcome.Foreign foreign = foreign(head, begun);
        if (foreign != null) {
            return foreign;
        }
        Outcome.Faulty faulty = transfer(begun, head);
        if (faulty != null) {
            return faulty;
        }
        RecordDigest digest = new RecordDigest();
        faulty = compare(head, digest);
        return faulty == null ? new Outcome.Same(head - begun, head, digest.end(), source.head() - head) : faulty;
    }

    private Outcome.@Nullable Foreign foreign(long head, long begun) {
        long common = Math.min(head, begun);
        for (long position : common == 0 ? new long[0] : new long[] {1, common}) {
            if (!Arrays.equals(hash(source, position), hash(target, position))) {
                return new Outcome.Foreign("The target holds another record: position " + position
                        + " is another event there. Nothing was copied. Name an empty database.");
            }
        }
        return begun <= head
                ? null
                : new Outcome.Foreign("The target is ahead: it holds " + begun + " entries and the source " + head
                        + ". Nothing was copied.");
    }

    private static byte @Nullable [] hash(LedgerDatabase database, long position) {
        try {
            List<Entry> found = EntryReader.list(database.connection(), "where position = ?", position);
            return found.isEmpty() ? null : found.get(0).entryHash();
        } catch (SQLException e) {
            throw LedgerDatabase.unreadable(database.place(), e);
        }
    }

    private Outcome.@Nullable Faulty transfer(long begun, long head) {
        long position = begun;
        watch.at("copying", position, head);
        try (EntryScan scan = new EntryScan(source, begun, head)) {
            for (List<Entry> page = scan.nextPage(); !page.isEmpty(); page = scan.nextPage()) {
                for (Entry entry : page) {
                    position++;
                    if (entry.position() != position) {
                        return new Outcome.Faulty(
                                "source",
                                new RecordCheck.Fault(
                                        position, "nothing stands there; the next entry is at " + entry.position()));
                    }
                }
                write(page);
                watch.at("copying", position, head);
            }
        }
        return null;
    }

    private void write(List<Entry> page) {
        Connection connection = target.connection();
        long before = page.get(0).position() - 1;
        try {
            connection.setAutoCommit(false);
            try {
                // A server that starts on the target waits until this page is in, and then this finds what it wrote.
                long stands = Dialect.of(connection).begin(connection).position();
                if (stands != before) {
                    throw new LedgerUnavailable(
                            "Somebody else writes to the target: it stands at " + stands + " and should at " + before
                                    + ". Stop the server on it, and begin with an empty database.");
                }
                EntryRows.insert(connection, page);
                connection.commit();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            if (LOCK_TIMEOUT.equals(e.getSQLState())) {
                throw new LedgerUnavailable(
                        "Somebody else writes to " + target.place().shown() + " and holds the writers' lock. Stop the"
                                + " server on it. It holds the record up to position " + before
                                + "; the same command goes on there.",
                        e);
            }
            throw new LedgerUnavailable(
                    target.place().shown() + " can't be written: " + LedgerDatabase.firstLine(e) + " It holds the"
                            + " record up to position " + before + "; the same command goes on there.",
                    e);
        }
    }

    /** Reads both sides again from the start: what was written before a kill is as much in doubt as what came after. */
    private Outcome.@Nullable Faulty compare(long head, RecordDigest digest) {
        RecordCheck check = new RecordCheck();
        try (EntryScan from = new EntryScan(source, 0, head);
                EntryScan to = new EntryScan(target, 0, head)) {
            for (long position = 1; position <= head; position++) {
                Entry sent = from.next();
                Entry arrived = to.next();
                if (sent == null || arrived == null) {
                    return new Outcome.Faulty(
                            sent == null ? "source" : "target",
                            new RecordCheck.Fault(position, "nothing stands there"));
                }
                Optional<RecordCheck.Fault> fault = check.next(arrived);
                if (fault.isPresent()) {
                    return new Outcome.Faulty("target", fault.get());
                }
                if (!same(sent, arrived)) {
                    return new Outcome.Faulty(
                            "target", new RecordCheck.Fault(position, "it is not what stands in the source"));
                }
                digest.add(arrived);
                if (position % EntryScan.PAGE == 0 || position == head) {
                    watch.at("comparing", position, head);
                }
            }
        }
        return null;
    }

    private static boolean same(Entry one, Entry other) {
        return one.equals(withArraysOf(other, one))
                && Arrays.equals(one.salt(), other.salt())
                && Arrays.equals(one.entryHash(), other.entryHash());
    }

    /** Records compare arrays by identity, and all else by value. */
    private static Entry withArraysOf(Entry entry, Entry arrays) {
        return new Entry(
                entry.position(),
                entry.aggregateType(),
                entry.aggregateId(),
                entry.sequence(),
                entry.eventId(),
                entry.type(),
                entry.revision(),
                entry.recorded(),
                entry.payload(),
                entry.metadata(),
                arrays.salt(),
                arrays.entryHash(),
                entry.requestKey(),
                entry.requestHash());
    }
}
