package org.pactwatch.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pactwatch.ledger.Append;
import org.pactwatch.ledger.Appended;
import org.pactwatch.ledger.Batch;
import org.pactwatch.ledger.Batch.Outcome;
import org.pactwatch.ledger.LedgerUnavailable;
import org.pactwatch.ledger.LedgerUnavailable.Events;
import org.pactwatch.ledger.NewEvent;
import org.pactwatch.ledger.SaltSource;
import org.pactwatch.ledger.SealedEvent;
import org.pactwatch.ledger.SequenceConflict;
import org.pactwatch.ledger.Tail;
import org.pactwatch.ledger.Taken;

/** How callers share a commit, on a store that the test holds up and breaks. */
class GroupCommitTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final HeldStore store = new HeldStore();
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private @Nullable GroupCommit commits;

    @AfterEach
    void close() {
        store.release();
        callers.close();
        if (commits != null) {
            commits.close();
        }
    }

    private GroupCommit commits(Duration patience) {
        GroupCommit opened = new GroupCommit(store, patience, CommitListener.NONE);
        commits = opened;
        return opened;
    }

    private static Append append(String aggregate) {
        NewEvent event = new NewEvent("incident", aggregate, 0, aggregate, "incident.reported", "1", "{}", "{}");
        return new Append(List.of(SealedEvent.of(event, new byte[SaltSource.LENGTH])), null);
    }

    /** Holds the writer in its first batch, until released. */
    private Future<Appended> hold(GroupCommit commits) throws InterruptedException {
        Future<Appended> first = callers.submit(() -> commits.append(append("first")));
        assertThat(store.writing.await(1, TimeUnit.MINUTES)).isTrue();
        return first;
    }

    private List<Future<Appended>> queue(GroupCommit commits, int many) {
        List<Future<Appended>> queued = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            String aggregate = "a" + i;
            queued.add(callers.submit(() -> commits.append(append(aggregate))));
        }
        while (commits.queued() < many) {
            Thread.onSpinWait();
        }
        return queued;
    }

    @Test
    void whatever_comes_while_a_batch_is_written_shares_the_next_commit() throws Exception {
        GroupCommit commits = commits(LONG);
        Future<Appended> first = hold(commits);
        List<Future<Appended>> others = queue(commits, 32);
        store.release();

        assertThat(first.get().lastPosition()).isEqualTo(1);
        assertThat(others)
                .extracting(other -> other.get().lastPosition())
                .containsExactlyInAnyOrderElementsOf(
                        java.util.stream.LongStream.rangeClosed(2, 33).boxed().toList());
        assertThat(store.batches).containsExactly(1, 32);
    }

    @Test
    void a_batch_takes_512_at_most() throws Exception {
        GroupCommit commits = commits(LONG);
        hold(commits);
        List<Future<Appended>> others = queue(commits, 600);
        store.release();
        for (Future<Appended> other : others) {
            other.get();
        }
        assertThat(store.batches).containsExactly(1, 512, 88);
    }

    @Test
    void a_conflict_is_its_own_callers_affair() throws Exception {
        GroupCommit commits = commits(LONG);
        Future<Appended> first = hold(commits);
        Future<Appended> twin = callers.submit(() -> commits.append(append("first")));
        Future<Appended> other = callers.submit(() -> commits.append(append("other")));
        while (commits.queued() < 2) {
            Thread.onSpinWait();
        }
        store.release();
        assertThat(first.get().lastPosition()).isEqualTo(1);
        assertThat(other.get().lastPosition()).isEqualTo(2);
        assertThatThrownBy(twin::get).hasCauseInstanceOf(SequenceConflict.class);
    }

    @Test
    void who_has_waited_too_long_in_the_queue_is_not_recorded_for_certain() throws Exception {
        GroupCommit commits = commits(SHORT);
        Future<Appended> first = hold(commits);
        Future<Appended> second = callers.submit(() -> commits.append(append("second")));

        assertThat(failure(second).events()).isEqualTo(Events.NOT_RECORDED);
        assertThat(failure(first).events()).isEqualTo(Events.UNKNOWN);
        store.release();
        // The writer has passed by what was given up.
        await(commits);
        commits.append(append("third"));
        assertThat(store.written).containsExactly("first", "third");
    }

    @Test
    void while_the_writer_is_stuck_callers_are_refused_at_once() throws Exception {
        GroupCommit commits = commits(SHORT);
        failure(hold(commits));
        assertThat(commits.trouble()).isPresent();
        assertThatThrownBy(() -> commits.append(append("second"))).isInstanceOf(LedgerUnavailable.class);
        assertThat(commits.queued()).isZero();
        store.release();
        await(commits);
        assertThat(commits.append(append("third")).lastPosition()).isEqualTo(2);
    }

    @Test
    void once_a_batch_has_failed_callers_are_refused_until_a_probe_succeeds() throws Exception {
        GroupCommit commits = commits(LONG);
        store.release();
        store.trouble = "The disk is full.";
        assertThatThrownBy(() -> commits.append(append("a")))
                .isInstanceOf(LedgerUnavailable.class)
                .hasMessage("The disk is full.");
        assertThat(commits.trouble()).contains("The disk is full.");
        assertThatThrownBy(() -> commits.append(append("b"))).isInstanceOf(LedgerUnavailable.class);
        store.trouble = null;
        await(commits);
        assertThat(commits.append(append("c")).lastPosition()).isEqualTo(1);
    }

    @Test
    void a_bug_in_the_store_fails_its_batch_and_the_writer_lives_on() {
        GroupCommit commits = commits(LONG);
        store.release();
        store.bug = new StackOverflowError();
        assertThatThrownBy(() -> commits.append(append("a"))).hasRootCauseInstanceOf(StackOverflowError.class);
        store.bug = null;
        assertThat(commits.append(append("b")).lastPosition()).isEqualTo(1);
    }

    @Test
    void an_interrupted_caller_still_learns_what_became_of_it() throws Exception {
        GroupCommit commits = commits(LONG);
        hold(commits);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread caller = Thread.ofPlatform().start(() -> {
            commits.append(append("second"));
            interrupted.complete(Thread.currentThread().isInterrupted());
        });
        while (commits.queued() < 1) {
            Thread.onSpinWait();
        }
        caller.interrupt();
        store.release();
        assertThat(interrupted.get(1, TimeUnit.MINUTES)).isTrue();
        assertThat(store.written).containsExactly("first", "second");
    }

    @Test
    void what_is_queued_when_it_closes_is_still_written_and_nothing_after_it() throws Exception {
        GroupCommit commits = commits(LONG);
        hold(commits);
        List<Future<Appended>> queued = queue(commits, 3);
        Future<?> closing = callers.submit(commits::close);
        store.release();
        closing.get();
        for (Future<Appended> each : queued) {
            each.get();
        }
        assertThatThrownBy(() -> commits.append(append("late")))
                .isInstanceOf(LedgerUnavailable.class)
                .hasMessageContaining("closed");
    }

    private static LedgerUnavailable failure(Future<?> future) {
        ExecutionException failed = catchThrowableOfType(ExecutionException.class, future::get);
        return (LedgerUnavailable) failed.getCause();
    }

    private static void await(GroupCommit commits) {
        while (commits.trouble().isPresent()) {
            Thread.onSpinWait();
        }
    }

    /** Keeps what it is given in memory. Holds its first batch until it is released. */
    private static final class HeldStore implements GroupCommit.Store {

        final CountDownLatch writing = new CountDownLatch(1);
        final List<Integer> batches = new CopyOnWriteArrayList<>();
        final List<String> written = new CopyOnWriteArrayList<>();
        volatile @Nullable String trouble;
        volatile @Nullable Error bug;
        private final CountDownLatch released = new CountDownLatch(1);
        private final Map<String, Long> sequences = new java.util.concurrent.ConcurrentHashMap<>();

        void release() {
            released.countDown();
        }

        @Override
        public List<Outcome> write(List<Append> appends) {
            writing.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("Nobody interrupts the writer.", e);
            }
            probe();
            if (bug != null) {
                throw bug;
            }
            batches.add(appends.size());
            Batch batch = Batch.place(
                    new Tail(written.size(), Instant.EPOCH), Instant.EPOCH, new Taken(sequences, Map.of()), appends);
            batch.entries().forEach(entry -> {
                written.add(entry.aggregateId());
                sequences.put(entry.aggregateId(), entry.sequence());
            });
            return batch.outcomes();
        }

        @Override
        public void probe() {
            if (trouble != null) {
                throw new LedgerUnavailable(trouble);
            }
        }
    }
}
