package org.pactwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.pactwatch.support.Http.Answer;

/** A poll that would be answered the same is answered 304; one that wouldn't never is. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EntityTagTest {

    private static final String THEN = "?at=2025-03-26T00:00:00Z";

    private final RunningServer server = RunningServer.real();

    private int again(String path, String tag) {
        Answer answer = server.get(path, "If-None-Match", tag);
        if (answer.status() == 304) {
            assertThat(answer.body()).isEmpty();
            assertThat(tag).contains(answer.header("ETag"));
        }
        return answer.status();
    }

    private void strike(Pacts pact) {
        long position = server.accepted("monitor", "/incidents", pact.strike())
                .path("position")
                .asLong();
        server.get("/compliance?minPosition=" + position);
    }

    @Test
    void the_same_question_is_not_answered_twice() {
        Pacts pact = Pacts.registered(server);
        Answer first = server.get(pact.commitment() + THEN);
        assertThat(first.header("Cache-Control")).contains("public").contains("max-age=15");
        assertThat(first.headers().allValues("Vary").toString()).contains("Authorization");
        String tag = first.header("ETag");
        assertThat(again(pact.commitment() + THEN, tag)).isEqualTo(304);
        assertThat(again(pact.commitment() + THEN, "\"other\", " + tag)).isEqualTo(304);
        assertThat(again(pact.commitment() + THEN + "&reading=as-written", tag)).isEqualTo(200);
        assertThat(again(pact.commitment() + "?at=2025-03-26T00:01:00Z", tag)).isEqualTo(200);
        assertThat(again("/compliance/" + pact.id + "/other-abstains" + THEN, tag))
                .isEqualTo(200);
    }

    @Test
    void what_touches_the_answer_changes_its_tag_and_what_does_not_leaves_it() {
        Pacts pact = Pacts.registered(server);
        Pacts other = Pacts.registered(server);
        String tag = server.get(pact.commitment() + THEN).header("ETag");
        strike(other);
        assertThat(again(pact.commitment() + THEN, tag)).isEqualTo(304);
        strike(pact);
        assertThat(again(pact.commitment() + THEN, tag)).isEqualTo(200);
        String tagAfter = server.get(pact.commitment() + THEN).header("ETag");
        long declared = server.accepted(
                        "registrar",
                        "/agreements/" + pact.id + "/declarations",
                        "{\"type\":\"RELEASE\",\"by\":\"" + pact.one + "\",\"at\":\"2025-03-25T12:00:00Z\"}")
                .path("position")
                .asLong();
        server.get("/compliance?minPosition=" + declared);
        assertThat(again(pact.commitment() + THEN, tagAfter)).isEqualTo(200);
    }

    @Test
    void what_was_known_then_stays_as_it_was() {
        Pacts pact = Pacts.registered(server);
        strike(pact);
        long known = server.head();
        String path = pact.commitment() + THEN + "&knownAt=" + known;
        Answer first = server.get(path);
        strike(pact);
        assertThat(again(path, first.header("ETag"))).isEqualTo(304);
        assertThat(server.get(path).body()).isEqualTo(first.body());
        String instant = first.json().path("knownAt").asString();
        String pathByInstant = pact.commitment() + THEN + "&knownAt=" + instant;
        String tag = server.get(pathByInstant).header("ETag");
        strike(pact);
        assertThat(again(pathByInstant, tag)).isEqualTo(304);
    }

    @Test
    void the_list_of_all_has_a_tag_too() {
        Pacts pact = Pacts.registered(server);
        String tag = server.get("/compliance" + THEN).header("ETag");
        assertThat(again("/compliance" + THEN, tag)).isEqualTo(304);
        strike(pact);
        assertThat(again("/compliance" + THEN, tag)).isEqualTo(200);
    }

    @Test
    void a_question_about_now_is_the_same_one_for_a_whole_tick() {
        Pacts pact = Pacts.registered(server);
        Answer one = server.get(pact.commitment());
        assertThat(one.json().path("at").asString()).endsWith(":00Z");
        assertThat(one.json().at("/verdicts/0/at").asString())
                .isEqualTo(one.json().path("at").asString());
    }
}
