package org.pactwatch.ledger.axon;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.pactwatch.ledger.AggregateHead;
import org.pactwatch.ledger.Appended;
import org.pactwatch.ledger.Entry;
import org.pactwatch.ledger.Ledger;
import org.pactwatch.ledger.NewEvent;
import org.pactwatch.ledger.SequenceConflict;

/**
 * The ledger behind Axon's event store. A tracking token is a position of the ledger; a timestamp is its
 * {@code recorded}; there are no snapshots.
 *
 * <p>An append that clashes throws {@link AggregateStreamCreationException} for an aggregate's first event and
 * {@link ConcurrencyException} for a later one, which are not each other's subtypes; what else the ledger throws passes
 * unchanged.
 */
public final class LedgerEventStorageEngine implements EventStorageEngine {

    private static final String BUFFER = LedgerEventStorageEngine.class.getName() + ".buffer";
    private static final String APPENDED = LedgerEventStorageEngine.class.getName() + ".appended";

    private final Ledger ledger;
    private final StoredEvents events;
    private volatile @Nullable Failure unreadable;

    public LedgerEventStorageEngine(Ledger ledger, EventCodec codec) {
        this.ledger = ledger;
        this.events = new StoredEvents(codec);
    }

    /** What became of the events of {@code unitOfWork}; {@code null} until its root has committed. */
    static @Nullable Appended appended(UnitOfWork<?> unitOfWork) {
        return unitOfWork.root().getResource(APPENDED);
    }

    /** The entry at which the processors stand because it can't be read, if there is one. */
    Optional<Failure> unreadable() {
        return Optional.ofNullable(unreadable).filter(this::stillStands);
    }

    /** Is there an entry at its position at all? One that was taken out of the ledger by hand stops nobody. */
    boolean stillStands(Failure failure) {
        return failure.position() <= ledger.head();
    }

    @Override
    public void appendEvents(List<? extends EventMessage<?>> messages) {
        if (messages.isEmpty()) {
            return;
        }
        List<NewEvent> written = messages.stream().map(events::toRecord).toList();
        if (CurrentUnitOfWork.isStarted()) {
            buffer(CurrentUnitOfWork.get().root()).addAll(written);
        } else {
            append(written, CommandMetadata.NONE);
        }
    }

    /**
     * Axon calls {@link #appendEvents} before subscribing handlers have run. Were the events recorded then, a handler
     * that throws would give the caller an error for events that are durable. So they wait for the root's commit.
     */
    private List<NewEvent> buffer(UnitOfWork<?> root) {
        return root.getOrComputeResource(BUFFER, key -> {
            List<NewEvent> buffer = new ArrayList<>();
            root.onCommit(u -> u.resources().put(APPENDED, append(buffer, CommandMetadata.of(u.getMessage()))));
            return buffer;
        });
    }

    private Appended append(List<NewEvent> written, CommandMetadata metadata) {
        try {
            return ledger.append(written, metadata.request());
        } catch (SequenceConflict e) {
            if (e.sequence() == 0) {
                throw new AggregateStreamCreationException(e.getMessage(), e);
            }
            throw new ConcurrencyException(e.getMessage(), e);
        }
    }

    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken token, boolean mayBlock) {
        return KeysetPages.stream(position(token), this::entries, Entry::position)
                .map(this::tracked);
    }

    /** A page of what follows the position. */
    List<Entry> entries(long after) {
        return ledger.after(after, KeysetPages.SIZE);
    }

    /** Axon's event store logs what goes wrong here and tries again for ever, so it is kept for who watches. */
    TrackedEventMessage<?> tracked(Entry entry) {
        try {
            TrackedEventMessage<?> message = events.toTracked(entry);
            Failure before = unreadable;
            if (before != null && before.position() == entry.position()) {
                unreadable = null;
            }
            return message;
        } catch (RuntimeException e) {
            unreadable = new Failure(entry.position(), e.toString());
            throw e;
        }
    }

    /** All entries up to {@code position} have been read, here or on another node. */
    void readUpTo(long position) {
        Failure before = unreadable;
        if (before != null && before.position() <= position) {
            unreadable = null;
        }
    }

    static long position(@Nullable TrackingToken token) {
        if (token == null) {
            return 0;
        }
        TrackingToken plain = WrappedToken.unwrapLowerBound(token);
        if (plain == null) {
            return 0; // A reset to the very start.
        }
        if (plain instanceof GlobalSequenceTrackingToken at) {
            return at.getGlobalIndex();
        }
        throw new IllegalArgumentException("Not a position of this ledger: " + token);
    }

    @Override
    public DomainEventStream readEvents(String aggregateIdentifier, long firstSequenceNumber) {
        return DomainEventStream.of(KeysetPages.stream(
                        firstSequenceNumber - 1,
                        after -> ledger.fromSequence(aggregateIdentifier, after + 1, KeysetPages.SIZE),
                        Entry::sequence)
                .map(events::toDomain));
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
        return ledger.headOf(aggregateIdentifier).map(AggregateHead::sequence);
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String aggregateIdentifier) {
        return Optional.empty(); // Asked on every load: answer without SQL.
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        throw new UnsupportedOperationException("The ledger keeps events alone.");
    }

    /** The start of the ledger, before its first event. */
    @Override
    public TrackingToken createTailToken() {
        return new GlobalSequenceTrackingToken(0);
    }

    @Override
    public TrackingToken createHeadToken() {
        return new GlobalSequenceTrackingToken(ledger.head());
    }

    /** What follows this token was recorded at or after {@code instant}. */
    @Override
    public TrackingToken createTokenAt(Instant instant) {
        return new GlobalSequenceTrackingToken(ledger.positionAt(instant.minusNanos(1)));
    }
}
