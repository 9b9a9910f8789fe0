package org.pactwatch.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.pactwatch.reference.HttpPlay.Difference;
import org.pactwatch.reference.RandomHistory.Role;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** HttpPlay is content with a server that answers by the rules, and sees one that doesn't. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HttpPlayTest {

    private final HttpServer server = start();
    private final ReferenceModel model = new ReferenceModel();
    private UnaryOperator<String> flaw = UnaryOperator.identity();
    private long position;

    private HttpServer start() {
        try {
            HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            started.createContext("/api/v1", exchange -> {
                try {
                    answer(exchange);
                } catch (RuntimeException e) {
                    send(exchange, 500, "" + e);
                }
            });
            started.start();
            return started;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private List<Difference> play(long seed) throws Exception {
        Map<Role, String> tokens = Map.of(Role.MONITOR, "m", Role.REVIEWER, "r", Role.REGISTRAR, "g");
        String url = "http://localhost:" + server.getAddress().getPort();
        return new HttpPlay(url, tokens, "T" + position).play(seed);
    }

    @Test
    void nothing_to_say_of_a_server_that_answers_by_the_rules() throws Exception {
        for (long seed = 1; seed <= 5; seed++) {
            assertThat(play(seed)).isEmpty();
        }
        assertThat(play(1)).as("the same history again, on the same server").isEmpty();
    }

    @Test
    void a_field_that_is_wrong_is_named() throws Exception {
        flaw = answer -> answer.replace("\"force\":\"IN_EFFECT\"", "\"force\":\"EXPIRED\"");
        assertThat(play(1)).isNotEmpty().allSatisfy(difference -> {
            assertThat(difference.path()).endsWith("/force");
            assertThat(difference.expected()).isEqualTo("\"IN_EFFECT\"");
            assertThat(difference.got()).isEqualTo("\"EXPIRED\"");
        });
    }

    @Test
    void an_answer_instead_of_a_404_is_a_difference_and_so_is_a_field_too_many() throws Exception {
        flaw = answer ->
                answer.replace("not-known-then", "nothing").replace("\"elapsed\"", "\"endedAgo\":\"PT1S\",\"elapsed\"");
        List<Difference> differences =
                Stream.of(play(1), play(2), play(3)).flatMap(List::stream).toList();
        assertThat(differences).extracting(Difference::path).contains("status", "/endedAgo");
    }

    // ---- A server made of the model

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring("/api/v1".length());
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (exchange.getRequestMethod().equals("POST")) {
            post(exchange, "POST " + path, Json.MAPPER.readTree(body));
            return;
        }
        String[] parts = path.split("/", -1);
        Map<String, String> query = query(exchange);
        if (parts[1].equals("history")) {
            send(exchange, 200, "{\"recorded\":\"%s\"}".formatted(recorded(Long.parseLong(parts[2]))));
            return;
        }
        Instant at = Json.instant(query.getOrDefault("at", ""));
        String knownAt = query.getOrDefault("knownAt", "");
        long known = knownAt.contains("T") ? model.positionAt(Json.instant(knownAt)) : Long.parseLong(knownAt);
        String reading = query.get("reading");
        boolean incident = parts[1].equals("incidents");
        List<String> errors =
                incident ? model.expectedErrors(parts[2], known) : model.expectedErrors(parts[2], reading, known);
        if (!errors.isEmpty()) {
            send(exchange, 404, "{\"rule\":\"%s\"}".formatted(errors.get(0)));
        } else if (incident) {
            ObjectNode answer = Json.object();
            answer.set("standings", model.standings(parts[2], at, known));
            send(exchange, 200, answer.toString());
        } else {
            ObjectNode answer = reading == null
                    ? model.verdicts(parts[2], parts[3], at, known)
                    : model.verdict(parts[2], parts[3], reading, at, known);
            send(exchange, 200, answer.toString());
        }
    }

    private void post(HttpExchange exchange, String call, JsonNode body) throws IOException {
        int refusal = model.refusal(call, body);
        if (refusal != 0) {
            send(exchange, Math.max(refusal, 400), "{}");
            return;
        }
        String id = "i" + (position + 1);
        if (model.saysSomethingNew(call, body)) {
            position++;
            model.accepted(call, body, position, recorded(position), id);
        }
        send(exchange, 201, "{\"id\":\"%s\",\"position\":%d}".formatted(id, position));
    }

    /** Two events an instant. */
    private static Instant recorded(long position) {
        return Instant.parse("2026-01-01T00:00:00Z").plusSeconds(position / 2);
    }

    private void send(HttpExchange exchange, int status, String answer) throws IOException {
        byte[] bytes = flaw.apply(answer).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new HashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return query;
    }
}
