package org.pactwatch.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event whose words are bound by a salted hash, and which only wants its place. Sealing is the expensive part of
 * recording, so callers do it side by side, before they queue.
 *
 * @param salt see {@link Entry#salt}
 * @param payloadMac see {@link LeafHash#payloadMac}
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record SealedEvent(NewEvent event, byte[] salt, String payloadMac) {

    /** @param salt {@link SaltSource#LENGTH} fresh bytes */
    public static SealedEvent of(NewEvent event, byte[] salt) {
        return new SealedEvent(event, salt, LeafHash.payloadMac(salt, event.payload(), event.metadata()));
    }

    /** The entry that it becomes at {@code position}. */
    Entry at(long position, Instant recorded, @Nullable RequestKey request) {
        return new Entry(
                position,
                event.aggregateType(),
                event.aggregateId(),
                event.sequence(),
                event.eventId(),
                event.type(),
                event.revision(),
                recorded,
                event.payload(),
                event.metadata(),
                salt,
                LeafHash.of(EntryBytes.of(event, recorded, payloadMac)),
                request == null ? null : request.key(),
                request == null ? null : request.bodyHash());
    }
}
