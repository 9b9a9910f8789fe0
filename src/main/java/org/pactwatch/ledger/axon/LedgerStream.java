package org.pactwatch.ledger.axon;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;
import org.pactwatch.ledger.Entry;

/** One reader's way through the ledger, from a position on. Used by one thread at a time. */
final class LedgerStream implements BlockingStream<TrackedEventMessage<?>> {

    private final LedgerEventStorageEngine engine;
    private final LedgerSource source;
    private final Deque<Entry> page = new ArrayDeque<>();
    private final List<Runnable> listening = new ArrayList<>();
    private long position;
    /** The first of the page, once it was looked at: it is looked at before it is taken. */
    private @Nullable TrackedEventMessage<?> first;

    LedgerStream(LedgerEventStorageEngine engine, LedgerSource source, long after) {
        this.engine = engine;
        this.source = source;
        this.position = after;
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        return fill() ? Optional.of(first()) : Optional.empty();
    }

    private TrackedEventMessage<?> first() {
        TrackedEventMessage<?> message = first != null ? first : engine.tracked(page.getFirst());
        first = message;
        return message;
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        if (fill()) {
            return true;
        }
        if (timeout <= 0) {
            return false;
        }
        Semaphore news = new Semaphore(0);
        Runnable listener = news::release;
        source.add(listener);
        try {
            // Recorded since the first look, before anybody listened?
            return fill() || (news.tryAcquire(timeout, unit) && fill());
        } finally {
            source.remove(listener);
        }
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        while (!hasNextAvailable(1, TimeUnit.SECONDS)) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        // Decoded before it is taken: what can't be read stays next.
        TrackedEventMessage<?> message = first();
        first = null;
        position = page.removeFirst().position();
        return message;
    }

    private boolean fill() {
        if (page.isEmpty()) {
            page.addAll(engine.entries(position));
        }
        return !page.isEmpty();
    }

    @Override
    public boolean setOnAvailableCallback(Runnable callback) {
        listening.add(callback);
        source.add(callback);
        return true;
    }

    @Override
    public void close() {
        listening.forEach(source::remove);
        listening.clear();
    }
}
