package org.pactwatch.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pactwatch.compliance.axon.Archive;
import org.pactwatch.compliance.axon.Assessments;
import org.pactwatch.compliance.axon.Progress;
import org.pactwatch.compliance.axon.Ticks;
import org.pactwatch.compliance.axon.Transitions;
import org.pactwatch.compliance.axon.Transitions.Change;
import org.pactwatch.config.ClockHands;

/** When only time passes, that is told too: at the tick at which an answer shows it, once. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
class TransitionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Half a minute past the minute. */
    private static final Instant START = Instant.parse("2025-03-17T21:00:30Z");

    private static final Instant END = Instant.parse("2025-04-16T21:00:30Z");

    private static RunningServer server;

    private final AtomicReference<Instant> clock = new AtomicReference<>(Instant.EPOCH);
    private final List<Change> told = new ArrayList<>();

    @BeforeAll
    static void start(@TempDir java.nio.file.Path data) {
        server = RunningServer.start(data, "pactwatch.example=false", "pactwatch.tick=1s");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Pacts registered() {
        Pacts pact = Pacts.fresh();
        String body = pact.agreement(Pacts.term("P30D", "2025-03-18T00:00:30", "Europe/Moscow"));
        answersStandAt(server.accepted("registrar", "/agreements", body)
                .path("position")
                .asLong());
        return pact;
    }

    private static void answersStandAt(long position) {
        assertThat(server.get("/compliance?minPosition=" + position).status()).isEqualTo(200);
    }

    /** With hands of its own, and ticks of a minute. */
    private Transitions transitions() {
        return new Transitions(
                server.bean(Archive.class),
                server.bean(Progress.class),
                server.bean(Assessments.class),
                new Ticks(clock::get, Duration.ofMinutes(1)));
    }

    private List<String> toldOf(Pacts pact) {
        List<String> lines = told.stream()
                .filter(change -> change.agreement().equals(pact.id))
                .map(change -> change.commitment() + " " + change.reading() + " " + change.at() + " " + change.from()
                        + " " + change.to())
                .toList();
        told.clear();
        return lines;
    }

    private void look(Transitions transitions, Instant now) {
        clock.set(now);
        transitions.look(told::add);
    }

    private static String line(String commitment, Instant at, String from, String to) {
        return commitment + " as-written " + at + " " + from + " " + to;
    }

    @Test
    void it_is_told_at_the_first_tick_at_which_an_answer_shows_it() {
        Pacts pact = registered();
        Transitions transitions = transitions();
        look(transitions, END.minusSeconds(3_600));
        look(transitions, END.minusSeconds(1));
        look(transitions, END.plusSeconds(29));
        assertThat(toldOf(pact)).isEmpty();
        look(transitions, END.plusSeconds(30));
        assertThat(toldOf(pact))
                .containsExactly(
                        line("one-abstains", END, "IN_EFFECT", "EXPIRED"),
                        line("one-delivers", END, "IN_EFFECT", "LAPSED"),
                        line("other-abstains", END, "IN_EFFECT", "EXPIRED"));
        look(transitions, END.plusSeconds(31));
        look(transitions, END.plusSeconds(3_600));
        assertThat(toldOf(pact)).isEmpty();
    }

    @Test
    void a_clock_that_leaps_ahead_tells_all_that_lay_between_in_order() {
        Pacts pact = registered();
        Transitions transitions = transitions();
        look(transitions, START.minusSeconds(3_600));
        look(transitions, END.plus(Duration.ofDays(400)));
        assertThat(toldOf(pact))
                .containsExactly(
                        line("one-abstains", START, "AGREED", "IN_EFFECT"),
                        line("one-delivers", START, "AGREED", "IN_EFFECT"),
                        line("other-abstains", START, "AGREED", "IN_EFFECT"),
                        line("one-abstains", END, "IN_EFFECT", "EXPIRED"),
                        line("one-delivers", END, "IN_EFFECT", "LAPSED"),
                        line("other-abstains", END, "IN_EFFECT", "EXPIRED"));
    }

    @Test
    void a_clock_set_back_by_a_moment_tells_nothing_twice_and_one_set_back_by_far_begins_anew() {
        Pacts pact = registered();
        Transitions transitions = transitions();
        look(transitions, END.minusSeconds(60));
        look(transitions, END.plusSeconds(31));
        assertThat(toldOf(pact)).hasSize(3);
        look(transitions, END.plusSeconds(29));
        look(transitions, END.plusSeconds(31));
        assertThat(toldOf(pact)).isEmpty();
        look(transitions, END.minusSeconds(3_600));
        assertThat(toldOf(pact)).isEmpty();
        look(transitions, END.plusSeconds(31));
        assertThat(toldOf(pact)).hasSize(3);
    }

    @Test
    void what_changes_because_something_was_recorded_has_an_event_of_its_own_and_is_not_told() {
        Transitions transitions = transitions();
        look(transitions, END.minusSeconds(7_200));
        Pacts pact = registered();
        look(transitions, END.minusSeconds(3_600));
        String delivery =
                "{\"type\":\"DELIVERY\",\"id\":\"d\",\"commitment\":\"one-delivers\",\"quantity\":10,\"at\":\"2025-03-25T10:00:00Z\","
                        + "\"confirmedBy\":[\"%s\"]}";
        answersStandAt(
                server.accepted("registrar", "/agreements/" + pact.id + "/declarations", delivery.formatted(pact.other))
                        .path("position")
                        .asLong());
        look(transitions, END.minusSeconds(3_000));
        assertThat(toldOf(pact)).isEmpty();
        look(transitions, END.plusSeconds(60));
        assertThat(toldOf(pact))
                .contains(line("one-abstains", END, "IN_EFFECT", "EXPIRED"))
                .noneMatch(change -> change.startsWith("one-delivers"));
    }

    @Test
    void an_agreement_that_is_registered_between_two_looks_is_told_of_at_the_next() {
        Transitions transitions = transitions();
        look(transitions, END.minusSeconds(20));
        Pacts pact = registered();
        look(transitions, END.plusSeconds(40));
        assertThat(toldOf(pact)).hasSize(3);
    }

    @Test
    void who_listens_hears_it_without_an_id_and_a_poll_answers_the_same() throws Exception {
        Transitions transitions = server.bean(Transitions.class);
        ClockHands.standAt(server.context(), END.minusSeconds(10));
        try {
            Pacts pact = registered();
            // The server's own looks are a second apart: this is one in between.
            transitions.look(change -> {});
            long head = server.head();
            try (Listener listener = new Listener(server.baseUrl())) {
                ClockHands.standAt(server.context(), END);
                await().atMost(PATIENCE)
                        .until(() -> listener.heard().stream()
                                        .filter(news -> news.data().contains(pact.id))
                                        .count()
                                == 3);
                Listener.News news = listener.heard().stream()
                        .filter(each -> each.data().contains(pact.id))
                        .findFirst()
                        .orElseThrow();
                assertThat(news.name()).isEqualTo("transition");
                assertThat(news.id()).isZero();
                assertThat(news.data())
                        .isEqualTo("{\"agreement\":\"" + pact.id
                                + "\",\"commitment\":\"one-abstains\",\"reading\":\"as-written\",\"at\":\"" + END
                                + "\",\"from\":\"IN_EFFECT\",\"to\":\"EXPIRED\"}");
                assertThat(server.get(pact.commitment() + "?reading=as-written")
                                .json()
                                .path("force")
                                .asString())
                        .isEqualTo("EXPIRED");
                long next = server.accepted("monitor", "/incidents", pact.strike())
                        .path("position")
                        .asLong();
                await().atMost(PATIENCE).until(() -> listener.ids().contains(next));
                assertThat(next).isEqualTo(head + 1);
                assertThat(listener.ids().stream().filter(id -> id != 0)).containsExactly(next);
            }
        } finally {
            ClockHands.release(server.context());
        }
    }
}
