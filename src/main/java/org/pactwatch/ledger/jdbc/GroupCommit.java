package org.pactwatch.ledger.jdbc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.pactwatch.ledger.Append;
import org.pactwatch.ledger.Appended;
import org.pactwatch.ledger.Batch.Outcome;
import org.pactwatch.ledger.LedgerUnavailable;
import org.pactwatch.ledger.LedgerUnavailable.Events;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets many callers share one commit. Each queues what it wants recorded and waits; one thread takes all that has come
 * while it wrote the batch before, writes it in one transaction, and only then lets its callers go on. Under load batches
 * grow by themselves.
 *
 * <p>That thread is the only one that writes, and nobody interrupts it: on H2 that would close the file for everybody.
 *
 * <p>Once a batch can't be written, callers are refused at once, and the thread looks until it can write again.
 */
final class GroupCommit implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    private static final int QUEUE = 4_096;
    private static final int BATCH = 512;
    private static final int BUSY = 10;
    private static final long LONGEST_LINGER = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LOOK_MILLIS = 100;
    private static final long MOMENT_MILLIS = 5;
    private static final Duration ENDING = Duration.ofSeconds(10);
    private static final long NOT_WRITING = Long.MIN_VALUE;
    private static final String STUCK = "The database takes too long to confirm what was written.";

    private final Store store;
    private final Duration patience;
    private final CommitListener listener;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Thread thread;
    private int lastSize;
    private long lastTook;
    private volatile boolean closed;
    private volatile long writingSince = NOT_WRITING;
    private volatile @Nullable String trouble;

    /** Where batches go. */
    interface Store {

        /**
         * Records {@code appends}; what is placed is durable on return.
         *
         * @return for each append, in order, what became of it
         * @throws LedgerUnavailable if none of them could be recorded, or nobody knows
         */
        List<Outcome> write(List<Append> appends);

        /** @throws LedgerUnavailable if nothing can be written now */
        void probe();

        /** Is there something left to do as soon as nobody wants anything written? */
        default boolean isAnythingLeft() {
            return false;
        }

        /** Does it. */
        default void finish() {}
    }

    /** @param patience how long a caller waits for a batch that does not end; ten times that for those that do */
    GroupCommit(Store store, Duration patience, CommitListener listener) {
        this.store = store;
        this.patience = patience;
        this.listener = listener;
        this.thread = Thread.ofPlatform().daemon().name("ledger-writer").start(this::run);
    }

    /** One caller's append on its way. Whoever moves it on from {@code QUEUED}, writer or caller, decides its fate. */
    private record Waiting(Append append, AtomicReference<Stage> stage, CompletableFuture<Outcome> outcome) {

        private enum Stage {
            QUEUED,
            TAKEN,
            GIVEN_UP
        }

        Waiting(Append append) {
            this(append, new AtomicReference<>(Stage.QUEUED), new CompletableFuture<>());
        }

        boolean take() {
            return stage.compareAndSet(Stage.QUEUED, Stage.TAKEN);
        }

        boolean giveUp() {
            return stage.compareAndSet(Stage.QUEUED, Stage.GIVEN_UP);
        }
    }

    /**
     * Records {@code append} and waits until that is durable.
     *
     * @throws LedgerUnavailable if it is not, or not known to be, within the caller's patience
     */
    Appended append(Append append) {
        trouble().ifPresent(reason -> {
            throw new LedgerUnavailable(reason);
        });
        long deadline = System.nanoTime() + BUSY * patience.toNanos();
        Waiting waiting = new Waiting(append);
        if (!uninterrupted(() -> !closed && queue.offer(waiting, patience.toNanos(), TimeUnit.NANOSECONDS))) {
            throw new LedgerUnavailable(closed ? "The ledger is closed." : "Too many want to record at once.");
        }
        return switch (uninterrupted(() -> outcome(waiting, deadline))) {
            case Outcome.Placed placed -> placed.where();
            case Outcome.Refused refused -> throw refused.why();
        };
    }

    private Outcome outcome(Waiting waiting, long deadline) throws InterruptedException {
        while (true) {
            try {
                // While batches are written one after the other, it is worth waiting.
                return waiting.outcome.get(Math.min(left(deadline), patience.toNanos()), TimeUnit.NANOSECONDS);
            } catch (ExecutionException e) {
                // An error of each caller's own, that shows where it was met.
                throw e.getCause() instanceof LedgerUnavailable shared
                        ? new LedgerUnavailable(String.valueOf(shared.getMessage()), shared.events(), shared)
                        : new IllegalStateException("The ledger's writer failed.", e.getCause());
            } catch (TimeoutException e) {
                if (isStuck() || left(deadline) == 0) {
                    giveUp(waiting, e);
                }
            }
        }
    }

    /** Does nothing if its outcome came just now. */
    private static void giveUp(Waiting waiting, TimeoutException cause) {
        if (waiting.giveUp()) {
            throw new LedgerUnavailable("The ledger is too busy, or its database does not answer.", cause);
        }
        if (!waiting.outcome.isDone()) {
            throw new LedgerUnavailable(STUCK, Events.UNKNOWN, cause);
        }
    }

    private static long left(long deadline) {
        return Math.max(0, deadline - System.nanoTime());
    }

    private interface Wait<T> {
        T await() throws InterruptedException;
    }

    /** An interrupted caller waits on: what it has queued may be recorded, and it is to know. */
    private static <T> T uninterrupted(Wait<T> wait) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return wait.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        List<Waiting> batch = new ArrayList<>(BATCH);
        while (!closed || !queue.isEmpty()) {
            batch.clear();
            await(batch);
            batch.removeIf(waiting -> !waiting.take());
            String reason = trouble;
            if (reason != null && !isOver(reason)) {
                fail(batch, new LedgerUnavailable(reason));
            } else if (!batch.isEmpty()) {
                write(batch);
            }
        }
    }

    /** Takes what there is; waits a moment if there is nothing. */
    private void await(List<Waiting> batch) {
        try {
            Waiting first = queue.poll(store.isAnythingLeft() ? MOMENT_MILLIS : LOOK_MILLIS, TimeUnit.MILLISECONDS);
            if (first == null) {
                finish();
            } else {
                batch.add(first);
                queue.drainTo(batch, BATCH - 1);
                awaitAsManyAsBefore(batch);
            }
        } catch (InterruptedException e) {
            LOG.debug("Nobody interrupts this thread.", e);
        }
    }

    private void finish() {
        if (!store.isAnythingLeft()) {
            return;
        }
        try {
            store.finish();
        } catch (RuntimeException e) { // Without this thread nobody would write any more.
            LOG.warn("What was left to do after a batch could not be done.", e);
        }
    }

    /**
     * Those who were answered together often come again together. Without a moment's wait the quickest of them would have
     * a commit of its own, and all others would wait for that; a caller who is alone waits for nobody.
     */
    private void awaitAsManyAsBefore(List<Waiting> batch) throws InterruptedException {
        long deadline = System.nanoTime() + Math.min(lastTook / 4, LONGEST_LINGER);
        while (batch.size() < lastSize) {
            Waiting next = queue.poll(left(deadline), TimeUnit.NANOSECONDS);
            if (next == null) {
                return;
            }
            batch.add(next);
            queue.drainTo(batch, BATCH - batch.size());
        }
    }

    private void write(List<Waiting> batch) {
        writingSince = System.nanoTime();
        try {
            List<Outcome> outcomes =
                    store.write(batch.stream().map(Waiting::append).toList());
            Duration took = Duration.ofNanos(System.nanoTime() - writingSince);
            lastSize = batch.size();
            lastTook = took.toNanos();
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).outcome.complete(outcomes.get(i));
            }
            listener.committed(outcomes, took);
        } catch (LedgerUnavailable e) {
            enter(String.valueOf(e.getMessage()));
            fail(batch, e);
        } catch (Throwable e) { // Errors too: without this thread nobody would write any more.
            LOG.error("A batch of {} could not be recorded.", batch.size(), e);
            fail(batch, e);
        } finally {
            writingSince = NOT_WRITING;
        }
    }

    /** Whoever has its answer already keeps it. */
    private static void fail(List<Waiting> batch, Throwable why) {
        batch.forEach(waiting -> waiting.outcome.completeExceptionally(why));
    }

    private void enter(String reason) {
        if (!reason.equals(trouble)) {
            LOG.warn("Nothing can be recorded. {}", reason);
            trouble = reason;
        }
    }

    private boolean isOver(String reason) {
        try {
            store.probe();
            trouble = null;
            LOG.warn("Recording goes on. It stopped because: {}", reason);
            return true;
        } catch (LedgerUnavailable e) {
            enter(String.valueOf(e.getMessage()));
            return false;
        }
    }

    /** Why nothing can be recorded now; empty if it can. */
    Optional<String> trouble() {
        String reason = trouble;
        return reason != null ? Optional.of(reason) : isStuck() ? Optional.of(STUCK) : Optional.empty();
    }

    private boolean isStuck() {
        long since = writingSince;
        return since != NOT_WRITING && System.nanoTime() - since > patience.toNanos();
    }

    /** How many wait to be written. */
    int queued() {
        return queue.size();
    }

    /** Writes what is queued, and ends. */
    @Override
    public void close() {
        closed = true;
        uninterrupted(() -> {
            thread.join(ENDING);
            return true;
        });
    }
}
