package org.pactwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.pactwatch.support.Http.Answer;
import tools.jackson.databind.JsonNode;

/** The readings of an agreement side by side, over HTTP. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ComparisonTest {

    private static final String MORATORIUM = "/agreements/energy-moratorium-2025/readings/compare";

    private final RunningServer example = RunningServer.example();
    private final RunningServer server = RunningServer.real();

    private static String compare(Pacts pact) {
        return "/agreements/" + pact.id + "/readings/compare?at=2025-03-26T00:00:00Z";
    }

    private static JsonNode commitment(JsonNode comparison, String key) {
        return comparison
                .path("commitments")
                .valueStream()
                .filter(each -> each.path("commitment").asString().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private void strike(Pacts pact) {
        long position = server.accepted("monitor", "/incidents", pact.strike())
                .path("position")
                .asLong();
        server.get("/compliance?minPosition=" + position);
    }

    @Test
    void it_says_the_same_as_the_verdicts_do() {
        for (String at : List.of("2025-03-20T00:00:00Z", "2025-03-29T00:00:00Z", "2025-04-16T21:30:00Z")) {
            JsonNode comparison = example.get(MORATORIUM + "?at=" + at).json();
            for (JsonNode compared : comparison.path("commitments")) {
                JsonNode verdicts = example.get("/compliance/energy-moratorium-2025/"
                                + compared.path("commitment").asString() + "?at=" + at)
                        .json();
                assertThat(comparison.path("position")).isEqualTo(verdicts.path("position"));
                assertThat(comparison.path("knownAt")).isEqualTo(verdicts.path("knownAt"));
                assertThat(compared.path("readingsAgree")).isEqualTo(verdicts.path("readingsAgree"));
                assertThat(compared.path("differences").isEmpty())
                        .isEqualTo(compared.path("readingsAgree").asBoolean());
                for (int i = 0; i < verdicts.path("verdicts").size(); i++) {
                    for (String field : List.of("reading", "force", "compliance", "term", "boundFrom")) {
                        assertThat(compared.path("readings").get(i).path(field))
                                .isEqualTo(verdicts.path("verdicts").get(i).path(field));
                    }
                }
            }
        }
    }

    @Test
    void sudzha_is_outside_the_scope_of_one_reading_by_its_target() {
        JsonNode compared =
                commitment(example.get(MORATORIUM + "?at=2025-03-29T00:00:00Z").json(), "ukr-abstains");
        List<JsonNode> outside = compared.path("differences")
                .valueStream()
                .filter(each -> each.path("kind").asString().equals("INCIDENT"))
                .map(each -> each.at("/standings/0"))
                .filter(each -> each.path("standing").asString().equals("OUTSIDE_SCOPE"))
                .toList();
        assertThat(outside)
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.toString())
                        .isEqualTo("{\"reading\":\"call-end\",\"standing\":\"OUTSIDE_SCOPE\","
                                + "\"why\":{\"because\":\"SCOPE\",\"part\":\"TARGET\",\"value\":\"GAS_METERING\"}}"));
    }

    @Test
    void every_incident_that_it_names_can_be_looked_up() {
        JsonNode comparison =
                example.get(MORATORIUM + "?at=2025-04-23T12:00:00Z").json();
        List<String> named = comparison.findValuesAsString("incident");
        assertThat(named)
                .isNotEmpty()
                .allSatisfy(id ->
                        assertThat(example.get("/incidents/" + id).status()).isEqualTo(200));
    }

    @Test
    void the_same_question_is_not_answered_twice_until_something_touches_the_answer() {
        Pacts pact = Pacts.registered(server);
        Answer first = server.get(compare(pact));
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("Cache-Control")).contains("public").contains("max-age=15");
        assertThat(first.headers().allValues("Vary").toString()).contains("Authorization");
        String tag = first.header("ETag");
        strike(Pacts.registered(server));
        assertThat(server.get(compare(pact), "If-None-Match", tag).status()).isEqualTo(304);
        strike(pact);
        Answer second = server.get(compare(pact), "If-None-Match", tag);
        assertThat(second.status()).isEqualTo(200);
        assertThat(commitment(second.json(), "one-abstains")
                        .at("/readings/0/compliance")
                        .asString())
                .isEqualTo("ALLEGED");
    }

    @Test
    void what_was_known_then_stays_as_it_was() {
        Pacts pact = Pacts.registered(server);
        String path = compare(pact) + "&knownAt=" + server.head();
        Answer before = server.get(path);
        strike(pact);
        assertThat(server.get(path).body()).isEqualTo(before.body());
    }

    @Test
    void what_there_is_not_and_what_is_not_understood_is_refused() {
        assertThat(server.get("/agreements/nowhere/readings/compare").rule()).isEqualTo("unknown-agreement");
        Pacts pact = Pacts.registered(server);
        assertThat(server.get(compare(pact) + "&knownAt=0").rule()).isEqualTo("not-known-then");
        Answer answer = server.get(compare(pact) + "&reading=rus");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.rule()).isEqualTo("parameter-unknown");
        assertThat(server.get(compare(pact) + "&minPosition=" + (server.head() + 1_000_000))
                        .status())
                .isEqualTo(503);
    }
}
