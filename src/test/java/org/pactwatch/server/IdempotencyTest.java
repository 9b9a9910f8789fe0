package org.pactwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.pactwatch.support.Http.Answer;

/** Asking again is safe. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class IdempotencyTest {

    private static final int CALLERS = 32;

    private final RunningServer server = RunningServer.real();

    @Test
    void the_same_key_and_body_again_is_given_the_first_answer() {
        Pacts pact = Pacts.registered(server);
        String key = UUID.randomUUID().toString();
        Answer first = server.post("monitor", "/incidents", pact.strike(), "Idempotency-Key", key);
        // Something else in between must not show in the second answer.
        server.accepted("monitor", "/incidents", pact.strike());
        long head = server.head();
        Answer again = server.post("monitor", "/incidents", pact.strike(), "Idempotency-Key", key);
        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(server.head()).isEqualTo(head);
    }

    @Test
    void an_agreement_and_a_declaration_too() {
        Pacts pact = Pacts.fresh();
        String key = UUID.randomUUID().toString();
        Answer first = server.post("registrar", "/agreements", pact.agreement(), "Idempotency-Key", key);
        Answer again = server.post("registrar", "/agreements", pact.agreement(), "Idempotency-Key", key);
        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json()).isEqualTo(first.json());
        String release = "{\"type\":\"RESERVATION\",\"by\":\"" + pact.one + "\",\"at\":\"2025-03-28T12:00:00Z\"}";
        String path = "/agreements/" + pact.id + "/declarations";
        Answer declared = server.post("registrar", path, release, "Idempotency-Key", key + "-2");
        Answer declaredAgain = server.post("registrar", path, release, "Idempotency-Key", key + "-2");
        assertThat(declared.status()).isEqualTo(201);
        assertThat(declaredAgain.status()).isEqualTo(201);
        assertThat(declaredAgain.json()).isEqualTo(declared.json());
    }

    @Test
    void without_a_key_the_same_agreement_again_is_no_event_and_another_text_a_conflict() {
        Pacts pact = Pacts.registered(server);
        long head = server.head();
        Answer again = server.post("registrar", "/agreements", pact.agreement());
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("position").asLong()).isPositive();
        Answer other = server.post("registrar", "/agreements", pact.agreement().replace("A pact", "Another"));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.rule()).isEqualTo("agreement-differs");
        assertThat(server.head()).isEqualTo(head);
    }

    @Test
    void the_same_key_with_another_body_or_on_another_path_is_refused() {
        Pacts pact = Pacts.registered(server);
        String key = UUID.randomUUID().toString();
        String id = server.post("monitor", "/incidents", pact.strike(), "Idempotency-Key", key)
                .json()
                .path("id")
                .asString();
        long head = server.head();
        Answer other = server.post(
                "monitor", "/incidents", pact.strike().replace("A strike", "Another"), "Idempotency-Key", key);
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.rule()).isEqualTo("idempotency-key-reused");
        Answer elsewhere =
                server.post("monitor", "/incidents/" + id + "/reports", pact.strike(), "Idempotency-Key", key);
        assertThat(elsewhere.status()).isEqualTo(422);
        assertThat(elsewhere.rule()).isEqualTo("idempotency-key-reused");
        assertThat(server.head()).isEqualTo(head);
    }

    @Test
    void a_refused_request_does_not_use_its_key_up() {
        Pacts pact = Pacts.registered(server);
        String key = UUID.randomUUID().toString();
        assertThat(server.post(
                                "monitor",
                                "/incidents",
                                pact.strike().replace(pact.one, "NOBODY"),
                                "Idempotency-Key",
                                key)
                        .status())
                .isEqualTo(422);
        assertThat(server.post("monitor", "/incidents", pact.strike(), "Idempotency-Key", key)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void many_callers_at_once_with_one_key_make_one_event() throws Exception {
        Pacts pact = Pacts.registered(server);
        long head = server.head();
        String key = UUID.randomUUID().toString();
        Callable<Answer> call = () -> server.post("monitor", "/incidents", pact.strike(), "Idempotency-Key", key);
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<Answer>> answers = callers.invokeAll(
                    IntStream.range(0, CALLERS).mapToObj(i -> call).toList());
            List<Answer> all = new java.util.ArrayList<>();
            for (Future<Answer> answer : answers) {
                all.add(answer.get());
            }
            assertThat(all)
                    .allSatisfy(answer ->
                            assertThat(answer.status()).as(answer.body()).isEqualTo(201));
            assertThat(all.stream().map(Answer::json).collect(Collectors.toSet()))
                    .hasSize(1);
        }
        assertThat(server.head()).isEqualTo(head + 1);
    }
}
