package org.pactwatch.compliance.axon;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** How far the tables stand, known in memory: every answer asks, so that no answer has to ask the database. */
public final class Progress {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition advanced = lock.newCondition();
    private volatile Map<String, Long> touched = new ConcurrentHashMap<>();
    private volatile long switches = -1;
    private volatile long position;

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
            if (to > position) {
                moveTo(to);
            }
        } finally {
            lock.unlock();
        }
    }

    private void moveTo(long to) {
        // Last, so that who sees the position also sees what it touched.
        position = to;
        advanced.signalAll();
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
        long left = patience.toNanos();
        lock.lock();
        try {
            while (position < minimum && left > 0) {
                left = advanced.awaitNanos(left);
            }
            return position >= minimum;
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
                advanced.awaitNanos(TimeUnit.MILLISECONDS.toNanos(millis));
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
            advanced.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
