package org.pactwatch.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the check of a record finds, each with hashes that fit: whoever tampers can compute those too. */
class RecordCheckTest {

    private static final Instant NOON = Instant.parse("2025-03-18T12:00:00Z");
    private static final byte[] SALT = new byte[SaltSource.LENGTH];

    @Test
    void a_record_as_the_ledger_writes_it_is_whole() {
        RecordCheck check = new RecordCheck();
        assertThat(fault(
                        check,
                        entry(1, "a", 0, NOON),
                        entry(2, "b", 0, NOON),
                        entry(3, "a", 1, NOON.plusNanos(1_000)),
                        entry(4, "a", 2, NOON.plusNanos(1_000))))
                .isEmpty();
        assertThat(check.position()).isEqualTo(4);
        assertThat(check.aggregates()).isEqualTo(2);
    }

    @Test
    void the_first_position_is_1() {
        assertThat(fault(entry(2, "a", 0, NOON))).hasValueSatisfying(fault -> {
            assertThat(fault.position()).isEqualTo(1);
            assertThat(fault.why()).isEqualTo("nothing stands there; the next entry is at 2");
        });
    }

    @Test
    void a_hole_is_named_by_the_position_that_is_missing() {
        assertFault(2, fault(entry(1, "a", 0, NOON), entry(3, "b", 0, NOON)));
        assertFault(2, fault(entry(1, "a", 0, NOON), entry(1, "b", 0, NOON)));
    }

    @Test
    void the_events_of_each_aggregate_follow_one_another_from_0() {
        assertFault(1, fault(entry(1, "a", 1, NOON)));
        assertFault(2, fault(entry(1, "a", 0, NOON), entry(2, "a", 2, NOON)));
        assertFault(3, fault(entry(1, "a", 0, NOON), entry(2, "a", 1, NOON), entry(3, "a", 1, NOON)));
        assertFault(2, fault(entry(1, "a", 0, NOON), entry(2, "b", 1, NOON)));
    }

    @Test
    void time_never_goes_back() {
        assertFault(2, fault(entry(1, "a", 0, NOON), entry(2, "b", 0, NOON.minusNanos(1_000))));
    }

    @Test
    void whatever_the_hash_binds_can_not_be_changed_alone() {
        Entry good = entry(1, "a", 0, NOON);
        for (Entry changed : List.of(
                change(good, "{\"n\":2}", good.metadata(), good.eventId(), good.salt()),
                change(good, good.payload(), "{\"n\":2}", good.eventId(), good.salt()),
                change(good, good.payload(), good.metadata(), "another", good.salt()),
                change(good, good.payload(), good.metadata(), good.eventId(), flipped(good.salt())))) {
            assertThat(fault(changed)).hasValueSatisfying(fault -> {
                assertThat(fault.position()).isEqualTo(1);
                assertThat(fault.why()).contains("hash");
            });
        }
        assertThat(fault(good)).isEmpty();
    }

    @Test
    void a_salt_has_its_length_and_a_request_both_its_parts() {
        assertFault(1, fault(entry(1, "a", 0, NOON, new byte[0], null, null)));
        assertFault(1, fault(entry(1, "a", 0, NOON, SALT, "key", null)));
        assertFault(1, fault(entry(1, "a", 0, NOON, SALT, null, "hash")));
        assertThat(fault(entry(1, "a", 0, NOON, SALT, "key", "hash"))).isEmpty();
    }

    @Test
    void no_two_records_have_one_digest() {
        assertThat(digest(entry(1, "ab", 0, NOON))).isEqualTo(digest(entry(1, "ab", 0, NOON)));
        assertThat(List.of(
                        digest(),
                        digest(entry(1, "ab", 0, NOON)),
                        digest(entry(2, "ab", 0, NOON)),
                        digest(entry(1, "ab", 0, NOON, SALT, "key", "hash")),
                        digest(entry(1, "ab", 0, NOON, SALT, "", "keyhash")),
                        digest(entry(1, "ab", 0, NOON, SALT, "keyhash", "")),
                        digest(entry(1, "ab", 0, NOON), entry(2, "b", 0, NOON))))
                .doesNotHaveDuplicates();
    }

    private static void assertFault(long position, Optional<RecordCheck.Fault> fault) {
        assertThat(fault.map(RecordCheck.Fault::position)).contains(position);
    }

    private static Optional<RecordCheck.Fault> fault(Entry... entries) {
        return fault(new RecordCheck(), entries);
    }

    private static Optional<RecordCheck.Fault> fault(RecordCheck check, Entry... entries) {
        for (int i = 0; i < entries.length; i++) {
            Optional<RecordCheck.Fault> fault = check.next(entries[i]);
            if (fault.isPresent()) {
                assertThat(i).as("the last entry is the faulty one").isEqualTo(entries.length - 1);
                return fault;
            }
        }
        return Optional.empty();
    }

    private static String digest(Entry... entries) {
        RecordDigest digest = new RecordDigest();
        List.of(entries).forEach(digest::add);
        return digest.end();
    }

    private static Entry entry(long position, String aggregate, long sequence, Instant recorded) {
        return entry(position, aggregate, sequence, recorded, SALT, null, null);
    }

    private static Entry entry(
            long position,
            String aggregate,
            long sequence,
            Instant recorded,
            byte[] salt,
            @Nullable String key,
            @Nullable String hash) {
        NewEvent event = new NewEvent(
                "incident", aggregate, sequence, aggregate + sequence, "incident.reported", "1", "{\"n\":1}", "{}");
        // HMAC takes no empty key; a salt of no bytes can only come from elsewhere.
        byte[] used = salt.length == 0 ? SALT : salt;
        byte[] leaf = LeafHash.of(
                EntryBytes.of(event, recorded, LeafHash.payloadMac(used, event.payload(), event.metadata())));
        return new Entry(
                position,
                event.aggregateType(),
                aggregate,
                sequence,
                event.eventId(),
                event.type(),
                event.revision(),
                recorded,
                event.payload(),
                event.metadata(),
                salt,
                leaf,
                key,
                hash);
    }

    private static Entry change(Entry entry, String payload, String metadata, String eventId, byte[] salt) {
        return new Entry(
                entry.position(),
                entry.aggregateType(),
                entry.aggregateId(),
                entry.sequence(),
                eventId,
                entry.type(),
                entry.revision(),
                entry.recorded(),
                payload,
                metadata,
                salt,
                entry.entryHash(),
                entry.requestKey(),
                entry.requestHash());
    }

    private static byte[] flipped(byte[] bytes) {
        byte[] other = bytes.clone();
        other[0] ^= 1;
        return other;
    }
}
