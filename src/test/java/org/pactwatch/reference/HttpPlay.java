package org.pactwatch.reference;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.pactwatch.reference.RandomHistory.IncidentQuestion;
import org.pactwatch.reference.RandomHistory.Question;
import org.pactwatch.reference.RandomHistory.Role;
import org.pactwatch.reference.RandomHistory.Step;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Plays random histories against a running server, asks it questions, and compares its answers with those of the
 * {@link ReferenceModel}. Each history brings its own parties, agreements and ids, so that many can be played on one
 * server, and the same seed again.
 *
 * <p>By hand, with the tests' classpath: {@code HttpPlay <base URL> <tokens file> <first seed> <last seed>}.
 */
public final class HttpPlay {

    private static final int QUESTIONS = 60;
    private static final int INCIDENT_QUESTIONS = 15;

    /**
     * One answer, or one field of it, that is not as the rules say.
     *
     * @param question what was asked or posted, enough to do it again
     * @param path where in the answer, such as {@code /verdicts/0/force}
     */
    public record Difference(long seed, String question, String path, String expected, String got) {
        @Override
        public String toString() {
            return "seed %d  %s%n    %s: expected %s, got %s".formatted(seed, question, path, expected, got);
        }
    }

    private final HttpClient client = HttpClient.newHttpClient();
    private final String baseUrl;
    private final Map<Role, String> tokens;
    private final String run;

    /**
     * @param baseUrl such as {@code http://localhost:8080}
     * @param tokens bearer tokens by role
     * @param run letters and digits that no other run on this server had
     */
    public HttpPlay(String baseUrl, Map<Role, String> tokens, String run) {
        this.baseUrl = baseUrl;
        this.tokens = tokens;
        this.run = run;
    }

    /** Plays one history, then asks. Empty if every answer is as the rules say. */
    public List<Difference> play(long seed) throws IOException, InterruptedException {
        return new Game(seed).play();
    }

    /** One history on its way. */
    private final class Game {

        private final long seed;
        private final RandomHistory history;
        private final ReferenceModel model = new ReferenceModel();
        private final List<Difference> differences = new ArrayList<>();
        private final Map<Long, String> recordedAt = new HashMap<>();
        private long last;

        Game(long seed) {
            this.seed = seed;
            this.history = new RandomHistory(seed, run);
        }

        List<Difference> play() throws IOException, InterruptedException {
            while (history.hasNext()) {
                if (!post(history.next())) {
                    return differences; // what follows would build on sand
                }
            }
            int number = 0;
            for (Question question : history.questions(QUESTIONS)) {
                ask(question, number++ % 6 == 0);
            }
            for (IncidentQuestion question : history.incidentQuestions(INCIDENT_QUESTIONS)) {
                ask(question);
            }
            return differences;
        }

        /** False if the server has refused what the rules accept: then the history can't go on. */
        private boolean post(Step step) throws IOException, InterruptedException {
            String request = step.call() + " " + step.body();
            HttpResponse<String> response = send(HttpRequest.newBuilder(
                            uri(step.call().substring("POST ".length())))
                    .header("Content-Type", "application/json")
                    .header("Authorization", "Bearer " + tokens.get(step.role()))
                    .POST(HttpRequest.BodyPublishers.ofString(step.body().toString())));
            int status = response.statusCode();
            if (step.refusal() != 0) {
                boolean asExpected = step.refusal() > 0 ? status == step.refusal() : status >= 400 && status < 500;
                if (!asExpected) {
                    differs(request, "status", step.refusal() > 0 ? "" + step.refusal() : "4xx", "" + status);
                }
                // If it was accepted all the same, the model and the server know different things from here on.
                return status >= 400;
            }
            if (status / 100 != 2) {
                differs(request, "status", "2xx", status + " " + response.body());
                return false;
            }
            JsonNode answer = Json.MAPPER.readTree(response.body());
            long position = answer.path("position").asLong();
            String id = Json.has(answer, "id") ? Json.text(answer, "id") : "";
            if (position <= last) {
                // Said before: no event, so nothing to tell the model.
                if (model.saysSomethingNew(step.call(), step.body())) {
                    differs(request, "position", "> " + last, "" + position);
                    return false;
                }
                return true;
            }
            last = position;
            String recorded =
                    Json.text(Json.MAPPER.readTree(get("/history/" + position).body()), "recorded");
            recordedAt.put(position, recorded);
            model.accepted(step.call(), step.body(), position, Json.instant(recorded), id);
            history.answered(step, position, id);
            return true;
        }

