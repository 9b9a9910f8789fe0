package org.pactwatch.ledger.axon;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Tells how the processors of events stand. Axon forgets an error as soon as it lets go of the segment to try again, so
 * the watch remembers it until that event has been applied.
 */
public final class ProjectionWatch {

    private final Supplier<EventProcessingConfiguration> processors;
    private final LedgerEventStorageEngine engine;
    private final Map<String, Failure> failures = new ConcurrentHashMap<>();

    ProjectionWatch(Supplier<EventProcessingConfiguration> processors, LedgerEventStorageEngine engine) {
        this.processors = processors;
        this.engine = engine;
    }

    /** All processors that stream from the ledger, by name. */
    public List<Projection> all() {
        return processors.get().eventProcessors().keySet().stream()
                .sorted()
                .map(this::of)
                .flatMap(Optional::stream)
                .toList();
    }

    /** The processor of that name; empty if there is none that streams from the ledger. */
    public Optional<Projection> of(String name) {
        return processors
                .get()
                .eventProcessor(name, StreamingEventProcessor.class)
                .map(processor -> projection(name, processor));
    }

    private Projection projection(String name, StreamingEventProcessor processor) {
        // One segment, so at most one status; none while this node does not hold it.
        @Nullable
        EventTrackerStatus status =
                processor.processingStatus().values().stream().findFirst().orElse(null);
        OptionalLong applied = status == null ? OptionalLong.empty() : status.getCurrentPosition();
        return new Projection(
                name,
                processor.isRunning(),
                applied,
                status != null && status.isCaughtUp(),
                status != null && isBehindItsReset(status),
                failure(name, processor, status, applied));
    }

    /** Axon calls it a replay until the next new event comes, which may be next year. */
    private static boolean isBehindItsReset(EventTrackerStatus status) {
        return status.isReplaying()
                && status.getCurrentPosition().orElse(0)
                        < status.getResetPosition().orElse(0);
    }

    private @Nullable Failure failure(
            String name, StreamingEventProcessor processor, @Nullable EventTrackerStatus status, OptionalLong applied) {
        failures.computeIfPresent(name, (n, failure) -> engine.stillStands(failure) ? failure : null);
        Failure unreadable = engine.unreadable().orElse(null);
        Failure known = failures.getOrDefault(name, unreadable);
        if (known != null) {
            return known;
        }
        long next = applied.orElse(0) + 1;
        if (status != null && status.isErrorState()) {
            return new Failure(next, String.valueOf(status.getError()));
        }
        return processor.isError() ? new Failure(next, "The processor can't read the ledger or its token.") : null;
    }

    /** Sees each event that the processor of that name handles. */
    MessageHandlerInterceptor<EventMessage<?>> interceptor(String name) {
        return (unitOfWork, chain) -> {
            long position = position(unitOfWork.getMessage());
            unitOfWork.afterCommit(u -> applied(name, position));
            unitOfWork.onRollback(u -> failures.putIfAbsent(name, new Failure(position, reason(u))));
            try {
                return chain.proceed();
            } catch (Exception | LinkageError e) {
                failures.put(name, new Failure(position, e.toString()));
                throw e;
            }
        };
    }

    /**
     * The projection of that name stands at {@code position}, whoever brought it there: this node may have failed where
     * another one took over, and would otherwise say for ever that it stands still.
     */
    public void standsAt(String name, long position) {
        failures.computeIfPresent(name, (n, failure) -> failure.position() <= position ? null : failure);
        engine.readUpTo(position);
    }

    private void applied(String name, long position) {
        // An earlier event of the same batch, applied again, proves nothing.
        failures.computeIfPresent(name, (n, failure) -> position < failure.position() ? failure : null);
    }

    /** A roll-back without a handler's exception: the transaction itself failed. */
    private static String reason(UnitOfWork<?> unitOfWork) {
        return unitOfWork.getExecutionResult() == null
                ? "rolled back"
                : String.valueOf(unitOfWork.getExecutionResult().getExceptionResult());
    }

    private static long position(EventMessage<?> message) {
        return message instanceof TrackedEventMessage<?> tracked && tracked.trackingToken() != null
                ? tracked.trackingToken().position().orElse(0)
                : 0;
    }
}
