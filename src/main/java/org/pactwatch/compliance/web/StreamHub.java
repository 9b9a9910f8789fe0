package org.pactwatch.compliance.web;

import jakarta.servlet.AsyncContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.pactwatch.compliance.axon.OpenStreams;
import org.pactwatch.compliance.axon.Progress;
import org.pactwatch.decision.web.ProblemException;
import org.pactwatch.decision.web.Problems;
import org.pactwatch.ledger.Entry;
import org.pactwatch.ledger.Ledger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Reads each new entry once and tells all listeners, on one thread that never waits for any of them. Two more read for
 * those who are behind, and send on to those who have much to hear.
 */
@Component
class StreamHub implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(StreamHub.class);
    private static final int BATCH = 100;
    private static final int RECENT = 1_024;
    private static final long RECENT_BYTES = 8L << 20;
    private static final long HEARTBEAT_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final long A_MOMENT_MILLIS = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Ledger ledger;
    private final Progress progress;
    private final OpenStreams streams;
    private final StreamPages pages;
    private final StreamRing ring = new StreamRing(RECENT, RECENT_BYTES);
    private final Set<StreamListener> listeners = ConcurrentHashMap.newKeySet();
    private final ExecutorService helpers = Executors.newFixedThreadPool(
            2, Thread.ofPlatform().daemon().name("stream-helper-", 1).factory());
    // None of these threads is ever interrupted: that would close H2's file under everybody.
    private final Thread thread =
            Thread.ofPlatform().daemon().name("stream-hub").unstarted(this::run);
    private volatile boolean running;
    private volatile boolean closing;

    StreamHub(Ledger ledger, Progress progress, OpenStreams streams) {
        this.ledger = ledger;
        this.progress = progress;
        this.streams = streams;
        this.pages = new StreamPages(ledger, progress);
    }

    /**
     * Opens a stream that goes on behind the position {@code from}.
     *
     * @param exchange begins an answer that is written later, once there is room for it
     * @throws ProblemException if as many are open as may be, or the server is about to end
     */
    void open(Supplier<AsyncContext> exchange, boolean insider, long from) throws IOException {
        if (closing) {
            throw unavailable("unavailable", "The server is about to end. Come back in a moment.");
        }
        if (!streams.enter()) {
            throw unavailable(
                    "streams-exhausted",
                    "All " + streams.most()
                            + " streams that this server keeps open are taken. Come back later, or poll the compliance instead.");
        }
        boolean opened = false;
        try {
            StreamListener listener = new StreamListener(this, ring, exchange.get(), insider, from, ring.next());
            listeners.add(listener);
            opened = true;
            listener.begin();
            if (closing) {
                listener.leave();
            }
        } finally {
            if (!opened) {
                streams.leave();
            }
        }
    }

    private static ProblemException unavailable(String rule, String text) {
        return new ProblemException(Problems.of(503, rule, text), Map.of("Retry-After", "10"));
    }

    /** A stream has ended, however; said as often as one likes. */
    void left(StreamListener listener) {
        if (listeners.remove(listener)) {
            streams.leave();
        }
    }

    /** Tells everybody what is not on record. */
    void announce(byte[] news) {
        ring.announce(news);
        listeners.forEach(StreamListener::tell);
    }

    /** Reads for a listener what the ring doesn't have. */
    void readFor(StreamListener listener) {
        later(() -> {
            try {
                listener.arrived(pages.after(listener.sent()));
            } catch (RuntimeException e) {
                // It comes back when the ledger does.
                LOG.debug("A stream could not be served from the ledger.", e);
                listener.leave();
            }
        });
    }

    void later(Runnable task) {
        try {
            helpers.execute(task);
        } catch (RejectedExecutionException e) {
            // The streams are ended by then.
            LOG.debug("Too late for a stream.", e);
        }
    }

    private void run() {
        long told = ring.position();
        long nextBeat = System.nanoTime() + HEARTBEAT_NANOS;
        boolean failing = false;
        while (!closing) {
            try {
                long untilBeat = Math.max(1, TimeUnit.NANOSECONDS.toMillis(nextBeat - System.nanoTime()));
                long position = progress.awaitNews(told, failing ? A_MOMENT_MILLIS : untilBeat);
                told = tell(told, position);
                failing = false;
            } catch (InterruptedException | RuntimeException e) {
                if (!failing) {
                    LOG.warn("The stream has no news until the ledger can be read: {}", e.toString());
                }
                failing = true;
                waitAMoment();
            }
            if (System.nanoTime() >= nextBeat) {
                nextBeat = System.nanoTime() + HEARTBEAT_NANOS;
                listeners.forEach(StreamListener::tellStillHere);
            }
        }
    }

    private void waitAMoment() {
        try {
            progress.awaitNews(Long.MAX_VALUE, A_MOMENT_MILLIS);
        } catch (InterruptedException e) {
            LOG.debug("Nobody interrupts this thread.", e);
        }
    }

    /** Tells a page of what follows {@code told}, nothing that answers don't know yet. The last position told. */
    private long tell(long told, long position) {
        if (position <= told) {
            return told;
        }
        if (listeners.isEmpty()) {
            ring.skipTo(position);
            return position;
        }
        long last = told;
        for (Entry entry : ledger.after(told, BATCH)) {
            if (entry.position() > position) {
                break;
            }
            ring.add(StreamFrame.of(entry));
            last = entry.position();
        }
        listeners.forEach(StreamListener::tell);
        return last;
    }

    @Override
    public void start() {
        ring.skipTo(progress.position());
        running = true;
        thread.start();
    }

    /** Streams never end by themselves, and the server's graceful end, which comes after this, would wait for them. */
    @Override
    public void stop() {
        running = false;
        closing = true;
        progress.wake();
        listeners.forEach(StreamListener::leave);
        helpers.shutdown();
        try {
            thread.join(PATIENCE);
            if (!helpers.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("The streams are slow to end.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