        private void ask(Question question, boolean knownAtAsInstant) throws IOException, InterruptedException {
            long knownAt = question.knownAt();
            String asked = "" + knownAt;
            if (knownAtAsInstant) {
                asked = recordedAt.getOrDefault(knownAt, asked);
                knownAt = model.positionAt(Json.instant(asked)); // others may have the same instant
            }
            String path = "/compliance/%s/%s?at=%s&knownAt=%s&minPosition=%d"
                    .formatted(
                            question.agreement(),
                            question.commitment(),
                            encoded("" + question.at()),
                            encoded(asked),
                            last);
            String reading = question.reading();
            if (reading != null) {
                path += "&reading=" + encoded(reading);
            }
            HttpResponse<String> response = get(path);
            if (isRefusedAsExpected(path, response, model.expectedErrors(question.agreement(), reading, knownAt))) {
                return;
            }
            ObjectNode expected = reading == null
                    ? model.verdicts(question.agreement(), question.commitment(), question.at(), knownAt)
                    : model.verdict(question.agreement(), question.commitment(), reading, question.at(), knownAt);
            compare("GET " + path, "", expected, Json.MAPPER.readTree(response.body()));
        }

        private void ask(IncidentQuestion question) throws IOException, InterruptedException {
            String path = "/incidents/%s?at=%s&knownAt=%d"
                    .formatted(question.incident(), encoded("" + question.at()), question.knownAt());
            HttpResponse<String> response = get(path);
            if (isRefusedAsExpected(path, response, model.expectedErrors(question.incident(), question.knownAt()))) {
                return;
            }
            JsonNode answer = Json.MAPPER.readTree(response.body());
            ArrayNode expected = model.standings(question.incident(), question.at(), question.knownAt());
            compare(
                    "GET " + path,
                    "/standings",
                    Comparison.byPlace(expected),
                    Comparison.byPlace(answer.path("standings")));
        }

        /** True if there is nothing more to compare. */
        private boolean isRefusedAsExpected(String path, HttpResponse<String> response, List<String> errors) {
            String expected = errors.isEmpty() ? "200" : "404 " + String.join(" or ", errors);
            if (errors.isEmpty()) {
                if (response.statusCode() != 200) {
                    differs("GET " + path, "status", expected, response.statusCode() + " " + response.body());
                }
                return response.statusCode() != 200;
            }
            String rule = response.statusCode() == 200
                    ? "an answer"
                    : Json.textOrNull(Json.MAPPER.readTree(response.body()), "rule");
            boolean asExpected = response.statusCode() == 404 && (errors.contains("?") || errors.contains("" + rule));
            if (!asExpected) {
                differs("GET " + path, "status", expected, response.statusCode() + " " + rule);
            }
            return true;
        }

        private void compare(String question, String path, JsonNode expected, JsonNode got) {
            new Comparison((where, should, is) -> differs(question, where, should, is)).compare(path, expected, got);
        }

        private void differs(String question, String path, String expected, String got) {
            differences.add(new Difference(seed, question, path, expected, got));
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Accept", "application/json")
                .GET());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create(baseUrl + "/api/v1" + path);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** The tokens of a file such as {@code {"monitor":"…","reviewer":"…","registrar":"…"}}. */
    public static Map<Role, String> tokens(Path file) throws IOException {
        JsonNode content = Json.MAPPER.readTree(Files.readString(file));
        Map<Role, String> tokens = new HashMap<>();
        for (Role role : Role.values()) {
            tokens.put(role, Json.text(content, role.name().toLowerCase(Locale.ROOT)));
        }
        return tokens;
    }

    /** Prints the differences; exit 0 if there are none, 1 if there are, 2 on usage. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length != 4) {
            System.err.println("usage: HttpPlay <base URL> <tokens file> <first seed> <last seed>");
            System.exit(2);
        }
        String run = Long.toString(Instant.now().toEpochMilli(), 36);
        HttpPlay play = new HttpPlay(args[0], tokens(Path.of(args[1])), run);
        Map<String, Integer> fields = new TreeMap<>();
        int total = 0;
        long lastSeed = Long.parseLong(args[3]);
        for (long seed = Long.parseLong(args[2]); seed <= lastSeed; seed++) {
            for (Difference difference : play.play(seed)) {
                System.out.println(difference);
                fields.merge(difference.path().replaceAll("/verdicts/\\d+", ""), 1, Integer::sum);
                total++;
            }
        }
        System.out.printf("run %s: %d differences%n", run, total);
        fields.forEach((field, count) -> System.out.printf("%6d  %s%n", count, field));
        System.exit(total == 0 ? 0 : 1);
    }
}
