package org.pactwatch.ledger.axon;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger as processors stream from it. Axon's own event store offers the same, but wakes nobody: a pooled processor
 * would look for news twice a second, and an answer would lag behind the record by as much.
 */
public final class LedgerSource implements StreamableMessageSource<TrackedEventMessage<?>> {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerSource.class);

    private final LedgerEventStorageEngine engine;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    LedgerSource(LedgerEventStorageEngine engine) {
        this.engine = engine;
    }

    /** Tells every open stream that there may be news. Cheap: the thread that writes the ledger calls it. */
    void wake() {
        for (Runnable listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                // The others are told all the same.
                LOG.warn("A stream of the ledger could not be woken.", e);
            }
        }
    }

    void add(Runnable listener) {
        listeners.add(listener);
    }

    void remove(Runnable listener) {
        listeners.remove(listener);
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        return new LedgerStream(engine, this, LedgerEventStorageEngine.position(token));
    }

    @Override
    public TrackingToken createTailToken() {
        return engine.createTailToken();
    }

    @Override
    public TrackingToken createHeadToken() {
        return engine.createHeadToken();
    }
}
