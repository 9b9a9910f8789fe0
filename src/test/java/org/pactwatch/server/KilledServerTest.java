package org.pactwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pactwatch.support.Http;
import org.pactwatch.support.Http.Answer;
import tools.jackson.databind.JsonNode;

/** What the server has acknowledged survives {@code kill -9}; {@code -Dkill.rounds=N} for more than 3 rounds. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KilledServerTest {

    private static final int ROUNDS = Integer.getInteger("kill.rounds", 3);
    private static final int WRITERS = 6;

    private final Pacts pact = Pacts.fresh();

    /** Acknowledged reports: their positions by id. */
    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();

    @Test
    void every_acknowledged_report_is_there_once_at_its_position_after_kill_9(@TempDir Path data) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            try (ChildServer server = ChildServer.start(data, "pactwatch.example=false")) {
                if (round == 0) {
                    assertThat(server.post("registrar", "/agreements", pact.agreement())
                                    .status())
                            .isEqualTo(201);
                } else {
                    assertAllThere(server.http());
                }
                writeUntilKilled(server, 30 + 25 * round);
            }
        }
        try (ChildServer server = ChildServer.start(data, "pactwatch.example=false")) {
            assertAllThere(server.http());
            assertAnswersStandThere(server.http());
        }
    }

    private void writeUntilKilled(ChildServer server, int reports) throws InterruptedException {
        CountDownLatch enough = new CountDownLatch(reports);
        List<Thread> writers = new ArrayList<>();
        String token = server.token("monitor");
        Http http = server.http();
        for (int w = 0; w < WRITERS; w++) {
            writers.add(Thread.ofVirtual().start(() -> {
                while (true) {
                    Answer answer;
                    try {
                        answer = http.postJson("/api/v1/incidents", pact.strike(), "Authorization", "Bearer " + token);
                    } catch (RuntimeException killed) {
                        return; // Not acknowledged: may be there or not.
                    }
                    if (answer.status() != 201) {
                        return;
                    }
                    acknowledged.put(
                            answer.json().path("id").asString(),
                            answer.json().path("position").asLong());
                    enough.countDown();
                }
            }));
        }
        assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
        server.kill();
        for (Thread writer : writers) {
            writer.join();
        }
    }

    private void assertAllThere(Http http) {
        Map<String, Long> found = new HashMap<>();
        long expected = 1;
        for (String after = "0"; after != null; ) {
            JsonNode page =
                    http.get("/api/v1/history?limit=1000&after=" + after).json();
            for (JsonNode event : page.path("items")) {
                assertThat(event.path("position").asLong()).isEqualTo(expected++);
                assertThat(found.put(
                                event.path("subject").asString(),
                                event.path("position").asLong()))
                        .as("twice: " + event)
                        .isNull();
            }
            after = page.path("next").isNull() ? null : page.path("next").asString();
        }
        assertThat(found).containsAllEntriesOf(acknowledged);
    }

    private void assertAnswersStandThere(Http http) {
        long head = RunningServer.head(http);
        JsonNode verdict = http.get("/api/v1" + pact.commitment()
                        + "?reading=as-written&at=2025-03-26T00:00:00Z&minPosition=" + head)
                .json();
        assertThat(verdict.path("position").asLong()).isEqualTo(head);
        assertThat(verdict.at("/incidents/reported").asLong())
                .isEqualTo(head - 1)
                .isGreaterThanOrEqualTo(acknowledged.size());
        String id = acknowledged.keySet().iterator().next();
        assertThat(http.get("/api/v1/incidents/" + id).json().path("position").asLong())
                .isEqualTo(acknowledged.get(id));
    }
}
