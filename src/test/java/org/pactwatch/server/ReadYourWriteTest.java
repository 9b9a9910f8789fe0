package org.pactwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.pactwatch.support.Http.Answer;
import tools.jackson.databind.JsonNode;

/** Who has written asks with the position they were given, and sees what they wrote. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReadYourWriteTest {

    private static final String THEN = "?at=2025-03-26T00:00:00Z&reading=as-written";

    private final RunningServer server = RunningServer.real();

    @Test
    void a_report_shows_in_the_verdict_at_its_position() {
        Pacts pact = Pacts.registered(server);
        for (int n = 1; n <= 5; n++) {
            JsonNode receipt = server.accepted("monitor", "/incidents", pact.strike());
            assertThat(receipt.at("/standings/0/standing").asString()).isEqualTo("ALLEGED");
            long position = receipt.path("position").asLong();
            JsonNode verdict = server.get(pact.commitment() + THEN + "&minPosition=" + position)
                    .json();
            assertThat(verdict.at("/incidents/reported").asInt()).isEqualTo(n);
            assertThat(verdict.path("position").asLong()).isGreaterThanOrEqualTo(position);
            assertThat(verdict.at("/basis/items/" + (n - 1) + "/incident").asString())
                    .isEqualTo(receipt.path("id").asString());
        }
    }

    @Test
    void a_report_right_after_the_agreement_knows_its_parties_and_stands_towards_it() {
        for (int n = 0; n < 10; n++) {
            Pacts pact = Pacts.fresh();
            server.accepted("registrar", "/agreements", pact.agreement());
            JsonNode receipt = server.accepted("monitor", "/incidents", pact.strike());
            assertThat(receipt.path("standings"))
                    .extracting(standing -> standing.path("commitment").asString() + " "
                            + standing.path("standing").asString())
                    .containsExactly("one-abstains ALLEGED");
        }
    }

    @Test
    void a_position_that_is_not_reached_is_waited_for_and_then_told_to_come_back() {
        Instant before = Instant.now();
        Answer answer = server.get("/compliance?minPosition=" + (server.head() + 1_000));
        Duration waited = Duration.between(before, Instant.now());
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.rule()).isEqualTo("position-not-reached-yet");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(waited).isBetween(Duration.ofMillis(1_800), Duration.ofSeconds(6));
    }

    @Test
    void lists_and_single_things_wait_as_well() {
        Pacts pact = Pacts.registered(server);
        JsonNode receipt = server.accepted("monitor", "/incidents", pact.strike());
        String min = "minPosition=" + receipt.path("position").asLong();
        assertThat(server.get("/incidents?limit=1000&commitment=" + pact.id + "/one-abstains&" + min)
                        .body())
                .contains(receipt.path("id").asString());
        assertThat(server.get("/incidents/" + receipt.path("id").asString() + "?" + min)
                        .status())
                .isEqualTo(200);
        assertThat(server.get("/agreements/" + pact.id + "?" + min).status()).isEqualTo(200);
        assertThat(server.get("/agreements?limit=1000&" + min).body()).contains("\"" + pact.id + "\"");
    }
}
