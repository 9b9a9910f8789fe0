package org.pactwatch.compliance.axon;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.pactwatch.compliance.BearingFold;
import org.pactwatch.compliance.jdbc.BearingTables;
import org.pactwatch.compliance.jdbc.BearingTables.Filling;
import org.pactwatch.compliance.jdbc.BearingTables.State;
import org.pactwatch.compliance.jdbc.Stand;
import org.pactwatch.ledger.Ledger;
import org.pactwatch.ledger.axon.EventCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Derives the tables from the ledger directly, in big batches, each with its position in one transaction. Stopped or
 * killed at any moment, it goes on where it stood. Several at once, here or in other processes, do no harm: a batch counts
 * only if the tables still stand where it begins.
 */
public final class Rebuild {

    private static final Logger LOG = LoggerFactory.getLogger(Rebuild.class);

    /** Events in a batch. */
    private static final int BATCH = 5_000;

    private static final long LINE_EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** What is left to do while the live tables wait. */
    private static final int NEAR = 500;

    private final Ledger ledger;
    private final BearingTables tables;
    private final LedgerFold fold;
    private final TransactionTemplate transaction;
    private volatile boolean stopping;

    public Rebuild(Ledger ledger, EventCodec codec, DataSource dataSource) {
        this.ledger = ledger;
        this.tables = new BearingTables(new JdbcTemplate(dataSource));
        this.fold = new LedgerFold(ledger, codec);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    /**
     * How far it has come.
     *
     * @param position at which the new tables stand
     * @param head the ledger's last position
     * @param perSecond events a second since this run began; 0 at first
     */
    public record Pace(long position, long head, double perSecond) {

        /** Until it has come to the end of the ledger, at this pace; zero if that can't be told. */
        public Duration left() {
            return perSecond > 0 ? Duration.ofSeconds(Math.round((head - position) / perSecond)) : Duration.ZERO;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "position %,d of %,d, %,.0f events/s, %d s left",
                    position,
                    head,
                    perSecond,
                    left().toSeconds());
        }
    }

    /** Says in the log how far it has come, every few seconds. */
    public static Consumer<Pace> logged() {
        long[] next = {System.nanoTime() + LINE_EVERY_NANOS};
        return pace -> {
            if (System.nanoTime() >= next[0]) {
                next[0] = System.nanoTime() + LINE_EVERY_NANOS;
                LOG.info("Rebuilding the tables from the ledger: {}.", pace);
            }
        };
    }

    /** How it ended. */
    public enum Outcome {
        /** Answers come from the new tables. */
        SWITCHED,
        /** {@link #stop} was called; the next run goes on where it stood. */
        STOPPED,
        /** Another process has finished it. */
        DONE_ELSEWHERE
    }

    /** Ends {@link #run} or {@link #catchUp} after the batch at hand; or the next of them at once. */
    public void stop() {
        stopping = true;
    }

    /**
     * Fills the other slot from the ledger, while answers come from the tables as they are, and then switches.
     *
     * @param told after each batch
     * @throws FoldFailed if an event can't be folded; answers go on as before
     */
    public Outcome run(Consumer<Pace> told) {
        begin();
        Course course = new Course(told, this::filled, ledger::head);
        Outcome outcome = fill(course, NEAR);
        if (outcome == Outcome.SWITCHED) {
            LOG.info(
                    "The new tables stand at position {}: making their indexes.",
                    tables.filling().position());
            inTransaction(() -> {
                tables.index(BearingFold.REVISION);
                return true;
            });
            // Meanwhile live has gone on.
            outcome = fill(course, NEAR);
        }
        if (outcome != Outcome.SWITCHED) {
            return outcome;
        }
        return inTransaction(() -> finish(course)) ? cleared() : Outcome.DONE_ELSEWHERE;
    }

