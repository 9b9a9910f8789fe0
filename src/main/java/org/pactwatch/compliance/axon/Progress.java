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

    private final Map<String, Long> touched = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition advanced = lock.newCondition();
    private volatile long position;

    /** Forgets everything and starts at what the tables say. */
    void restart(long position, Map<String, Long> touched) {
        this.touched.clear();
        this.touched.putAll(touched);
        this.position = position;
    }

    /** Notes a batch that is committed. */
    void advance(long to, Map<String, Long> batch) {
        batch.forEach((subject, at) -> touched.merge(subject, at, Math::max));
        lock.lock();
        try {
            // Last, so that who sees the position also sees what it touched.
            position = to;
            advanced.signalAll();
        } finally {
            lock.unlock();
        }
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
