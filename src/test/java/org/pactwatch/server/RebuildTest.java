package org.pactwatch.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pactwatch.compliance.axon.Following;
import org.pactwatch.compliance.axon.Rebuild;
import org.pactwatch.compliance.axon.Rebuilding;
import org.pactwatch.compliance.axon.TablesCheck;
import org.pactwatch.compliance.jdbc.BearingTables;
import org.pactwatch.ledger.Ledger;
import org.pactwatch.ledger.NewEvent;
import org.pactwatch.reference.HttpPlay;
import org.pactwatch.support.Http.Answer;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** What answers rest on is derived from the ledger: it can be made anew, and it stops loudly where it can't be made. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RebuildTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A good many answers, byte for byte. */
    private static Map<String, String> answers(RunningServer server) {
        Map<String, String> answers = new TreeMap<>();
        for (JsonNode agreement : server.get("/agreements").json().path("items")) {
            for (JsonNode commitment : agreement.path("commitments")) {
                for (String at : List.of("2025-03-19T12:00:00Z", "2025-03-28T12:00:00Z", "2025-04-25T00:00:00Z")) {
                    for (String knownAt : List.of("", "&knownAt=14", "&knownAt=20")) {
                        String path = "/compliance/" + agreement.path("id").asString() + "/" + commitment.asString()
                                + "?at=" + at + knownAt;
                        answers.put(path, server.get(path).body());
                    }
                }
            }
        }
        for (String path : List.of(
                "/incidents?limit=1000&count=true&at=2025-04-25T00:00:00Z",
                "/agreements",
                "/compliance?at=2025-04-25T00:00:00Z")) {
            answers.put(path, server.get(path).body());
        }
        return answers;
    }

    private static long switches(RunningServer server) {
        return server.bean(BearingTables.class).stand().switches();
    }

    private static void awaitSwitch(RunningServer server, long before) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(switches(server)).isEqualTo(before + 1));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(server.bean(Rebuilding.class).pace()).isEmpty());
    }

    @Test
    void after_a_rebuild_beside_the_running_server_every_answer_has_the_same_bytes() {
        RunningServer server = RunningServer.example();
        Map<String, String> before = answers(server);
        TablesCheck.Compared compared = server.bean(TablesCheck.class).compare(pace -> {});
        assertThat(compared.difference()).isEmpty();
        assertThat(server.bean(Rebuild.class).run(pace -> {})).isEqualTo(Rebuild.Outcome.SWITCHED);
        server.bean(Following.class).look();
        assertThat(answers(server)).isEqualTo(before);
        assertThat(server.bean(TablesCheck.class).digest().digest()).isEqualTo(compared.live());
        assertThat(server.http().get("/actuator/health/readiness").status()).isEqualTo(200);
    }

    @Test
    void an_operator_has_the_tables_made_anew_beside_the_running_server(@TempDir Path data) {
        Map<String, String> before;
        try (RunningServer server = RunningServer.start(data)) {
            before = answers(server);
            // Somebody has meddled with what is derived.
            server.bean(JdbcTemplate.class).update("delete from bearing_a");
        }
        try (RunningServer server = RunningServer.start(data)) {
            assertThat(answers(server)).as("without a rebuild").isNotEqualTo(before);
        }
        try (RunningServer server = RunningServer.start(data, "pactwatch.rebuild=true")) {
            awaitSwitch(server, 0);
            assertThat(answers(server)).isEqualTo(before);
            assertThat(server.http().get("/actuator/health/readiness").status()).isEqualTo(200);
            assertThat(server.bean(JdbcTemplate.class).queryForObject("select count(*) from incident_a", Long.class))
                    .as("the old slot is emptied")
                    .isZero();
            // Live goes on in the new slot.
            Pacts pact = Pacts.fresh();
            long position = server.accepted("registrar", "/agreements", pact.agreement())
                    .path("position")
                    .asLong();
            assertThat(server.get(pact.commitment() + "?minPosition=" + position)
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void answers_worked_out_from_the_old_tables_are_not_given_again(@TempDir Path data) {
        try (RunningServer server = RunningServer.start(data, "pactwatch.example=false")) {
            Pacts pact = Pacts.registered(server);
            long position = server.accepted("monitor", "/incidents", pact.strike())
                    .path("position")
                    .asLong();
            String path = pact.commitment() + "?reading=as-written&at=2025-03-26T00:00:00Z&minPosition=" + position;
            String right = server.get(path).body();
            server.bean(JdbcTemplate.class).update("delete from bearing_a");
            String later = path.replace("T00:00:00Z", "T00:01:00Z");
            assertThat(server.get(later).json().at("/incidents/reported").asInt())
                    .isZero();
            server.bean(Rebuild.class).run(pace -> {});
            server.bean(Following.class).look();
            assertThat(server.get(later).json().at("/incidents/reported").asInt())
                    .isEqualTo(1);
            assertThat(server.get(path).body()).isEqualTo(right);
        }
    }

    /** Random histories as people would record them: findings, denials, withdrawals. */
    @Test
    void live_and_rebuilt_tables_are_the_same_to_the_byte(@TempDir Path data) throws Exception {
        try (RunningServer server = RunningServer.start(data, "pactwatch.example=false")) {
            HttpPlay play = new HttpPlay(server.baseUrl(), HttpPlay.tokens(server.demoTokens()), "r");
            for (long seed = 501; seed < 504; seed++) {
                assertThat(play.play(seed)).isEmpty();
            }
            TablesCheck.Compared compared = server.bean(TablesCheck.class).compare(pace -> {});
            assertThat(compared.difference()).isEmpty();
            assertThat(compared.live()).isEqualTo(compared.rebuilt());
            assertThat(compared.position()).isEqualTo(server.head());
        }
    }

    /** Whoever applied it first, a frozen owner that wakes up or a processor that was set back: nothing happens twice. */
    @Test
    void what_axon_streams_again_is_not_applied_again_and_what_it_skips_is_not_lost(@TempDir Path data) {
        try (RunningServer server = RunningServer.start(data, "pactwatch.example=false")) {
            Pacts pact = Pacts.registered(server);
            server.accepted("monitor", "/incidents", pact.strike());
            StreamingEventProcessor processor = server.bean(EventProcessingConfiguration.class)
                    .eventProcessor("bearings", StreamingEventProcessor.class)
                    .orElseThrow();
            assertThat(processor.supportsReset())
                    .as("the ledger is what it is rebuilt from")
                    .isFalse();
            server.get("/compliance?minPosition=" + server.head());
            JdbcTemplate jdbc = server.bean(JdbcTemplate.class);
            for (String event : List.of("the token is lost", "another wrote the tables", "the token is ahead")) {
                processor.shutDown();
                if (event.equals("the token is lost")) {
                    jdbc.update("delete from projection_token where processor_name = 'bearings'");
                } else if (event.equals("another wrote the tables")) {
                    server.accepted("monitor", "/incidents", pact.strike());
                    server.accepted("monitor", "/incidents", pact.strike());
                    // This server has not heard of it.
                    server.bean(Rebuild.class).catchUp(pace -> {});
                } else {
                    // The tables forget an event that Axon believes applied.
                    jdbc.update("update progress set position = position - 1");
                    jdbc.update("delete from bearing_a where from_position = (select position + 1 from progress)");
                    jdbc.update("delete from incident_a where position = (select position + 1 from progress)");
                }
                processor.start();
                long position = server.accepted("monitor", "/incidents", pact.strike())
                        .path("position")
                        .asLong();
                assertThat(server.get("/compliance?minPosition=" + position).status())
                        .isEqualTo(200);
                assertThat(server.bean(TablesCheck.class).compare(pace -> {}).difference())
                        .as(event)
                        .isEmpty();
            }
        }
    }

    @Test
    void a_rebuild_of_nothing_is_no_error(@TempDir Path data) {
        try (RunningServer server = RunningServer.start(data, "pactwatch.example=false", "pactwatch.rebuild=true")) {
            assertThat(server.http().get("/actuator/health/readiness").status()).isEqualTo(200);
        }
    }

    private static NewEvent broken(String type, String payload) {
        return new NewEvent("incident", "broken", 0, "broken-event", type, "1", payload, "{}");
    }

    /** One can't be read, since it lacks a member; the other can't be projected, since a party's code is too long. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_entry_that_cannot_be_folded_stops_the_answers_before_it_until_it_is_mended(
            boolean readable, @TempDir Path data) {
        try (RunningServer server = RunningServer.start(data, "pactwatch.example=false")) {
            Pacts pact = Pacts.registered(server);
            long before = server.accepted("monitor", "/incidents", pact.strike())
                    .path("position")
                    .asLong();
            server.get("/compliance?minPosition=" + before);
            String good = server.get("/history/" + before)
                    .json()
                    .path("data")
                    .toString()
                    .replaceFirst("\"incidentId\":\"[^\"]*\"", "\"incidentId\":\"broken\"");
            String bad = readable
                    ? good.replace("\"" + pact.one + "\"", "\"" + "X".repeat(150) + "\"")
                    : "{\"incidentId\":\"broken\"}";
            server.bean(Ledger.class).append(List.of(broken("incident.reported", bad)), null);
            // Writes are still accepted: the record does not depend on the answers.
            JsonNode receipt = server.accepted("monitor", "/incidents", pact.strike());
            assertThat(receipt.path("position").asLong()).isEqualTo(before + 2);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(server.http()
                                    .get("/actuator/health/readiness")
                                    .status())
                            .isEqualTo(503));
            Answer answer = server.get(pact.commitment() + "?reading=as-written&at=2025-03-26T00:00:00Z");
            assertThat(answer.json().path("position").asLong()).isEqualTo(before);
            assertThat(answer.json().at("/incidents/reported").asInt()).isEqualTo(1);
            assertThat(server.get("/compliance?minPosition=" + (before + 2)).status())
                    .isEqualTo(503);
            assertThat(server.get("/history/" + (before + 1)).status()).isEqualTo(200);
        }
        // It stops a later start no more and no less, and no start waits for it.
        try (RunningServer server = RunningServer.start(data, "pactwatch.example=false")) {
            assertThat(server.http().get("/actuator/health/readiness").status()).isEqualTo(503);
            long head = server.head();
            assertThat(server.get("/version").json().path("position").asLong()).isEqualTo(head - 2);
            server.bean(JdbcTemplate.class)
                    .update(
                            "update ledger_entry set payload = ? where event_id = 'broken-event'",
                            server.get("/history/" + head)
                                    .json()
                                    .path("data")
                                    .toString()
                                    .replaceFirst("\"incidentId\":\"[^\"]*\"", "\"incidentId\":\"broken\""));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(server.http()
                                    .get("/actuator/health/readiness")
                                    .status())
                            .isEqualTo(200));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(server.get("/version")
                                    .json()
                                    .path("position")
                                    .asLong())
                            .isEqualTo(head));
        }
    }

    @Test
    void an_agreement_that_cannot_be_folded_does_not_fail_the_answers_about_others(@TempDir Path data) {
        try (RunningServer server = RunningServer.start(data, "pactwatch.example=false")) {
            Pacts pact = Pacts.registered(server);
            // Declared of an agreement that nobody registered: no decider would let it pass.
            String consent =
                    "{\"agreementId\":\"ghost\",\"consent\":{\"party\":\"A\",\"consent\":\"ACCEPTED\",\"at\":\"2025-03-19T00:00:00Z\"}}";
            server.bean(Ledger.class)
                    .append(
                            List.of(new NewEvent(
                                    "agreement",
                                    "ghost",
                                    0,
                                    "ghost",
                                    "agreement.consent-declared",
                                    "1",
                                    consent,
                                    "{}")),
                            null);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(server.http()
                                    .get("/actuator/health/readiness")
                                    .status())
                            .isEqualTo(503));
            assertThat(server.get("/compliance").status()).isEqualTo(200);
            assertThat(server.get("/agreements").json().path("items")).hasSize(1);
            assertThat(server.get(pact.commitment()).status()).isEqualTo(200);
        }
    }

    @Test
    void an_entry_that_is_taken_out_again_stops_nobody(@TempDir Path data) {
        try (RunningServer server = RunningServer.start(data, "pactwatch.example=false")) {
            server.bean(Ledger.class).append(List.of(broken("incident.reported", "{\"incidentId\":\"broken\"}")), null);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(server.http()
                                    .get("/actuator/health/readiness")
                                    .status())
                            .isEqualTo(503));
            server.bean(JdbcTemplate.class).update("delete from ledger_entry");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(server.http()
                                    .get("/actuator/health/readiness")
                                    .status())
                            .isEqualTo(200));
            Pacts pact = Pacts.fresh();
            long position = server.accepted("registrar", "/agreements", pact.agreement())
                    .path("position")
                    .asLong();
            assertThat(server.get(pact.commitment() + "?minPosition=" + position)
                            .status())
                    .isEqualTo(200);
        }
    }
}
