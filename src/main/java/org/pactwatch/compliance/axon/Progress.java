package org.pactwatch.compliance.axon;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** How far the tables stand, known in memory: every answer asks, so that no answer has to ask the database. */
public final class Progress {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    /** Each is woken when its own position is reached: to wake all at every step costs more than the steps. */
    private final PriorityQueue<Waiter> waiters = new PriorityQueue<>(Comparator.comparingLong(Waiter::minimum));

    private volatile Map<String, Long> touched = new ConcurrentHashMap<>();
    private final Map<String, Long> touchedKinds = new ConcurrentHashMap<>();
    private volatile long switches = -1;
    private volatile long position;

    /** Somebody who waits until answers stand at {@code minimum}. */
    private record Waiter(long minimum, CompletableFuture<Boolean> reached) {}

    /**
     * Takes over what the tables say of themselves, after they were made anew. Never goes back: older news are dropped.
     *
     * @param switches how often they were
     * @param everything every subject that was touched, and where last
     */
    void restart(long switches, long to, Map<String, Long> everything) {
        lock.lock();
        try {
            if (switches >= this.switches && to >= position) {
                touched = new ConcurrentHashMap<>(everything);
                everything.forEach(this::noteKind);
                this.switches = switches;
                moveTo(to);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Notes what is committed. Said twice, or late, it changes nothing. */
    void advance(long to, Map<String, Long> batch) {
        lock.lock();
        try {
            batch.forEach((subject, at) -> touched.merge(subject, at, Math::max));
            batch.forEach(this::noteKind);
            if (to > position) {
                moveTo(to);
            }
        } finally {
            lock.unlock();
        }
    }

    /** After the subjects themselves, so that who sees that there are new ones also finds them. */
    private void noteKind(String subject, long at) {
        touchedKinds.merge(subject.substring(0, subject.indexOf('/') + 1), at, Math::max);
    }

    private void moveTo(long to) {
        // Last, so that who sees the position also sees what it touched.
        position = to;
        news.signalAll();
        for (Waiter next = waiters.peek(); next != null && next.minimum() <= to; next = waiters.peek()) {
            waiters.remove().reached().complete(true);
        }
    }

    /** How often the tables were made anew: what was worked out before rests on others. */
    public long switches() {
        return switches;
    }

    /** The position at which answers stand; 0 before the first event. */
    public long position() {
        return position;
    }

    /** The last position that touches any of {@code subjects}: an answer that rests on them alone stands since then. */
    public long touched(Stream<String> subjects) {
        return subjects.mapToLong(subject -> touched.getOrDefault(subject, 0L))
                .max()
                .orElse(0);
    }

    /** The last position that touches any subject that begins with {@code kind}, which ends with a slash. */
    public long touchedAny(String kind) {
        return touchedKinds.getOrDefault(kind, 0L);
    }

    /** Subjects touched so far that begin with {@code prefix}, the rest of their names in order. */
    public Stream<String> subjects(String prefix) {
        return touched.keySet().stream()
                .filter(subject -> subject.startsWith(prefix))
                .map(subject -> subject.substring(prefix.length()))
                .sorted();
    }

    /** Waits until answers stand at {@code minimum}, at most {@code patience}. Do they? */
    public boolean await(long minimum, Duration patience) throws InterruptedException {
        if (position >= minimum) {
            return true;
        }
        Waiter waiter = new Waiter(minimum, new CompletableFuture<>());
        try {
            return queued(waiter).get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return position >= minimum;
        } catch (ExecutionException e) {
            throw new IllegalStateException("nobody fails a wait", e);
        } finally {
            forget(waiter);
        }
    }

    private Future<Boolean> queued(Waiter waiter) {
        lock.lock();
        try {
            if (position >= waiter.minimum()) {
                waiter.reached().complete(true);
            } else {
                waiters.add(waiter);
            }
            return waiter.reached();
        } finally {
            lock.unlock();
        }
    }

    /** How many wait for a position. */
    int waiting() {
        lock.lock();
        try {
            return waiters.size();
        } finally {
            lock.unlock();
        }
    }

    private void forget(Waiter waiter) {
        if (waiter.reached().isDone()) {
            return;
        }
        lock.lock();
        try {
            waiters.remove(waiter);
        } finally {
            lock.unlock();
        }
    }

    /** Waits for anything beyond {@code seen}, at most {@code millis}. The position at which answers stand then. */
    public long awaitNews(long seen, long millis) throws InterruptedException {
        lock.lock();
        try {
            if (position <= seen) {
                // Once only: whoever is woken without news has been woken to end.
                news.awaitNanos(TimeUnit.MILLISECONDS.toNanos(millis));
            }
            return position;
        } finally {
            lock.unlock();
        }
    }

    /** Wakes who waits for news, though there is none. */
    public void wake() {
        lock.lock();
        try {
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
