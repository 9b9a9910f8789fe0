package org.pactwatch.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pactwatch.server.ChildServer;
import org.pactwatch.support.Http;

/** Nothing breaks, but clocks jump, callers are in each other's way, and all say the same at once. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LoadFaults {

    private static final int JUMPS = Chance.rounds(200, 20);
    private static final int SAME_KEYS = Chance.rounds(100, 10);
    private static final int CALLERS = 64;
    private static final int CONFLICTED = Chance.rounds(50_000, 2_000);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void the_clock_jumps_by_an_hour_and_a_week_back_and_forth() {
        jumps("clock jumps, H2", Where.h2(folder).migrated());
        try (Postgres postgres = new Postgres(folder)) {
            jumps("clock jumps, PostgreSQL", postgres.where().migrated());
        }
    }

    private static void jumps(String name, Where where) {
        SplittableRandom chance = Chance.of(name);
        List<Duration> lengths = List.of(
                Duration.ofHours(1), Duration.ofHours(-1), Duration.ofDays(7), Duration.ofDays(-7), Duration.ZERO);
        AtomicReference<Duration> off = new AtomicReference<>(Duration.ZERO);
        Accounting books = new Accounting();
        try (Engine engine = LedgerEngine.open(where, () -> Instant.now().plus(off.get()))) {
            Writers writers = new Writers(engine, books, "w");
            writers.start(chance.split());
            for (int jump = 0; jump < JUMPS; jump++) {
                off.set(lengths.get(chance.nextInt(lengths.size())));
                until(books, books.answers() + 20 + chance.nextInt(100));
            }
            writers.stop();
        }
        Results.exact(name, JUMPS, books.all(new LedgerTable(where)), Map.of());
    }

    @Test
    void one_in_ten_conflicts_and_fails_its_own_caller_alone() {
        conflicts("10 % conflicts, H2", Where.h2(folder).migrated());
        try (Postgres postgres = new Postgres(folder)) {
            conflicts("10 % conflicts, PostgreSQL", postgres.where().migrated());
        }
    }

    private static void conflicts(String name, Where where) {
        Accounting books = new Accounting();
        try (Engine engine = LedgerEngine.open(where)) {
            Writers writers = new Writers(engine, books, "w").clashing(10);
            writers.start(Chance.of(name), Writers.THREADS, 0);
            until(books, CONFLICTED);
            assertThat(writers.allAlive()).as("nobody else was failed").isTrue();
            writers.stop();
        }
        Tally tally = Results.exact(name, 1, books.all(new LedgerTable(where)), Map.of());
        assertThat(tally.unknown()).isZero();
        assertThat(tally.refused() * 100 / (tally.acknowledged() + tally.refused()))
                .as("%s", tally)
                .isBetween(5L, 15L);
    }

    private static void until(Accounting books, long answers) {
        await().atMost(Duration.ofSeconds(120))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> books.answers() >= answers);
    }

    @Test
    void sixty_four_clients_with_one_key_make_one_event_and_hear_the_same() throws Exception {
        Path h2 = Files.createDirectories(folder.resolve("h2"));
        sameKey("64 clients, one key, H2", h2, Where.h2(h2.resolve("ledger"), "", "pactwatch"));
        try (Postgres postgres = new Postgres(folder)) {
            Path data = Files.createDirectories(folder.resolve("postgresql"));
            sameKey("64 clients, one key, PostgreSQL", data, postgres.where());
        }
    }

    private static void sameKey(String name, Path data, Where where) throws Exception {
        Accounting books = new Accounting();
        try (ChildServer server = ChildServer.start(data, ServerKillFaults.settings(where));
                ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            HttpEngine.register(server);
            Http http = server.http();
            String token = server.token("monitor");
            for (int round = 0; round < SAME_KEYS; round++) {
                Deed deed = new Deed("key-" + round, "a", 0, 1, true);
                books.tried(deed);
                List<Future<Http.Answer>> answers = callers.invokeAll(IntStream.range(0, CALLERS)
                        .mapToObj(i -> (java.util.concurrent.Callable<Http.Answer>) () -> http.postJson(
                                "/api/v1/incidents",
                                HttpEngine.report(deed.id()),
                                "Authorization",
                                "Bearer " + token,
                                "Idempotency-Key",
                                deed.id()))
                        .toList());
                Set<String> said = new HashSet<>();
                List<Integer> statuses = new ArrayList<>();
                for (Future<Http.Answer> answer : answers) {
                    said.add(answer.get().body());
                    statuses.add(answer.get().status());
                    if (answer.get().status() == 201) {
                        books.acknowledged(
                                deed.id(), answer.get().json().path("position").asLong());
                    }
                }
                assertThat(statuses).as("%s", said).containsOnly(201);
                assertThat(said).hasSize(1);
            }
            server.kill();
        }
        Results.exact(name, SAME_KEYS, books.all(new LedgerTable(where)), Map.of());
    }
}
