package org.pactwatch.ledger;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a whole record, entry by entry from position 1 on, and finds the first that is not what the ledger writes: a
 * hole, a sequence out of order, a time that goes back, words that are not those that were hashed. It remembers the last
 * sequence of each aggregate, some 150 bytes for one: 150 MB for a million agreements and incidents.
 */
public final class RecordCheck {

    private final Map<String, Long> sequences = new HashMap<>();
    private long position;
    private Instant recorded = Instant.MIN;

    /**
     * What is wrong.
     *
     * @param position the first position that is not as it was written, or is not there
     * @param why a sentence without the words of the event, which may be confidential
     */
    public record Fault(long position, String why) {}

    /** The last position that was looked at, 0 before the first. */
    public long position() {
        return position;
    }

    /** How many agreements and incidents the record is about. */
    public int aggregates() {
        return sequences.size();
    }

    /** Looks at the entry that should follow. After a fault nothing more can be said; don't go on. */
    public Optional<Fault> next(Entry entry) {
        long expected = position + 1;
        if (entry.position() != expected) {
            return fault(expected, "nothing stands there; the next entry is at " + entry.position());
        }
        position = expected;
        Long before = sequences.put(entry.aggregateId(), entry.sequence());
        long follows = before == null ? 0 : before + 1;
        if (entry.sequence() != follows) {
            return fault(
                    position,
                    "it is event " + entry.sequence() + " of " + entry.aggregateId() + ", and event " + follows
                            + " should follow");
        }
        if (entry.recorded().isBefore(recorded)) {
            return fault(
                    position, "it was recorded at " + entry.recorded() + ", before the one at the position before");
        }
        recorded = entry.recorded();
        if ((entry.requestKey() == null) != (entry.requestHash() == null)) {
            return fault(position, "it has a request's key or its hash, and not both");
        }
        if (entry.salt().length != SaltSource.LENGTH) {
            return fault(position, "its salt has " + entry.salt().length + " bytes instead of " + SaltSource.LENGTH);
        }
        if (!MessageDigest.isEqual(entry.entryHash(), LeafHash.of(EntryBytes.of(entry)))) {
            return fault(position, "its hash is not that of what stands there: it was changed after it was recorded");
        }
        return Optional.empty();
    }

    private static Optional<Fault> fault(long position, String why) {
        return Optional.of(new Fault(position, why));
    }
}
