package org.pactwatch.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pactwatch.ledger.Batch.Outcome;

class BatchTest {

    private static final Instant NOON = Instant.parse("2025-03-19T12:00:00Z");
    private static final Tail AT_SEVEN = new Tail(7, NOON);
    private static final Taken NOTHING = new Taken(Map.of(), Map.of());

    private static NewEvent event(String aggregate, long sequence) {
        return new NewEvent(
                "incident", aggregate, sequence, aggregate + "/" + sequence, "incident.reported", "1", "{}", "{}");
    }

    private static Append append(@Nullable RequestKey request, NewEvent... events) {
        return new Append(
                Arrays.stream(events)
                        .map(event -> SealedEvent.of(event, new byte[SaltSource.LENGTH]))
                        .toList(),
                request);
    }

    private static Batch place(Taken taken, Append... appends) {
        return Batch.place(AT_SEVEN, NOON.plusSeconds(1), taken, List.of(appends));
    }

    private static Throwable refusal(Outcome outcome) {
        return ((Outcome.Refused) outcome).why();
    }

    @Test
    void places_follow_the_tail_in_the_order_of_the_appends() {
        Batch batch = place(NOTHING, append(null, event("a", 0), event("a", 1)), append(null, event("b", 0)));
        assertThat(batch.outcomes())
                .containsExactly(
                        new Outcome.Placed(new Appended(8, 9, NOON.plusSeconds(1))),
                        new Outcome.Placed(new Appended(10, 10, NOON.plusSeconds(1))));
        assertThat(batch.entries()).extracting(Entry::position).containsExactly(8L, 9L, 10L);
        assertThat(batch.entries()).extracting(Entry::eventId).containsExactly("a/0", "a/1", "b/0");
        assertThat(batch.tail().position()).isEqualTo(10);
    }

    @Test
    void each_entry_carries_the_hash_of_itself() {
        assertThat(place(NOTHING, append(null, event("a", 0))).entries())
                .allSatisfy(entry -> assertThat(entry.entryHash()).isEqualTo(LeafHash.of(EntryBytes.of(entry))));
    }

    @Test
    void of_two_that_want_the_same_sequence_the_second_alone_is_refused_and_leaves_no_hole() {
        Batch batch = place(
                NOTHING,
                append(null, event("a", 0)),
                append(null, event("b", 0), event("a", 0)),
                append(null, event("c", 0)));
        assertThat(refusal(batch.outcomes().get(1))).isInstanceOf(SequenceConflict.class);
        assertThat(batch.entries()).extracting(Entry::eventId).containsExactly("a/0", "c/0");
        assertThat(batch.entries()).extracting(Entry::position).containsExactly(8L, 9L);
    }

    @Test
    void what_was_refused_half_way_is_forgotten_so_that_its_first_event_may_still_come() {
        Batch batch = place(
                NOTHING,
                append(null, event("a", 0)),
                append(null, event("b", 0), event("a", 0)),
                append(null, event("b", 0)));
        assertThat(batch.outcomes().get(2)).isInstanceOf(Outcome.Placed.class);
    }

    @Test
    void what_the_ledger_holds_already_refuses_too() {
        Taken taken = new Taken(Map.of("a", 4L), Map.of());
        Batch batch =
                place(taken, append(null, event("a", 4)), append(null, event("a", 5)), append(null, event("a", 6)));
        assertThat(refusal(batch.outcomes().get(0))).isInstanceOf(SequenceConflict.class);
        assertThat(batch.entries()).extracting(Entry::sequence).containsExactly(5L, 6L);
    }

    @Test
    void a_hole_is_an_error_of_its_own_caller() {
        Batch batch = place(NOTHING, append(null, event("a", 1)), append(null, event("b", 0)));
        assertThat(refusal(batch.outcomes().get(0))).isInstanceOf(IllegalArgumentException.class);
        assertThat(batch.entries()).extracting(Entry::eventId).containsExactly("b/0");
    }

    @Test
    void a_text_that_has_no_bytes_is_refused_before_it_is_queued() {
        assertThatThrownBy(() -> append(null, event("\ud800", 0))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_request_stands_on_its_last_entry_and_again_in_the_same_batch_gets_that() {
        RequestKey key = new RequestKey("k", "hash");
        Batch batch = place(
                NOTHING,
                append(key, event("a", 0), event("a", 1)),
                append(key, event("a", 0), event("a", 1)),
                append(new RequestKey("k", "another"), event("b", 0)));
        assertThat(batch.entries()).extracting(Entry::requestKey).containsExactly(null, "k");
        assertThat(refusal(batch.outcomes().get(1))).isInstanceOfSatisfying(DuplicateRequest.class, duplicate -> {
            assertThat(duplicate.first().position()).isEqualTo(9);
            assertThat(duplicate.sameBody()).isTrue();
        });
        assertThat(refusal(batch.outcomes().get(2)))
                .isInstanceOfSatisfying(
                        DuplicateRequest.class,
                        duplicate -> assertThat(duplicate.sameBody()).isFalse());
    }

    @Test
    void recorded_is_whole_microseconds_and_never_before_the_tail() {
        Append one = append(null, event("a", 0));
        assertThat(Batch.place(AT_SEVEN, NOON.plusNanos(1_999), NOTHING, List.of(one))
                        .entries())
                .extracting(Entry::recorded)
                .containsExactly(NOON.plusNanos(1_000));
        assertThat(Batch.place(AT_SEVEN, NOON.minusSeconds(3_600), NOTHING, List.of(one))
                        .entries())
                .extracting(Entry::recorded)
                .containsExactly(NOON);
        assertThat(Batch.place(Tail.EMPTY, NOON, NOTHING, List.of(one)).entries())
                .extracting(Entry::recorded)
                .containsExactly(NOON);
    }
}
