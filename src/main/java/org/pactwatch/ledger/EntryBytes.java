package org.pactwatch.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * What a leaf of the transparency log hashes: the event without its words, as canonical JSON (RFC 8785). The words are
 * bound by {@code payloadMac}, so that they can be withheld later and every proof still holds.
 */
public final class EntryBytes {

    private EntryBytes() {}

    /**
     * The bytes of {@code event} as recorded at {@code recorded}.
     *
     * @param recorded in whole microseconds, which is all that the databases keep
     * @param payloadMac see {@link LeafHash#payloadMac}
     */
    public static byte[] of(NewEvent event, Instant recorded, String payloadMac) {
        return of(
                event.aggregateId(),
                event.eventId(),
                payloadMac,
                recorded,
                event.revision(),
                event.sequence(),
                event.type());
    }

    /** The bytes of an entry as read back, its MAC computed anew from what is stored. */
    public static byte[] of(Entry entry) {
        return of(
                entry.aggregateId(),
                entry.eventId(),
                LeafHash.payloadMac(entry.salt(), entry.payload(), entry.metadata()),
                entry.recorded(),
                entry.revision(),
                entry.sequence(),
                entry.type());
    }

    private static byte[] of(
            String aggregate,
            String id,
            String payloadMac,
            Instant recorded,
            String revision,
            long sequence,
            String type) {
        // RFC 8785 orders members by name. Numbers beyond 2^53 are not safe in it, so the sequence is a string.
        return CanonicalJson.object()
                .member("aggregate", aggregate)
                .member("id", id)
                .member("payloadMac", payloadMac)
                .member("recorded", recorded.toString())
                .member("revision", revision)
                .member("sequence", Long.toString(sequence))
                .member("type", type)
                .member("v", 1)
                .end()
                .getBytes(StandardCharsets.UTF_8);
    }
}
