package org.pactwatch.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pactwatch.support.Http.Answer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** A source that fears for its life is seen by those who must judge it, and by nobody else, anywhere. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@ExtendWith(OutputCaptureExtension.class)
class ConfidentialTest {

    private static final List<String> OUTSIDERS = List.of("public", "monitor", "registrar", "admin");
    private static final List<String> INSIDERS = List.of("reviewer", "auditor");

    private final RunningServer server = RunningServer.real();
    private final String name = "Witness " + UUID.randomUUID();

    private String source() {
        return ",\"source\":{\"name\":\"%s\",\"reliability\":\"B\",\"credibility\":2,\"confidential\":true,\"citations\":[{\"url\":\"https://%s.example\"}]}"
                .formatted(name, name.substring(8));
    }

    private void assertHidden(Answer answer, String what) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).as(what).doesNotContain(name).doesNotContain(name.substring(8));
        assertThat(answer.body()).as(what).contains("\"withheld\":[\"source\"]");
    }

    @Test
    void a_confidential_source_is_withheld_from_outsiders_and_shown_to_insiders() throws Exception {
        Pacts pact = Pacts.registered(server);
        long head = server.head();
        String id = server.accepted("monitor", "/incidents", pact.strike(source()))
                .path("id")
                .asString();
        JsonNode second = server.accepted("monitor", "/incidents/" + id + "/reports", pact.strike(source()));
        long position = second.path("position").asLong();
        server.get("/compliance?minPosition=" + position);
        List<String> paths = List.of(
                "/incidents/" + id,
                "/incidents?limit=1000&commitment=" + pact.id + "/one-abstains",
                "/history?subject=" + id,
                "/history?after=" + head,
                "/history/" + (head + 1),
                "/history/" + position);
        for (String path : paths) {
            for (String role : OUTSIDERS) {
                assertHidden(server.getAs(role, path), role + " at " + path);
            }
            for (String role : INSIDERS) {
                assertThat(server.getAs(role, path).body())
                        .as(role + " at " + path)
                        .contains(name);
            }
        }
        for (String type : List.of("application/jsonl", "application/x-ndjson")) {
            assertHidden(server.get("/history?subject=" + id, "Accept", type), type);
            String[] reviewer = server.as("reviewer");
            assertThat(server.get("/history?subject=" + id, "Accept", type, reviewer[0], reviewer[1])
                            .body())
                    .contains(name);
        }
        JsonNode incident = server.get("/incidents/" + id).json();
        assertThat(incident.has("source")).isFalse();
        assertThat(incident.at("/withheld/0").asString()).isEqualTo("source");
        assertThat(incident.at("/reports/0").has("source")).isFalse();
        assertThat(incident.at("/reports/0/withheld/0").asString()).isEqualTo("source");
        assertStream(head, position);
    }

    private void assertStream(long head, long position) throws Exception {
        for (String role : List.of("public", "monitor", "registrar", "admin", "reviewer", "auditor")) {
            List<String> headers = new java.util.ArrayList<>(List.of("Last-Event-ID", "" + head));
            headers.addAll(List.of(server.as(role)));
            try (Listener listener = new Listener(server.baseUrl(), headers.toArray(String[]::new))) {
                await().atMost(Duration.ofSeconds(10))
                        .until(() -> listener.ids().contains(position));
                String heard = listener.heard().toString();
                if (INSIDERS.contains(role)) {
                    assertThat(heard).contains(name);
                } else {
                    assertThat(heard).doesNotContain(name).contains("\"withheld\":[\"source\"]");
                }
            }
        }
    }

    @Test
    void what_is_not_confidential_is_withheld_from_nobody() {
        Pacts pact = Pacts.registered(server);
        String open = source().replace("true", "false");
        String id = server.accepted("monitor", "/incidents", pact.strike(open))
                .path("id")
                .asString();
        JsonNode incident = server.get("/incidents/" + id).json();
        assertThat(incident.at("/source/name").asString()).isEqualTo(name);
        assertThat(incident.path("withheld")).isEmpty();
    }

    @Test
    void its_name_is_in_no_log_no_meter_and_no_problem(CapturedOutput output) {
        Pacts pact = Pacts.registered(server);
        server.accepted("monitor", "/incidents", pact.strike(source()));
        // Refused in every way that comes to mind: none may carry the name where others read.
        List<String> refused = List.of(
                pact.strike(source()).replace("\"credibility\":2", "\"credibility\":9"),
                pact.strike(source()).replace("\"credibility\":2", "\"credibility\":\"high\""),
                pact.strike(source()).replace("\"reliability\":\"B\"", "\"reliability\":\"Z\""),
                pact.strike(source()).replace("\"confidential\":true", "\"confidential\":\"yes\""),
                pact.strike(source()).replace("\"confidential\":true", "\"confidental\":true"),
                pact.strike(source()).replace("\"accused\":[\"" + pact.one, "\"accused\":[\"NOBODY"),
                pact.strike(source()) + "}",
                pact.strike(source()).replace("\"from\":\"" + Pacts.INSIDE, "\"from\":\"2025-03-25T10:00"),
                pact.strike(source() + ",\"summary\":\"twice\""));
        for (String body : refused) {
            Answer answer = server.post("monitor", "/incidents", body);
            assertThat(answer.status()).as(body + answer.body()).isBetween(400, 422);
            assertThat(answer.body()).doesNotContain(name);
        }
        String key = UUID.randomUUID().toString();
        server.post("monitor", "/incidents", pact.strike(source()), "Idempotency-Key", key);
        Answer reused = server.post(
                "monitor", "/incidents", pact.strike(source()).replace("A strike", "B"), "Idempotency-Key", key);
        assertThat(reused.status()).isEqualTo(422);
        assertThat(reused.body()).doesNotContain(name);
        assertThat(server.http().get("/actuator/prometheus").body()).doesNotContain(name);
        assertThat(server.http().get("/actuator/health").body()).doesNotContain(name);
        assertThat(output.getAll()).doesNotContain(name);
    }
}
