package org.pactwatch.ledger.jdbc;

import java.time.Instant;
import org.pactwatch.ledger.EntryBytes;
import org.pactwatch.ledger.LeafHash;
import org.pactwatch.ledger.NewEvent;

/** An event whose words are bound by a salted hash, and which only wants its place. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record SealedEvent(NewEvent event, byte[] salt, String payloadMac) {

    static SealedEvent of(NewEvent event, byte[] salt) {
        return new SealedEvent(event, salt, LeafHash.payloadMac(salt, event.payload(), event.metadata()));
    }

    byte[] entryHash(Instant recorded) {
        return LeafHash.of(EntryBytes.of(event, recorded, payloadMac));
    }
}
