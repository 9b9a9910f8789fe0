package org.pactwatch.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.pactwatch.ledger.LedgerUnavailable;

/** Some who write by one way, each as soon as the one before is on disk. */
final class Callers {

    private final List<Runnable> callers;
    private final Thread.Builder threads;

    private Callers(Way way, int number, Thread.Builder threads) {
        this.callers = Stream.generate(way::caller).limit(number).toList();
        this.threads = threads;
    }

    static Callers platform(Way way, int number) {
        return new Callers(way, number, Thread.ofPlatform());
    }

    static Callers virtual(Way way, int number) {
        return new Callers(way, number, Thread.ofVirtual());
    }

    /** A ledger that is too busy says so: that is no event, and no failure. */
    private static int recorded(Runnable caller) {
        try {
            caller.run();
            return 1;
        } catch (LedgerUnavailable e) {
            return 0;
        }
    }

    /** Events a second. */
    double run(Duration duration) {
        AtomicLong events = new AtomicLong();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        long begin = System.nanoTime();
        long end = begin + duration.toNanos();
        List<Thread> started = new ArrayList<>();
        for (Runnable caller : callers) {
            started.add(threads.start(() -> {
                long n = 0;
                try {
                    while (System.nanoTime() < end) {
                        n += recorded(caller);
                    }
                } catch (RuntimeException e) {
                    failure.set(e);
                }
                events.addAndGet(n);
            }));
        }
        try {
            for (Thread thread : started) {
                thread.join();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (failure.get() != null) {
            throw new IllegalStateException("a caller failed", failure.get());
        }
        return events.get() / ((System.nanoTime() - begin) / 1e9);
    }
}
