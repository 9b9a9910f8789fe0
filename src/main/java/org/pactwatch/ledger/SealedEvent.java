package org.pactwatch.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event whose words are bound by a salted hash, and which only wants its place. Sealing is the expensive part of
 * recording, so callers do it side by side, before they queue.
 *
 * @param salt see {@link Entry#salt}
 * @param unstamped what its leaf hashes, but for when it is recorded
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record SealedEvent(NewEvent event, byte[] salt, EntryBytes.Unstamped unstamped) {

    /**
     * @param salt {@link SaltSource#LENGTH} fresh bytes
     * @throws IllegalArgumentException if the event's names hold half a surrogate pair, which has no bytes
     */
    public static SealedEvent of(NewEvent event, byte[] salt) {
        String mac = LeafHash.payloadMac(salt, event.payload(), event.metadata());
        return new SealedEvent(event, salt, EntryBytes.unstamped(event, mac));
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
                unstamped.leafHash(recorded),
                request == null ? null : request.key(),
                request == null ? null : request.bodyHash());
    }
}
