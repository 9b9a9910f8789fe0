package org.pactwatch.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * What a leaf of the transparency log hashes: the event without its words, as canonical JSON (RFC 8785). The words are
 * bound by {@code payloadMac}, so that they can be withheld later and every proof still holds.
 */
public final class EntryBytes {

    private static final String UNSTAMPED = "\"recorded\":\"";

    private EntryBytes() {}

    /**
     * The bytes of an event but for when it is recorded, which only the one who writes it knows.
     *
     * @param before what stands before the instant
     * @param after what stands behind it
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Unstamped(byte[] before, byte[] after) {

        /** The leaf hash of the event as recorded at {@code recorded}, in whole microseconds. */
        byte[] leafHash(Instant recorded) {
            return LeafHash.of(before, recorded.toString().getBytes(StandardCharsets.US_ASCII), after);
        }
    }

    static Unstamped unstamped(NewEvent event, String payloadMac) {
        String bytes = json(
                event.aggregateId(), event.eventId(), payloadMac, "", event.revision(), event.sequence(), event.type());
        // It can't stand within a text: there its quotes would be escaped.
        int instant = bytes.indexOf(UNSTAMPED) + UNSTAMPED.length();
        return new Unstamped(
                bytes.substring(0, instant).getBytes(StandardCharsets.UTF_8),
                bytes.substring(instant).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The bytes of {@code event} as recorded at {@code recorded}.
     *
     * @param recorded in whole microseconds, which is all that the databases keep
     * @param payloadMac see {@link LeafHash#payloadMac}
     */
    public static byte[] of(NewEvent event, Instant recorded, String payloadMac) {
        return json(
                        event.aggregateId(),
                        event.eventId(),
                        payloadMac,
                        recorded.toString(),
                        event.revision(),
                        event.sequence(),
                        event.type())
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The bytes of an entry as read back, its MAC computed anew from what is stored. */
    public static byte[] of(Entry entry) {
        return json(
                        entry.aggregateId(),
                        entry.eventId(),
                        LeafHash.payloadMac(entry.salt(), entry.payload(), entry.metadata()),
                        entry.recorded().toString(),
                        entry.revision(),
                        entry.sequence(),
                        entry.type())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String json(
            String aggregate,
            String id,
            String payloadMac,
            String recorded,
            String revision,
            long sequence,
            String type) {
        // RFC 8785 orders members by name. Numbers beyond 2^53 are not safe in it, so the sequence is a string.
        return CanonicalJson.object()
                .member("aggregate", aggregate)
                .member("id", id)
                .member("payloadMac", payloadMac)
                .member("recorded", recorded)
                .member("revision", revision)
                .member("sequence", Long.toString(sequence))
                .member("type", type)
                .member("v", 1)
                .end();
    }
}
