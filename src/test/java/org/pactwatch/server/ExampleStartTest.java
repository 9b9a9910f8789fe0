package org.pactwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** The example of 2025 is recorded once, on the days of 2025, and says of itself what it is. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ExampleStartTest {

    /** The whole record, as it must be after any number of starts. */
    private static JsonNode whole() {
        return RunningServer.example().get("/history?limit=1000").json().path("items");
    }

    private static List<String> essence(JsonNode items) {
        return items.valueStream()
                .map(event -> event.path("position").asLong() + " "
                        + event.path("type").asString() + " "
                        + event.path("subject").asString() + " "
                        + event.path("recorded").asString() + " " + event.path("data"))
                .toList();
    }

    @Test
    void every_event_is_reconstructed_and_was_known_in_2025() {
        JsonNode items = whole();
        assertThat(items.size()).isGreaterThan(20);
        assertThat(items).allSatisfy(event -> {
            assertThat(event.path("reconstructed").asBoolean(false)).isTrue();
            Instant recorded = Instant.parse(event.path("recorded").asString());
            assertThat(recorded)
                    .isBetween(Instant.parse("2025-03-18T16:30:00Z"), Instant.parse("2025-06-01T00:00:00Z"));
        });
        assertThat(RunningServer.example()
                        .get("/version")
                        .json()
                        .path("reconstructed")
                        .asBoolean())
                .isTrue();
        assertThat(RunningServer.example()
                        .get("/compliance/energy-moratorium-2025/rus-abstains")
                        .json()
                        .path("reconstructed")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void a_second_start_records_nothing_twice(@TempDir Path data) {
        JsonNode first;
        try (RunningServer server = RunningServer.start(data)) {
            first = server.get("/history?limit=1000").json();
        }
        try (RunningServer server = RunningServer.start(data)) {
            assertThat(server.get("/history?limit=1000").json()).isEqualTo(first);
        }
        assertThat(essence(first.path("items"))).isEqualTo(essence(whole()));
    }

    /** Each step is committed on its own, so a cut leaves the first so many. */
    @ParameterizedTest
    @ValueSource(ints = {1, 19})
    void a_start_that_was_cut_off_goes_on_where_it_ended(int recorded, @TempDir Path data) {
        try (RunningServer server = RunningServer.start(data)) {
            server.bean(JdbcTemplate.class).update("delete from ledger_entry where position > ?", recorded);
            for (String derived :
                    List.of("projection_token", "bearing_a", "bearing_shape_a", "incident_a", "touched_a")) {
                server.bean(JdbcTemplate.class).update("delete from " + derived);
            }
            server.bean(JdbcTemplate.class).update("update progress set position = 0");
        }
        try (RunningServer server = RunningServer.start(data)) {
            assertThat(essence(server.get("/history?limit=1000").json().path("items")))
                    .isEqualTo(essence(whole()));
            assertThat(server.get("/compliance?at=2025-04-02T00:00:00Z&knownAt=" + whole().size())
                            .json()
                            .path("items"))
                    .isEqualTo(RunningServer.example()
                            .get("/compliance?at=2025-04-02T00:00:00Z&knownAt=" + whole().size())
                            .json()
                            .path("items"));
        }
    }

    @Test
    void the_real_ledger_is_empty_and_a_jar_alone_brings_the_example_along(@TempDir Path elsewhere) throws Exception {
        // Another working folder, without config/: the copies inside the jar serve.
        Path data = elsewhere.resolve("data");
        try (ChildServer server = ChildServer.launch(elsewhere, data)) {
            server.awaitAnswers();
            assertThat(essence(server.http()
                            .get("/api/v1/history?limit=1000")
                            .json()
                            .path("items")))
                    .isEqualTo(essence(whole()));
            assertThat(server.log()).contains("reconstructed", "rus-abstains");
            try (var left = Files.list(elsewhere)) {
                assertThat(left.map(Path::getFileName).map(Path::toString)).containsExactly("data");
            }
        }
        try (RunningServer real = RunningServer.start(data, "pactwatch.example=false")) {
            assertThat(real.get("/history").json().path("items")).isEmpty();
            assertThat(real.get("/compliance").json().path("items")).isEmpty();
            assertThat(real.get("/agreements").json().path("items")).isEmpty();
            assertThat(real.get("/incidents").json().path("items")).isEmpty();
            assertThat(real.get("/version").json().path("reconstructed").asBoolean())
                    .isFalse();
        }
    }
}
