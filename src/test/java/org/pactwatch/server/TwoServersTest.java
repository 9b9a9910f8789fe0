package org.pactwatch.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pactwatch.compliance.axon.TablesCheck;
import org.pactwatch.config.EventTypes;
import org.pactwatch.support.Http.Answer;
import org.pactwatch.support.PostgresServer;
import org.pactwatch.support.TestDatabase;
import tools.jackson.databind.JsonNode;

/**
 * Two processes on one PostgreSQL are one Pactwatch: whichever is asked, and whichever dies or freezes. What is measured
 * is printed; only how long a test waits is bounded.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TwoServersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration GLANCE = Duration.ofMillis(100);
    private static final Pattern LAG =
            Pattern.compile("(?m)^pactwatch_projection_(lag|stopped)\\{projection=\"bearings\"} (\\S+)$");

    @TempDir
    private static Path folder;

    private static String database;
    private static ChildServer a;
    private static ChildServer b;
    private static Pacts pact;

    @BeforeAll
    static void both_are_started_at_once_on_an_empty_database() {
        assumeTrue(TestDatabase.isPostgresql(), "A file of H2's belongs to one server");
        database = PostgresServer.empty();
        a = launch("a");
        b = launch("b");
        a.awaitAnswers();
        b.awaitAnswers();
        pact = Pacts.fresh();
        long position = accepted(a.post("registrar", "/agreements", pact.agreement()));
        assertThat(get(b, pact.commitment() + "?minPosition=" + position).status())
                .isEqualTo(200);
    }

    @AfterEach
    void nobody_stays_frozen() {
        a.thaw();
        b.thaw();
    }

    @AfterAll
    static void end() {
        for (ChildServer server : new ChildServer[] {a, b}) {
            if (server != null) {
                server.close();
            }
        }
    }

    private static ChildServer launch(String name) {
        List<String> settings = new ArrayList<>(TestDatabase.settings(database));
        settings.add("pactwatch.example=false");
        return ChildServer.launch(Path.of("").toAbsolutePath(), folder.resolve(name), settings.toArray(String[]::new));
    }

    // ---- Asking

    private static Answer get(ChildServer server, String path) {
        return server.http().get("/api/v1" + path);
    }

    private static Answer strike(ChildServer server, String... headers) {
        return server.post("monitor", "/incidents", pact.strike(), headers);
    }

    private static Answer find(ChildServer server, String incident, String authority, String key) {
        return server.post(
                "reviewer",
                "/incidents/" + incident + "/findings",
                "{\"authority\":\"%s\",\"outcome\":\"SUBSTANTIATED\",\"attributedTo\":[\"%s\"]}"
                        .formatted(authority, pact.one),
                "Idempotency-Key",
                key);
    }

    /** The position of what must be accepted. */
    private static long accepted(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isIn(200, 201);
        return answer.json().path("position").asLong();
    }

    /** A new incident that both may speak of. */
    private static String incident() {
        Answer answer = strike(a);
        accepted(answer);
        return answer.json().path("id").asString();
    }

    private static String verdicts(long position) {
        return pact.commitment() + "?at=2025-03-26T00:00:00Z&minPosition=" + position;
    }

    /** Its answers stand at {@code position}, by the time that it waits for them. */
    private static void assertKnows(ChildServer server, long position) {
        Answer answer = get(server, verdicts(position));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("position").asLong()).isGreaterThanOrEqualTo(position);
    }

    /** Every entry that there is, in bytes; positions have no holes. */
    private static List<String> history(ChildServer server) {
        List<String> pages = new ArrayList<>();
        long expected = 1;
        for (String after = "0"; after != null; ) {
            Answer answer = get(server, "/history?limit=1000&after=" + after);
            pages.add(answer.body());
            for (JsonNode event : answer.json().path("items")) {
                assertThat(event.path("position").asLong()).isEqualTo(expected++);
            }
            JsonNode next = answer.json().path("next");
            after = next.isNull() ? null : next.asString();
        }
        return pages;
    }

    /** Which of the two has the projection, as the database says. */
    private static ChildServer holder() {
        String owner = text("select owner from projection_token where processor_name = 'bearings'");
        return owner.startsWith(a.pid() + "@") ? a : owner.startsWith(b.pid() + "@") ? b : fail(owner);
    }

    private static ChildServer fail(String owner) {
        throw new IllegalStateException("Neither of the two holds the projection: " + owner);
    }

    private static ChildServer other(ChildServer server) {
        return server == a ? b : a;
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(database, PostgresServer.USER, PostgresServer.PASSWORD);
    }

    private static String text(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Both say that they are well, and know all there is. */
    private static void assertBothAreWell() {
        for (ChildServer server : List.of(a, b)) {
            await().atMost(PATIENCE).pollInterval(GLANCE).untilAsserted(() -> {
                assertThat(server.http().get("/actuator/health/readiness").body())
                        .contains("\"status\":\"UP\"")
                        .doesNotContain("stoppedAt");
                List<String> figures = new ArrayList<>();
                Matcher figure =
                        LAG.matcher(server.http().get("/actuator/prometheus").body());
                while (figure.find()) {
                    figures.add(figure.group(1) + " " + figure.group(2));
                }
                assertThat(figures).containsExactlyInAnyOrder("lag 0.0", "stopped 0.0");
            });
        }
    }

    /** The tables say what the ledger, folded anew, says; and both servers answer alike from them. */
    private static void assertNothingTwice() {
        long head = RunningServer.head(a.http());
        assertKnows(a, head);
        assertKnows(b, head);
        try (TestDatabase shared = TestDatabase.at(database)) {
            TablesCheck.Compared compared =
                    new TablesCheck(shared.ledger(), new EventTypes(), shared.dataSource()).compare(pace -> {});
            assertThat(compared.position()).isEqualTo(head);
            assertThat(compared.difference()).isEmpty();
            assertThat(compared.live()).isEqualTo(compared.rebuilt());
        }
        for (String path : List.of(
                verdicts(head),
                "/incidents?limit=1000&count=true",
                "/agreements",
                "/compliance?at=2025-03-26T00:00:00Z")) {
            assertThat(get(a, path).body()).as(path).isEqualTo(get(b, path).body());
        }
        assertThat(history(a)).isEqualTo(history(b));
    }

    private static double millisSince(long nanos) {
        return Math.round((System.nanoTime() - nanos) / 10_000.0) / 100.0;
    }

    /** Waits until {@code server} answers with {@code position}. The milliseconds since {@code start}. */
    private static double untilItKnows(ChildServer server, long position, long start) {
        await().atMost(PATIENCE).pollInterval(GLANCE).untilAsserted(() -> assertKnows(server, position));
        return millisSince(start);
    }

    @SuppressWarnings("PMD.SystemPrintln")
    private static void print(String what) {
        System.out.println("Two servers: " + what);
    }

    // ---- In peace

    @Test
    void what_many_record_on_both_has_one_order_and_both_tell_each_listener_all_of_it_once() throws Exception {
        long before = RunningServer.head(a.http());
        int writers = 8;
        int each = 30;
        Set<Long> acknowledged = new ConcurrentSkipListSet<>();
        try (Listener atA = new Listener(a.baseUrl(), "Last-Event-ID", "" + before);
                Listener atB = new Listener(b.baseUrl(), "Last-Event-ID", "" + before);
                ExecutorService pool = Executors.newFixedThreadPool(writers)) {
            List<Callable<Void>> work = new ArrayList<>();
            for (int w = 0; w < writers; w++) {
                int first = w;
                work.add(() -> {
                    for (int i = 0; i < each; i++) {
                        acknowledged.add(accepted(strike((first + i) % 2 == 0 ? a : b)));
                    }
                    return null;
                });
            }
            for (Future<Void> done : pool.invokeAll(work)) {
                done.get();
            }
            Long[] all = LongStream.rangeClosed(before + 1, before + (long) writers * each)
                    .boxed()
                    .toArray(Long[]::new);
            assertThat(acknowledged).containsExactly(all);
            for (Listener listener : List.of(atA, atB)) {
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(listener.ids()).containsExactly(all));
            }
            assertThat(atA.heard()).isEqualTo(atB.heard());
        }
        assertNothingTwice();
        assertBothAreWell();
    }

    @Test
    void what_one_has_recorded_the_other_answers_with() {
        for (ChildServer writer : List.of(a, b)) {
            List<Double> took = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                long position = accepted(strike(writer));
                long start = System.nanoTime();
                assertKnows(other(writer), position);
                took.add(millisSince(start));
            }
            took.sort(null);
            print("answers of the " + (other(writer) == holder() ? "holder" : "follower")
                    + " stand at what the other has recorded after " + took.get(0) + " / " + took.get(20) + " / "
                    + took.get(39) + " ms (min, median, max of 40)");
        }
    }

    @Test
    void a_listener_that_comes_back_to_the_other_server_misses_nothing_and_hears_nothing_twice() throws Exception {
        long before = RunningServer.head(a.http());
        try (Listener first = new Listener(a.baseUrl(), "Last-Event-ID", "" + before)) {
            accepted(strike(b));
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(first.ids()).containsExactly(before + 1));
        }
        accepted(strike(a));
        accepted(strike(b));
        try (Listener second = new Listener(b.baseUrl(), "Last-Event-ID", "" + (before + 1))) {
            accepted(strike(a));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(second.ids()).containsExactly(before + 2, before + 3, before + 4));
        }
    }

    @Test
    void the_same_key_at_both_at_once_is_one_event_and_one_answer() throws Exception {
        long before = RunningServer.head(a.http());
        int rounds = 20;
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            for (int round = 0; round < rounds; round++) {
                String key = "both-" + round;
                CyclicBarrier together = new CyclicBarrier(4);
                List<Callable<Answer>> calls = new ArrayList<>();
                for (ChildServer server : List.of(a, b, a, b)) {
                    calls.add(() -> {
                        together.await();
                        return strike(server, "Idempotency-Key", key);
                    });
                }
                Set<String> said = new TreeSet<>();
                for (Future<Answer> answer : pool.invokeAll(calls)) {
                    assertThat(answer.get().status()).as(answer.get().body()).isEqualTo(201);
                    JsonNode json = answer.get().json();
                    said.add(json.path("id") + " " + json.path("position") + " " + json.path("recorded"));
                }
                assertThat(said).hasSize(1);
            }
        }
        assertThat(RunningServer.head(b.http())).isEqualTo(before + rounds);
    }

    @Test
    void findings_on_one_incident_from_both_are_neither_lost_nor_doubled() throws Exception {
        String incident = incident();
        int each = 20;
        Set<Long> acknowledged = new ConcurrentSkipListSet<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            List<Callable<Void>> work = new ArrayList<>();
            for (int w = 0; w < 4; w++) {
                int writer = w;
                work.add(() -> {
                    for (int i = 0; i < each; i++) {
                        String name = "Authority " + writer + "-" + i;
                        ChildServer server = writer % 2 == 0 ? a : b;
                        Answer answer = find(server, incident, name, incident + writer + "-" + i);
                        while (answer.status() == 503) {
                            answer = find(server, incident, name, incident + writer + "-" + i);
                        }
                        acknowledged.add(accepted(answer));
                    }
                    return null;
                });
            }
            for (Future<Void> done : pool.invokeAll(work)) {
                done.get();
            }
        }
        assertThat(acknowledged).hasSize(4 * each);
        for (ChildServer server : List.of(a, b)) {
            JsonNode findings = get(server, "/incidents/" + incident + "?minPosition=" + RunningServer.head(a.http()))
                    .json()
                    .path("findings");
            assertThat(findings)
                    .extracting(finding -> finding.path("position").asLong())
                    .containsExactlyElementsOf(acknowledged);
            assertThat(findings)
                    .extracting(finding -> finding.path("authority").asString())
                    .doesNotHaveDuplicates();
        }
        assertNothingTwice();
    }

    @Test
    void each_decides_on_what_the_other_has_just_recorded() {
        String incident = incident();
        // Both have the incident in memory from here on.
        accepted(find(a, incident, "One", "one-" + incident));
        accepted(find(b, incident, "Two", "two-" + incident));
        for (int i = 0; i < 10; i++) {
            ChildServer here = i % 2 == 0 ? a : b;
            long finding = accepted(find(here, incident, "Another " + i, i + "-" + incident));
            String withdrawal = "{\"withdraws\":" + finding + ",\"reasons\":\"A forgery\"}";
            String path = "/incidents/" + incident + "/findings";
            assertThat(other(here).post("reviewer", path, withdrawal).status()).isEqualTo(201);
            Answer again = here.post("reviewer", path, withdrawal);
            assertThat(again.status()).as(again.body()).isIn(200, 409, 422);
        }
        assertThat(get(b, "/incidents/" + incident + "?minPosition=" + RunningServer.head(a.http()))
                        .json()
                        .path("findings"))
                .filteredOn(finding ->
                        finding.has("withdrawn") && !finding.path("withdrawn").isNull())
                .hasSize(10);
    }

    // ---- When one dies or freezes

    @Test
    void when_the_holder_of_the_projection_is_killed_the_other_takes_over() throws Exception {
        ChildServer killed = holder();
        ChildServer left = other(killed);
        accepted(strike(killed));
        killed.kill();
        long start = System.nanoTime();
        long position = accepted(strike(left));
        print("taken over " + untilItKnows(left, position, start) + " ms after kill -9");
        assertThat(holder()).isSameAs(left);
        killed.close();
        if (killed == a) {
            a = launch("a");
        } else {
            b = launch("b");
        }
        other(left).awaitAnswers();
        assertKnows(other(left), position);
        assertNothingTwice();
        assertBothAreWell();
    }

    @Test
    void when_the_holder_of_the_projection_freezes_the_other_takes_over_and_the_thawed_one_follows() {
        ChildServer frozen = holder();
        ChildServer left = other(frozen);
        frozen.freeze();
        long start = System.nanoTime();
        long position = accepted(strike(left));
        print("taken over " + untilItKnows(left, position, start) + " ms after a freeze");
        assertThat(holder()).isSameAs(left);
        frozen.thaw();
        print("thawed, and follows after " + untilItKnows(frozen, position, System.nanoTime()) + " ms");
        assertKnows(left, accepted(strike(frozen)));
        assertKnows(frozen, accepted(strike(left)));
        assertNothingTwice();
        assertBothAreWell();
    }

    @Test
    void frozen_amid_a_batch_that_holds_the_tables_the_holder_is_taken_over_from_as_well() throws Exception {
        ChildServer frozen = holder();
        ChildServer left = other(frozen);
        long position;
        long start;
        try (Connection gate = connect();
                Statement statement = gate.createStatement()) {
            gate.setAutoCommit(false);
            statement.execute("select position from progress where name = 'bearings' for update");
            position = accepted(strike(frozen));
            awaitWaiter("for update");
            frozen.freeze();
            start = System.nanoTime();
            // Now the frozen one has the lock, and no idea of it.
            gate.commit();
        }
        position = accepted(strike(left));
        print("taken over " + untilItKnows(left, position, start) + " ms after a freeze amid a batch");
        frozen.thaw();
        print("thawed amid a batch, and follows after " + untilItKnows(frozen, position, System.nanoTime()) + " ms");
        assertKnows(left, accepted(strike(frozen)));
        assertKnows(frozen, accepted(strike(left)));
        assertNothingTwice();
        assertBothAreWell();
    }

    @Test
    void when_the_one_that_records_freezes_with_the_lock_the_other_records_again() throws Exception {
        for (ChildServer frozen : List.of(a, b)) {
            ChildServer left = other(frozen);
            String key = "frozen-" + frozen.pid();
            long before = RunningServer.head(left.http());
            CompletableFuture<Answer> doubtful;
            long start;
            try (Connection gate = connect();
                    Statement statement = gate.createStatement()) {
                gate.setAutoCommit(false);
                statement.execute("select pg_advisory_xact_lock(" + 0x7061637477617463L + ")");
                doubtful = CompletableFuture.supplyAsync(() -> strike(frozen, "Idempotency-Key", key));
                awaitWaiter("pg_advisory_xact_lock");
                frozen.freeze();
                start = System.nanoTime();
                gate.commit();
            }
            List<Answer> answers = new ArrayList<>();
            await().atMost(PATIENCE).pollInterval(GLANCE).until(() -> {
                answers.add(strike(left, "Idempotency-Key", key));
                return answers.get(answers.size() - 1).status() == 201;
            });
            print("records again " + millisSince(start) + " ms after the other froze with the lock");
            long position = accepted(answers.get(answers.size() - 1));
            assertThat(position).isEqualTo(before + 1);
            assertThat(answers.subList(0, answers.size() - 1).stream()
                            .map(answer -> answer.status() + " " + answer.rule())
                            .distinct())
                    .isSubsetOf("503 ledger-does-not-confirm", "503 ledger-unavailable");
            frozen.thaw();
            // What the thawed one said of it, if anybody still heard it.
            doubtful.handle((answer, gone) ->
                            answer == null || List.of(201, 503).contains(answer.status()))
                    .thenAccept(right -> assertThat(right).isTrue())
                    .get();
            await().atMost(PATIENCE)
                    .pollInterval(GLANCE)
                    .untilAsserted(() -> assertThat(accepted(strike(frozen, "Idempotency-Key", key)))
                            .isEqualTo(position));
            assertThat(RunningServer.head(left.http())).isEqualTo(position);
            assertKnows(left, accepted(strike(frozen)));
            assertNothingTwice();
            assertBothAreWell();
        }
    }

    @Test
    void under_load_a_server_that_freezes_and_comes_back_loses_and_doubles_nothing() throws Exception {
        long before = RunningServer.head(a.http());
        ChildServer frozen = holder();
        ChildServer left = other(frozen);
        Set<Long> acknowledged = new ConcurrentSkipListSet<>();
        AtomicBoolean enough = new AtomicBoolean();
        try (Listener listener = new Listener(left.baseUrl(), "Last-Event-ID", "" + before);
                ExecutorService pool = Executors.newFixedThreadPool(6)) {
            List<Future<?>> writers = new ArrayList<>();
            for (int w = 0; w < 6; w++) {
                ChildServer server = w % 2 == 0 ? a : b;
                int writer = w;
                writers.add(pool.submit(() -> {
                    for (int i = 0; !enough.get(); i++) {
                        String key = "load-" + writer + "-" + i;
                        acknowledged.add(untilAccepted(server, key));
                    }
                }));
            }
            await().atMost(PATIENCE).until(() -> acknowledged.size() > 100);
            frozen.freeze();
            long start = System.nanoTime();
            long size = acknowledged.size();
            await().atMost(PATIENCE).pollInterval(GLANCE).until(() -> acknowledged.size() > size + 50);
            long position = accepted(strikeUntil(left));
            acknowledged.add(position);
            print("under load taken over, and 50 more recorded, " + untilItKnows(left, position, start)
                    + " ms after a freeze");
            frozen.thaw();
            long then = acknowledged.size();
            await().atMost(PATIENCE).pollInterval(GLANCE).until(() -> acknowledged.size() > then + 100);
            enough.set(true);
            for (Future<?> writer : writers) {
                writer.get();
            }
            long head = RunningServer.head(a.http());
            Long[] all = LongStream.rangeClosed(before + 1, head).boxed().toArray(Long[]::new);
            assertThat(acknowledged).containsExactly(all);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(listener.ids()).containsExactly(all));
        }
        assertNothingTwice();
        assertBothAreWell();
    }

    /** Asks until it is recorded, with the same key, as a careful client does. The position. */
    private static long untilAccepted(ChildServer server, String key) {
        while (true) {
            try {
                Answer answer = strike(server, "Idempotency-Key", key);
                if (answer.status() != 503) {
                    return accepted(answer);
                }
            } catch (java.io.UncheckedIOException tooLong) {
                // The server stands still; the client gave up, and asks again.
            }
        }
    }

    private static Answer strikeUntil(ChildServer server) {
        List<Answer> answers = new ArrayList<>();
        await().atMost(PATIENCE).pollInterval(GLANCE).until(() -> {
            answers.add(strike(server, "Idempotency-Key", "until-accepted"));
            return answers.get(answers.size() - 1).status() == 201;
        });
        return answers.get(answers.size() - 1);
    }

    /** Waits until a session of the servers waits for a lock with a statement that contains {@code words}. */
    private static void awaitWaiter(String words) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> waits(words));
    }

    private static boolean waits(String words) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement select = connection.prepareStatement(
                        "select count(*) from pg_stat_activity"
                                + " where datname = current_database() and wait_event_type = 'Lock' and position(? in query) > 0")) {
            select.setString(1, words);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1) > 0;
            }
        }
    }
}
