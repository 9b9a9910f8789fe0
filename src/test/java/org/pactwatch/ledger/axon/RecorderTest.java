package org.pactwatch.ledger.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pactwatch.ledger.Entry;
import org.pactwatch.ledger.NewEvent;

@SuppressWarnings("NullAway.Init")
class RecorderTest {

    @TempDir
    private Path folder;

    private Rig rig;

    @BeforeEach
    void start() {
        rig = new Rig(folder);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void an_accepted_command_answers_with_the_position_of_its_last_event() {
        assertThat(rig.open("n", "t")).isEqualTo(accepted("n", 1));
        assertThat(rig.add("n", "a", "b")).isEqualTo(accepted("n", 3));
        assertThat(rig.ledger.stream("n", 3))
                .extracting(Entry::type, Entry::sequence, Entry::payload)
                .containsExactly(
                        tuple("note.opened", 0L, "{\"title\":\"t\"}"),
                        tuple("note.added", 1L, "{\"text\":\"a\",\"number\":1}"),
                        tuple("note.added", 2L, "{\"text\":\"b\",\"number\":2}"));
    }

    private Recorded.Accepted accepted(String id, long position) {
        return new Recorded.Accepted(
                id, position, rig.ledger.at(position).orElseThrow().recorded(), false);
    }

    @Test
    void an_entry_holds_the_aggregates_type_and_only_deliberate_metadata() {
        rig.open("n", "t");
        assertThat(rig.ledger.at(1)).hasValueSatisfying(entry -> {
            assertThat(entry.aggregateType()).isEqualTo("note");
            assertThat(entry.metadata()).isEqualTo("{\"reconstructed\":true,\"subject\":\"monitor\"}");
            assertThat(UUID.fromString(entry.eventId()).version()).isEqualTo(7);
        });
    }

    @Test
    void a_refused_first_command_leaves_nothing_behind_and_the_next_one_is_accepted() {
        assertThat(rig.open("n", "")).isInstanceOf(Recorded.Rejected.class);
        assertThat(rig.add("n", "a")).isInstanceOf(Recorded.Rejected.class);
        assertThat(rig.ledger.head()).isZero();
        assertThat(rig.open("n", "t")).isEqualTo(accepted("n", 1));
        assertThat(rig.add("n", "a")).isEqualTo(accepted("n", 2));
    }

    @Test
    void the_same_said_twice_is_no_event_and_no_error() {
        rig.open("n", "t");
        rig.add("n", "a");
        rig.open("other", "t");
        assertThat(rig.open("n", "t")).isEqualTo(new Recorded.Unchanged("n", 2));
        assertThat(rig.ledger.head()).isEqualTo(3);
    }

    @Test
    void an_id_that_names_another_kind_of_thing_is_refused() {
        rig.ledger.append(
                List.of(new NewEvent("agreement", "n", 0, "e", "agreement.registered", "1", "{}", "{}")), null);
        assertThat(rig.open("n", "t"))
                .isInstanceOfSatisfying(
                        Recorded.Rejected.class,
                        rejected -> assertThat(rejected.why().rule()).isEqualTo("id-taken"));
    }

    @Test
    void a_command_outside_of_any_sealed_interface_is_a_bug() {
        assertThatThrownBy(() -> rig.recorder.record(new Object(), Request.of("monitor")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_repeated_request_gets_the_first_answer() {
        rig.open("n", "t");
        Request request = new Request("monitor", "k", "hash");
        Notes.Add add = new Notes.Add("n", List.of("a", "b"));
        Recorded.Accepted first = (Recorded.Accepted) rig.recorder.record(add, request);
        rig.add("n", "later");

        assertThat(rig.recorder.record(add, request))
                .isEqualTo(new Recorded.Accepted("n", first.position(), first.recorded(), true));
        assertThat(rig.recorder.record(add, new Request("monitor", "k", "another")))
                .isEqualTo(new Recorded.KeyReused(3));
        assertThat(rig.ledger.head()).isEqualTo(4);
    }

    @Test
    void two_subjects_may_use_the_same_key() {
        rig.open("n", "t");
        Notes.Add add = new Notes.Add("n", List.of("a"));
        rig.recorder.record(add, new Request("monitor", "k", "hash"));
        assertThat(rig.recorder.record(add, new Request("registrar", "k", "hash")))
                .isEqualTo(accepted("n", 3));
    }

    @Test
    void of_64_callers_with_one_key_one_records_and_all_get_its_answer() throws Exception {
        rig.open("n", "t");
        Request request = new Request("monitor", "k", "hash");
        List<Recorded> answers =
                together(64, () -> rig.recorder.record(new Notes.Add("n", List.of("a", "b")), request));

        assertThat(rig.ledger.head()).isEqualTo(3);
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer)
                        .isInstanceOfSatisfying(
                                Recorded.Accepted.class,
                                accepted -> assertThat(accepted.position()).isEqualTo(3)));
        assertThat(answers).filteredOn(a -> !((Recorded.Accepted) a).repeated()).hasSize(1);
    }

    @Test
    void of_64_callers_that_create_the_same_one_creates_and_all_get_its_answer() throws Exception {
        Request request = new Request("monitor", "k", "hash");
        List<Recorded> answers = together(64, () -> rig.recorder.record(new Notes.Open("n", "t"), request));

        assertThat(rig.ledger.head()).isEqualTo(1);
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer)
                        .isInstanceOfSatisfying(
                                Recorded.Accepted.class,
                                accepted -> assertThat(accepted.position()).isEqualTo(1)));
        assertThat(answers).filteredOn(a -> !((Recorded.Accepted) a).repeated()).hasSize(1);
    }

