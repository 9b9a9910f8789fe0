package org.pactwatch.ledger.axon;

import java.util.Map;
import java.util.TreeMap;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.pactwatch.ledger.Entry;
import org.pactwatch.ledger.NewEvent;

/** Between Axon's messages and the ledger's rows. Builds messages directly; Axon's entries format times to text. */
final class StoredEvents {

    private final EventCodec codec;

    StoredEvents(EventCodec codec) {
        this.codec = codec;
    }

    NewEvent toRecord(EventMessage<?> message) {
        if (!(message instanceof DomainEventMessage<?> event)) {
            throw new IllegalArgumentException("Only events of an aggregate are recorded, and "
                    + message.getPayloadType().getName() + " has none.");
        }
        return new NewEvent(
                event.getType(),
                event.getAggregateIdentifier(),
                event.getSequenceNumber(),
                event.getIdentifier(),
                codec.typeOf(event.getPayloadType()),
                codec.revisionOf(event.getPayloadType()),
                codec.write(event.getPayload()),
                // In one order: the text is hashed, and it is read by people.
                codec.writeMetadata(new TreeMap<String, Object>(event.getMetaData())));
    }

    DomainEventMessage<?> toDomain(Entry entry) {
        Object payload = codec.read(entry.type(), entry.revision(), entry.payload());
        Map<String, ?> metadata = codec.readMetadata(entry.metadata());
        return new GenericDomainEventMessage<>(
                entry.aggregateType(),
                entry.aggregateId(),
                entry.sequence(),
                payload,
                metadata,
                entry.eventId(),
                entry.recorded());
    }

    TrackedEventMessage<?> toTracked(Entry entry) {
        return new GenericTrackedDomainEventMessage<>(
                new GlobalSequenceTrackingToken(entry.position()), toDomain(entry));
    }
}
