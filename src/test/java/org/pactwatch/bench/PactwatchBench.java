package org.pactwatch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.pactwatch.bench.Load.Call;
import org.pactwatch.support.Http;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a question costs. Everything is a ratio of two rates measured one right after the other against one server, in
 * alternating order: what else the machine does hits both alike.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PactwatchBench {

    private static final boolean SHORT = Boolean.getBoolean("bench.short");
    private static final int INCIDENTS = Integer.getInteger("bench.incidents", SHORT ? 20_000 : 1_000_000);
    private static final int PAIRS = Integer.getInteger("bench.pairs", SHORT ? 5 : 25);
    private static final Duration SLICE = Duration.ofMillis(400);
    private static final Duration WARM = Duration.ofSeconds(SHORT ? 1 : 4);
    /** Recording goes through most of the code there is, and the compiler takes so long to be done with it. */
    private static final Duration WARM_POSTS = Duration.ofSeconds(SHORT ? 1 : 90);

    private static final int CLIENTS = 32;
    private static final Path OUT = Path.of("target", "bench");
    private static final String FEW = "/api/v1/compliance/few/abstains";
    private static final String MANY = "/api/v1/compliance/many/abstains";

    @TempDir
    private static Path data;

    private static final Results RESULTS = Results.ALL;
    private static Child server;
    private static Http http;
    private static long head;

    @BeforeAll
    static void start() throws IOException {
        List<String> program = List.of("-Xmx1g", "-cp", ClassPath.ours(), "org.pactwatch.bench.BenchServer");
        server = Child.start(
                OUT.resolve("server.log").toAbsolutePath(),
                data,
                program,
                "--bench.incidents=" + INCIDENTS,
                "--spring.web.resources.static-locations=classpath:/static/,file:" + data + "/static/",
                "--pactwatch.tick=1h");
        String ready = server.await("BENCH ready", Duration.ofMinutes(30));
        Matcher numbers = Pattern.compile("head=(\\d+) projected=(\\d+)").matcher(ready);
        assertThat(numbers.find()).isTrue();
        head = Long.parseLong(numbers.group(1));
        http = new Http(server.port);
        RESULTS.atLeast(null, "projector, catching up", "", "events/s", Double.parseDouble(numbers.group(2)));
        warm(Call.get(FEW), Call.get(constant(FEW)), Call.get(MANY));
    }

    @AfterAll
    static void end() {
        RESULTS.write(OUT.resolve("results.json"));
        server.close();
    }

    @Test
    @Order(1)
    void a_poll_costs_little_more_than_a_constant_of_the_same_size() {
        compare(
                0.7,
                "GET compliance, 32 clients",
                "a constant of the same size",
                Call.get(FEW),
                Call.get(constant(FEW)));
    }

    @Test
    @Order(2)
    void a_poll_that_knows_the_answer_costs_less() {
        String tag = http.get(FEW).header("ETag");
        compare(
                0.9,
                "304, 32 clients",
                "a constant of the same size",
                Call.get(FEW, "If-None-Match", tag),
                Call.get(constant(FEW)));
    }

    @Test
    @Order(3)
    void the_overview_costs_little_more_than_a_file_of_the_same_size() throws IOException {
        String page = http.get("/").body();
        Path file = Files.createDirectories(data.resolve("static/assets")).resolve("overview.html");
        Files.writeString(file, page);
        assertThat(http.get("/assets/overview.html").body()).isEqualTo(page);
        compare(
                0.5,
                "GET /, the overview, 32 clients",
                "a static file of the same size",
                Call.get("/"),
                Call.get("/assets/overview.html"));
    }

    @Test
    @Order(3)
    void the_number_of_incidents_makes_no_difference_to_a_poll() {
        compare(
                0.8,
                "GET with " + INCIDENTS + " incidents, within a tick",
                "100 incidents",
                Call.get(MANY),
                Call.get(FEW));
    }

    @Test
    @Order(4)
    void nor_much_to_a_question_never_asked_before() {
        compare(
                null,
                "GET with " + INCIDENTS + " incidents, at varied",
                "100 incidents, at varied",
                Call.varied(at(MANY)),
                Call.varied(at(FEW)));
    }

    @Test
    @Order(5)
    void the_past_costs_no_more_than_twice() {
        compare(
                0.5,
                "knownAt in the past, within a tick",
                "now",
                Call.get(MANY + "?knownAt=" + head / 2),
                Call.get(MANY));
        compare(
                0.5,
                "knownAt varied over the past",
                "now, at varied",
                Call.varied(knownAt(MANY)),
                Call.varied(at(MANY)));
        compare(
                0.5,
                "knownAt varied over the past, 100 incidents",
                "now, at varied",
                Call.varied(knownAt(FEW)),
                Call.varied(at(FEW)));
    }

    /** Last of those that ask this server: what is reported stays. */
    @Test
    @Order(6)
    void a_report_costs_at_most_twice_what_it_costs_to_read_it() throws IOException {
        new Load(server.port, 64).run(posts("/api/v1/incidents", token()), WARM_POSTS);
        compare(
                0.5,
                "POST /incidents, 64 connections",
                "read, checked and answered, not stored",
                new Load(server.port, 64),
                posts("/api/v1/incidents", token()),
                posts(BenchServer.UNSTORED, token()));
    }

    @Test
    @Order(7)
    void the_packaged_server_needs_no_more_than_256_MB() throws IOException {
        server.close();
        Path jar = Path.of("target", "pactwatch.jar");
        assertThat(jar).as("built by package").exists();
        Path gc = OUT.resolve("gc.log").toAbsolutePath();
        List<String> program =
                List.of("-Xmx256m", "-XX:+ExitOnOutOfMemoryError", "-Xlog:gc:file=" + gc, "-jar", jar.toString());
        try (Child small = Child.start(OUT.resolve("small.log").toAbsolutePath(), data, program)) {
            Http asked = small.awaitReady(Duration.ofMinutes(2));
            Load load = new Load(small.port, CLIENTS);
            Duration each = WARM;
            String token = token();
            double reads = load.run(Call.get(MANY), each);
            double misses = load.run(Call.varied(at(MANY)), each);
            load.run(Call.varied(knownAt(MANY)), each);
            double posts = load.run(posts("/api/v1/incidents", token), each);
            CompletableFuture<Void> polling = CompletableFuture.runAsync(() -> load.run(Call.varied(at(MANY)), each));
            load.run(posts("/api/v1/incidents", token), each);
            polling.join();
            assertThat(small.isAlive()).isTrue();
            assertThat(small.output()).doesNotContain("OutOfMemoryError");
            assertThat(asked.get(MANY).status()).isEqualTo(200);
            RESULTS.atLeast(null, "256 MB: GET", "", "1/s", reads);
            RESULTS.atLeast(null, "256 MB: GET, at varied", "", "1/s", misses);
            RESULTS.atLeast(null, "256 MB: POST incidents", "", "1/s", posts);
        }
        List<Double> before = new ArrayList<>();
        List<Double> after = new ArrayList<>();
        Matcher collections = Pattern.compile("(\\d+)M->(\\d+)M\\(").matcher(Files.readString(gc));
        while (collections.find()) {
            before.add(Double.parseDouble(collections.group(1)));
            after.add(Double.parseDouble(collections.group(2)));
        }
        RESULTS.atLeast(null, "256 MB: heap before each collection", "", "MB", values(before));
        RESULTS.atLeast(null, "256 MB: heap after each collection", "", "MB", values(after));
    }

    private static double[] values(List<Double> list) {
        return list.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static String token() throws IOException {
        return JsonMapper.shared()
                .readTree(Files.readString(data.resolve("demo-tokens.json")))
                .get("monitor")
                .asString();
    }

    private static Call posts(String path, String token) {
        AtomicLong n = new AtomicLong();
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        return new Call(
                () -> Load.Call.bytes(
                        "POST",
                        path,
                        """
                        {"summary":"Strike number %d","act":"STRIKE","target":"SUBSTATION","facilityOf":"DDD",
                         "occurred":{"from":"%s","to":"%s","precision":"EXACT"},"reported":"%s","accused":["CCC"],"claimant":"DDD"}
                        """.formatted(n.incrementAndGet(), now, now, now),
                        "Content-Type",
                        "application/json",
                        "Authorization",
                        "Bearer " + token),
                201);
    }

    /** Another moment each time, over the last days of the term so far. */
    private static Supplier<String> at(String path) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        AtomicLong n = new AtomicLong();
        long salt = new Random().nextInt(1_000_000);
        return () ->
                path + "?at=" + now.minusSeconds(n.incrementAndGet() % 100_000).minusNanos(salt * 1_000);
    }

    private static Supplier<String> knownAt(String path) {
        AtomicLong n = new AtomicLong();
        Instant at = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusNanos(1_000L * new Random().nextInt(1_000_000));
        // By steps that share no factor with it, so that it visits every position.
        return () -> path + "?at=" + at + "&knownAt=" + (300 + n.incrementAndGet() * 104_729 % (head - 300));
    }

    private static String constant(String like) {
        return BenchServer.CONSTANT + "?size=" + http.get(like).body().length();
    }

    private static void warm(Call... calls) {
        for (Call call : calls) {
            new Load(server.port, CLIENTS).run(call, WARM);
        }
    }

    private static void compare(Double goal, String name, String against, Call measured, Call base) {
        compare(goal, name, against, new Load(server.port, CLIENTS), measured, base);
    }

    private static void compare(Double goal, String name, String against, Load load, Call measured, Call base) {
        load.run(measured, WARM);
        load.run(base, WARM);
        double[] ratios = new double[PAIRS];
        double[] work = new double[PAIRS];
        double[] rates = new double[PAIRS];
        for (int pair = 0; pair < PAIRS; pair++) {
            Rate first = rate(load, pair % 2 == 0 ? measured : base);
            Rate second = rate(load, pair % 2 == 0 ? base : measured);
            Rate ours = pair % 2 == 0 ? first : second;
            Rate theirs = pair % 2 == 0 ? second : first;
            ratios[pair] = ours.answers() / theirs.answers();
            work[pair] = ours.micros() / theirs.micros();
            rates[pair] = ours.answers();
        }
        RESULTS.atLeast(goal, name, against, "ratio", ratios);
        RESULTS.atLeast(null, name + ": CPU", against, "ratio", work);
        RESULTS.atLeast(null, name + ": rate", "", "1/s", rates);
    }

    /** @param micros of CPU that the server spent on each: what else the machine does matters less to it */
    private record Rate(double answers, double micros) {}

    private static Rate rate(Load load, Call call) {
        Duration before = server.cpu();
        long begin = System.nanoTime();
        double answers = load.run(call, SLICE);
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new Rate(answers, server.cpu().minus(before).toNanos() / 1e3 / (answers * seconds));
    }
}
