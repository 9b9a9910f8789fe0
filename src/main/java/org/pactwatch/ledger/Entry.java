package org.pactwatch.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event as the ledger holds it. Compare entries by {@link #position()}: it names exactly one.
 *
 * @param position 1 for the first event of the ledger, then one more for each; no holes
 * @param aggregateType what kind of thing the event is about, such as {@code incident}
 * @param aggregateId which one
 * @param sequence 0 for the first event of its aggregate, then one more for each
 * @param eventId the event's own id
 * @param type the event's stable logical name, such as {@code incident.reported}
 * @param revision the revision of that type's JSON, such as {@code 1}
 * @param recorded when the ledger took it, in whole microseconds; never earlier than that of the position before
 * @param payload the event as JSON text, as it was stored
 * @param metadata who recorded it and how, a flat JSON object
 * @param salt 32 random bytes that keep {@link LeafHash#payloadMac} from being guessed
 * @param entryHash the leaf hash of {@link EntryBytes}, 32 bytes
 * @param requestKey the key of the request that caused it; only on the last event of a request, and only if one was
 *     given
 * @param requestHash a hash of that request's body; there exactly when {@code requestKey} is
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes as stored; nobody compares whole entries.
public record Entry(
        long position,
        String aggregateType,
        String aggregateId,
        long sequence,
        String eventId,
        String type,
        String revision,
        Instant recorded,
        String payload,
        String metadata,
        byte[] salt,
        byte[] entryHash,
        @Nullable String requestKey,
        @Nullable String requestHash) {}
