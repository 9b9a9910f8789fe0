package org.pactwatch.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pactwatch.config.ToolRun;

/** PostgreSQL's own backup, made while 32 writers write: what comes back is a whole record. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PostgresDumpFaults {

    private static final int ROUNDS = Chance.rounds(20, 3);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void a_dump_under_32_writers_comes_back_whole_with_all_that_was_acknowledged_before() throws Exception {
        SplittableRandom chance = Chance.of("pg_dump");
        Path empty = Files.writeString(folder.resolve("password"), "");
        Accounting books = new Accounting();
        Map<String, Long> measured = new TreeMap<>(Map.of("restored", 0L));
        try (DebianPostgres postgres = new DebianPostgres()) {
            Where where = postgres.database("pactwatch").migrated();
            try (Engine engine = Engine.Kind.LEDGER.open(where)) {
                Writers writers = new Writers(engine, books, "w");
                writers.start(chance.split());
                try {
                    for (int round = 0; round < ROUNDS; round++) {
                        long enough = books.acknowledgements() + 200 + chance.nextInt(1_000);
                        await().atMost(Duration.ofSeconds(60)).until(() -> books.acknowledgements() >= enough);
                        round(postgres, round, books, empty, measured);
                    }
                    assertThat(writers.anyAlive()).isTrue();
                } finally {
                    writers.stop();
                }
            }
            Results.exact("pg_dump and pg_restore", ROUNDS, books.all(new LedgerTable(where)), measured);
        }
    }

    private void round(
            DebianPostgres postgres, int round, Accounting books, Path password, Map<String, Long> measured) {
        Map<String, Long> before = books.acknowledgedAt();
        Path file = folder.resolve("dump-" + round);
        postgres.dump("pactwatch", file);
        assertThat(books.acknowledgements()).as("it was written meanwhile").isGreaterThan(before.size());
        Where restored = postgres.database("restored" + round);
        postgres.restore(file, "restored" + round);

        ToolRun verified = ToolRun.of(
                "ledger",
                "verify",
                "--from",
                restored.url(),
                "--user",
                restored.user(),
                "--password-file",
                password.toString());
        assertThat(verified.exit()).as(verified.toString()).isZero();
        Map<String, Long> found = new HashMap<>();
        new LedgerTable(restored).after(0, row -> found.put(row.deed(), row.position()));
        assertThat(found).as("round %d, -Dfaults.seed=%d", round, Chance.SEED).containsAllEntriesOf(before);
        measured.merge("restored", (long) found.size(), Long::sum);
    }
}
