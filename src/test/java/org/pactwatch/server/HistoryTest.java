package org.pactwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.pactwatch.support.Http.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The record as CloudEvents, in order, in the forms that tools read. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HistoryTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final RunningServer server = RunningServer.real();

    @Test
    void every_event_is_a_cloud_event_at_its_position() {
        Pacts pact = Pacts.registered(server);
        server.accepted("monitor", "/incidents", pact.strike());
        long expected = 1;
        Instant before = Instant.EPOCH;
        for (String after = "0"; after != null; ) {
            JsonNode page = server.get("/history?limit=3&after=" + after).json();
            for (JsonNode event : page.path("items")) {
                assertThat(event.path("specversion").asString()).isEqualTo("1.0");
                for (String member : List.of("id", "source", "type", "subject", "time", "datacontenttype")) {
                    assertThat(event.path(member).isString()).as(member + event).isTrue();
                }
                assertThat(event.path("position").isIntegralNumber()).isTrue();
                assertThat(event.path("position").asLong()).isEqualTo(expected++);
                Instant recorded = Instant.parse(event.path("recorded").asString());
                assertThat(recorded).isAfterOrEqualTo(before);
                before = recorded;
                assertThat(event.has("reconstructed")).isFalse();
                assertThat(event.path("data").isObject()).isTrue();
                // Names of extension attributes: lower case letters and digits, says the specification.
                assertThat(event.propertyNames()).allMatch(name -> name.matches("[a-z0-9]+"));
                assertThat(server.get("/history/" + event.path("position").asLong())
                                .json())
                        .isEqualTo(event);
            }
            after = page.path("next").isNull() ? null : page.path("next").asString();
        }
    }

    @Test
    void the_events_of_one_agreement_or_incident_alone() {
        Pacts pact = Pacts.registered(server);
        String id = server.accepted("monitor", "/incidents", pact.strike())
                .path("id")
                .asString();
        server.accepted(
                "monitor",
                "/incidents/" + id + "/attributions",
                "{\"accused\":\"%s\",\"claimant\":\"%s\",\"stance\":\"DENIES\"}".formatted(pact.one, pact.one));
        JsonNode items = server.get("/history?subject=" + id).json().path("items");
        assertThat(items)
                .extracting(event -> event.path("type").asString())
                .containsExactly("incident.reported", "incident.attribution-recorded");
        Answer first = server.get("/history?limit=1&subject=" + id);
        assertThat(first.header("Link")).contains("subject=" + id);
        assertThat(server.get("/history?subject=" + pact.id).json().path("items"))
                .hasSize(1);
        assertThat(server.get("/history?subject=nothing").json().path("items")).isEmpty();
    }

    @Test
    void lines_of_json_are_the_same_events() {
        Pacts.registered(server);
        JsonNode items = server.get("/history?limit=5").json().path("items");
        for (String type : List.of("application/jsonl", "application/x-ndjson")) {
            Answer lines = server.get("/history?limit=5", "Accept", type);
            assertThat(lines.header("Content-Type")).startsWith(type);
            assertThat(lines.body()).endsWith("\n");
            assertThat(lines.body().lines().map(JSON::readTree).toList())
                    .isEqualTo(items.valueStream().toList());
        }
    }

    @Test
    void a_position_at_which_nothing_stands_is_unknown() {
        for (String position : List.of("0", "" + (server.head() + 1), "999999999999")) {
            Answer answer = server.get("/history/" + position);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.rule()).isEqualTo("unknown-position");
        }
        assertThat(server.get("/history/last").rule()).isEqualTo("number-out-of-range");
        assertThat(server.get("/history?after=999999999").json().path("items")).isEmpty();
    }
}
