package org.pactwatch.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pactwatch.server.ChildServer;

/** {@code kill -9} of the server while 32 clients report; what they weren't told they ask again, of the next one. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ServerKillFaults {

    private static final int ROUNDS = Chance.rounds(20, 2);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void every_acknowledged_report_survives_on_h2_and_asking_again_makes_it_one() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        kill("server-h2", "kill -9 of the server, H2", data, Where.h2(data.resolve("ledger"), "", "pactwatch"));
    }

    @Test
    void every_acknowledged_report_survives_on_postgresql_and_asking_again_makes_it_one() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        try (Postgres postgres = new Postgres(folder)) {
            kill("server-postgresql", "kill -9 of the server, PostgreSQL", data, postgres.where());
        }
    }

    private static void kill(String campaign, String name, Path data, Where where) throws InterruptedException {
        SplittableRandom chance = Chance.of(campaign);
        LedgerTable record = new LedgerTable(where);
        Accounting books = new Accounting();
        for (int round = 0; round < ROUNDS; round++) {
            try (ChildServer server = ChildServer.start(data, settings(where))) {
                if (round == 0) {
                    HttpEngine.register(server);
                }
                HttpEngine http = new HttpEngine(server);
                askAgain(http, books, "round" + round);
                long enough = books.answers() + (long) Math.exp(2 + chance.nextDouble(5.5));
                Writers writers = new Writers(http, books, "r" + round).reports();
                writers.start(chance.split());
                await().atMost(Duration.ofSeconds(120))
                        .pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> books.answers() >= enough || !writers.anyAlive());
                LockSupport.parkNanos(chance.nextLong(5_000_000L));
                server.kill();
                writers.stop();
                assertThat(books.answers()).as(server.log()).isGreaterThanOrEqualTo(enough);
            }
            Tally tally = books.sinceLastLook(record);
            assertThat(tally.holds())
                    .as("%s, -Dfaults.seed=%d, round %d: %s", campaign, Chance.SEED, round, tally)
                    .isTrue();
        }
        try (ChildServer server = ChildServer.start(data, settings(where))) {
            askAgain(new HttpEngine(server), books, "end");
        }
        Tally tally = Results.exact(name, ROUNDS, books.all(record), Map.of());
        assertThat(tally.unknown())
                .as("each was asked again until it was answered")
                .isZero();
    }

    static void askAgain(HttpEngine http, Accounting books, String attempt) {
        Writers asking = new Writers(http, books, attempt);
        books.toRepeat().forEach(deed -> asking.ask(deed, attempt));
    }

    static String[] settings(Where where) {
        List<String> settings = new ArrayList<>(List.of("pactwatch.example=false"));
        if (where.isPostgresql()) {
            settings.add("spring.datasource.url=" + where.url());
            settings.add("spring.datasource.username=" + where.user());
            settings.add("spring.datasource.password=" + where.password());
        }
        return settings.toArray(String[]::new);
    }
}