    @Test
    void a_repeated_request_gets_the_first_answer_whatever_it_would_be_decided_to_now() {
        Request request = new Request("monitor", "k", "hash");
        Recorded.Accepted first = (Recorded.Accepted) rig.recorder.record(new Notes.Open("n", "t"), request);
        Recorded again = new Recorded.Accepted("n", 1, first.recorded(), true);

        assertThat(rig.recorder.record(new Notes.Open("n", "t"), request)).isEqualTo(again); // Would be unchanged.
        assertThat(rig.recorder.record(new Notes.Open("n", "u"), request)).isEqualTo(again); // Would be refused.
        assertThat(rig.recorder.record(new Notes.Add("n", List.of("a")), request))
                .isEqualTo(again); // Would be accepted.
        assertThat(rig.ledger.head()).isEqualTo(1);
    }

    @Test
    void without_a_key_each_of_16_callers_adds_its_own_in_turn() throws Exception {
        rig.open("n", "t");
        together(16, () -> rig.add("n", "a"));
        assertThat(rig.ledger.stream("n", 100))
                .extracting(Entry::sequence)
                .hasSize(17)
                .isSorted();
    }

    @Test
    void an_aggregate_that_another_node_has_changed_is_read_again_before_it_is_decided_on() {
        rig.open("n", "t");
        rig.add("n", "a"); // It is in the cache from here on.
        elsewhere("note.added", 2, "{\"text\":\"b\",\"number\":2}");

        rig.add("n", "c");
        assertThat(rig.ledger.stream("n", 4))
                .extracting(Entry::payload)
                .endsWith("{\"text\":\"b\",\"number\":2}", "{\"text\":\"c\",\"number\":3}");
    }

    @Test
    void nothing_is_refused_or_called_unchanged_for_what_another_node_has_changed() {
        rig.open("n", "t");
        elsewhere("note.added", 1, "{\"text\":\"b\",\"number\":1}");
        assertThat(rig.open("n", "t")).isEqualTo(new Recorded.Unchanged("n", 2));
    }

    private void elsewhere(String type, long sequence, String payload) {
        rig.ledger.append(
                List.of(new NewEvent("note", "n", sequence, "elsewhere-" + sequence, type, "1", payload, "{}")), null);
    }

    @Test
    void a_refused_command_on_a_cached_aggregate_changes_nothing_of_it() {
        rig.open("n", "t");
        rig.add("n", "a");
        assertThat(rig.open("n", "another")).isInstanceOf(Recorded.Rejected.class);
        rig.add("n", "b");
        assertThat(rig.ledger.stream("n", 3)).extracting(Entry::payload).endsWith("{\"text\":\"b\",\"number\":2}");
    }

    private static <T> List<T> together(int callers, Callable<T> call) throws Exception {
        CyclicBarrier start = new CyclicBarrier(callers);
        try (ExecutorService pool = Executors.newFixedThreadPool(callers)) {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                futures.add(pool.submit(() -> {
                    start.await();
                    return call.call();
                }));
            }
            List<T> answers = new ArrayList<>();
            for (Future<T> future : futures) {
                answers.add(future.get());
            }
            return answers;
        }
    }
}