    /** Goes on with what was begun by this revision of the fold; else begins with empty tables. */
    private void begin() {
        fold.forget();
        boolean goesOn = inTransaction(() -> {
            Filling filling = tables.lockFilling();
            boolean ours = filling.isBy(BearingFold.REVISION);
            if (!ours && filling.state() != State.EMPTY) {
                tables.giveUp();
            }
            return ours;
        });
        if (!goesOn) {
            clear();
            inTransaction(() -> {
                tables.begin(BearingFold.REVISION);
                return true;
            });
        }
    }

    private void clear() {
        inTransaction(() -> {
            tables.clear();
            return true;
        });
    }

    private Outcome cleared() {
        try {
            clear();
        } catch (DataAccessException e) {
            // It is done all the same; the next rebuild empties them.
            LOG.warn("The old tables could not be emptied yet: {}", e.getMessage());
        }
        return Outcome.SWITCHED;
    }

    /** Where the other slot stands; negative: nobody is to go on with it. */
    private long filled() {
        Filling filling = tables.filling();
        return filling.isBy(BearingFold.REVISION) ? filling.position() : -1;
    }

    /** One run: where it stands, and what it tells of it. */
    private final class Course {

        private final Consumer<Pace> told;
        private final long began = System.nanoTime();
        private final long from;
        private final LongSupplier place;
        private final LongSupplier end;
        private int limit = BATCH;
        private @Nullable CompletableFuture<LedgerFold.Folded> ahead;

        /**
         * @param place where the tables stand; negative: nobody is to go on with them
         * @param end where they are to stand
         */
        Course(Consumer<Pace> told, LongSupplier place, LongSupplier end) {
            this.told = told;
            this.place = place;
            this.end = end;
            this.from = place.getAsLong();
        }

        void tell(long position, long head) {
            double seconds = (System.nanoTime() - began) / 1e9;
            told.accept(new Pace(
                    position, Math.max(position, head), Math.max(0, position - from) / Math.max(seconds, 1e-3)));
        }
    }

    /** Writes a batch, if the tables stand where it begins. */
    private interface Write {
        boolean write(LedgerFold.Folded folded);
    }

    /** Fills the other slot until at most {@code near} events are missing. */
    private Outcome fill(Course course, int near) {
        return advance(course, near, folded -> {
            Filling filling = tables.lockFilling();
            if (!filling.isBy(BearingFold.REVISION) || filling.position() != folded.after()) {
                return false;
            }
            tables.doNotForce();
            tables.fill(folded.changes(), folded.position());
            return true;
        });
    }

    /**
     * Brings the tables that answers come from to the end of the ledger.
     *
     * @param told after each batch
     * @throws FoldFailed if an event can't be folded; the tables stand before it
     */
    public Outcome catchUp(Consumer<Pace> told) {
        fold.forget();
        Course course = new Course(told, () -> tables.stand().position(), ledger::head);
        return advance(course, 0, folded -> {
            Stand stand = tables.lock();
            if (stand.position() != folded.after()) {
                return false;
            }
            tables.write(stand, folded.changes(), folded.position());
            return true;
        });
    }

    /** {@link Outcome#SWITCHED} means that it has come near enough. */
    private Outcome advance(Course course, int near, Write write) {
        // The next batch is read and folded while this one is written.
        ExecutorService reader = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("rebuild-reader").factory());
        try {
            return advance(course, near, write, reader);
        } finally {
            settle(course);
            reader.shutdown();
        }
    }

    private Outcome advance(Course course, int near, Write write, ExecutorService reader) {
        long head = course.end.getAsLong();
        long position = course.place.getAsLong();
        while (position >= 0) {
            if (head - position <= near) {
                head = course.end.getAsLong();
                if (head - position <= near) {
                    return Outcome.SWITCHED;
                }
            }
            if (stopping) {
                stopping = false;
                return Outcome.STOPPED;
            }
            position = step(course, position, head, write, reader);
            course.tell(position, head);
        }
        return Outcome.DONE_ELSEWHERE;
    }

    /** Folds and writes one batch. Where the tables stand then. */
    private long step(Course course, long position, long end, Write write, ExecutorService reader) {
        LedgerFold.Folded folded = take(course, position, end);
        if (folded.position() < end) {
            int limit = course.limit;
            course.ahead = CompletableFuture.supplyAsync(() -> fold(folded.position(), end, limit), reader);
        }
        boolean written;
        try {
            written = inTransaction(() -> write.write(folded));
        } catch (DataIntegrityViolationException e) {
            settle(course);
            return halve(course, folded, e);
        }
        if (!written) {
            settle(course);
            return course.place.getAsLong();
        }
        course.limit = Math.min(BATCH, course.limit * 2);
        return folded.position();
    }

    /** The batch that follows {@code position}: read ahead, or now. */
    private LedgerFold.Folded take(Course course, long position, long end) {
        CompletableFuture<LedgerFold.Folded> ahead = course.ahead;
        if (ahead == null) {
            return fold(position, end, course.limit);
        }
        course.ahead = null;
        try {
            return ahead.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** What was read ahead will be read again. */
    private void settle(Course course) {
        CompletableFuture<LedgerFold.Folded> ahead = course.ahead;
        course.ahead = null;
        if (ahead != null) {
            ahead.handle((folded, e) -> folded).join();
        }
        fold.forget();
    }

    private LedgerFold.Folded fold(long position, long end, int limit) {
        try {
            return fold.next(position, end, limit);
        } catch (FoldFailed e) {
            if (e.position() == position + 1) {
                throw e;
            }
            // What comes before it is good.
            return fold.next(position, e.position() - 1, limit);
        }
    }

    /** The tables refuse a row. By halves the batch comes down to the event that it comes of. */
    private static long halve(Course course, LedgerFold.Folded folded, DataIntegrityViolationException e) {
        if (folded.events() <= 1) {
            throw new FoldFailed(folded.position(), e);
        }
        course.limit = folded.events() / 2;
        return folded.after();
    }

    /** While the live tables wait: fills what is missing up to where they stand, and switches. */
    private boolean finish(Course course) {
        Filling filling = tables.lockFilling();
        if (filling.state() != State.INDEXED || filling.fold() != BearingFold.REVISION) {
            return false;
        }
        Stand live = tables.lock();
        long position = filling.position();
        fold.forget();
        while (position < live.position()) {
            LedgerFold.Folded folded = fold.next(position, live.position(), BATCH);
            tables.fill(folded.changes(), folded.position());
            position = folded.position();
        }
        tables.switchFrom(live, position);
        course.tell(position, position);
        LOG.info("The tables are rebuilt: answers come from the new ones, which stand at position {}.", position);
        return true;
    }

    // ---- Beside the live tables, to compare

    /** Begins anew beside the live tables. */
    void beginBeside() {
        inTransaction(() -> {
            if (tables.lockFilling().state() != State.EMPTY) {
                tables.giveUp();
            }
            return true;
        });
        begin();
    }

    /** Fills the tables beside the live ones up to where those stand. */
    void fillBeside(Consumer<Pace> told) {
        Course course = new Course(told, this::filled, () -> tables.stand().position());
        if (fill(course, 0) != Outcome.SWITCHED) {
            throw takenAway();
        }
    }

    /** @throws IllegalStateException if the tables no longer stand at {@code position}, because another took them */
    void confirmBeside(long position) {
        if (filled() != position) {
            throw takenAway();
        }
    }

    private static IllegalStateException takenAway() {
        return new IllegalStateException("Another rebuild took the tables away. Ask again.");
    }

    /** Throws away what stands beside the live tables. */
    void endBeside() {
        inTransaction(() -> {
            if (tables.lockFilling().state() != State.EMPTY) {
                tables.giveUp();
            }
            return true;
        });
        clear();
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }
}
