package org.pactwatch.compliance.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pactwatch.Pactwatch;
import org.pactwatch.agreement.Act;
import org.pactwatch.agreement.Target;
import org.pactwatch.config.EventTypes;
import org.pactwatch.config.ToolRun;
import org.pactwatch.incident.IncidentEvent;
import org.pactwatch.incident.IncidentReport;
import org.pactwatch.ledger.NewEvent;
import org.pactwatch.ledger.jdbc.JdbcLedger;
import org.pactwatch.ledger.jdbc.LedgerDatabase;
import org.pactwatch.ledger.jdbc.LedgerPlace;
import org.pactwatch.support.PostgresServer;
import org.pactwatch.support.TestDatabase;
import org.pactwatch.time.Occurrence;
import org.pactwatch.time.Precision;

/** {@code ledger digest} and {@code ledger rebuild}, on H2 and a real PostgreSQL. */
class TablesCommandsTest {

    private static final List<String> MIGRATIONS = List.of("classpath:db/migration", "classpath:db/{vendor}");
    private static final Instant NOON = Instant.parse("2025-03-20T12:00:00Z");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void the_digest_is_the_same_on_h2_and_on_postgresql() {
        LedgerPlace h2 = h2();
        fill(h2, 3_000);
        assertThat(rebuild(h2).out()).contains("OK: answers come from the new tables, which stand at position 3000.");
        ToolRun here = digest(h2);
        assertThat(here.exit()).as(here.err()).isZero();
        assertThat(here.out()).contains("The tables stand at position 3000 of 3000: incident 3000, bearing ");

        LedgerPlace postgres = copyOf(h2);
        ToolRun empty = digest(postgres);
        assertThat(empty.out()).contains("The tables stand at position 0 of 3000: incident 0,");
        assertThat(sha(empty)).isNotEqualTo(sha(here));
        ToolRun rebuilt = rebuild(postgres);
        assertThat(rebuilt.exit()).as(rebuilt.err()).isZero();
        assertThat(sha(digest(postgres))).isEqualTo(sha(here));
        ToolRun compared = digest(postgres, "--rebuild");
        assertThat(compared.exit()).as(compared.err()).isZero();
        assertThat(compared.out()).contains("OK: derived anew from the record they are the same to the byte.");
        assertThat(sha(compared)).isEqualTo(sha(here));
    }

    @Test
    void a_row_that_somebody_changed_is_named_and_a_rebuild_mends_it() {
        for (LedgerPlace place : List.of(h2(), empty())) {
            fill(place, 300);
            assertThat(rebuild(place).exit()).isZero();
            ToolRun before = digest(place, "--rebuild");
            assertThat(before.exit()).as(before.err()).isZero();
            // The first rebuild has switched from a to b.
            sql(place, "update bearing_b set denial = denial + 1 where incident = 'i17'");

            ToolRun changed = digest(place, "--rebuild");
            assertThat(changed.exit()).as(changed.toString()).isEqualTo(1);
            assertThat(changed.err())
                    .startsWith("They differ from what the record says, first in table bearing, row i17 ")
                    .contains("Rebuilt: " + sha(before));
            assertThat(changed.out()).doesNotContain("OK");
            assertThat(sha(digest(place))).isNotEqualTo(sha(before));

            assertThat(rebuild(place).exit()).isZero();
            assertThat(sha(digest(place, "--rebuild"))).isEqualTo(sha(before));
        }
    }

    @Test
    void a_rebuild_that_is_told_to_end_ends_its_batch_and_the_next_goes_on_there() throws Exception {
        for (LedgerPlace place : List.of(h2(), empty())) {
            fill(place, 40_000);
            Path log = folder.resolve("child.log");
            Files.deleteIfExists(log);
            Process child = child(log, place);
            try {
                await().atMost(Duration.ofSeconds(120))
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> !child.isAlive() || Files.readString(log).contains("rebuilding "));
                // SIGTERM
                child.destroy();
                assertThat(child.waitFor(60, java.util.concurrent.TimeUnit.SECONDS))
                        .isTrue();
            } finally {
                child.destroyForcibly().waitFor();
            }
            assertThat(child.exitValue()).as(Files.readString(log)).isEqualTo(143);
            assertThat(Files.readString(log)).contains("Stopped. The same command goes on where it stands.");
            ToolRun amid = digest(place);
            assertThat(amid.exit()).as(amid.err()).isZero();
            assertThat(amid.out()).contains("position 0 of 40000");

            ToolRun rest = rebuild(place);
            assertThat(rest.exit()).as(rest.err()).isZero();
            assertThat(rest.out().lines().findFirst().orElseThrow())
                    .startsWith("rebuilding ")
                    .doesNotStartWith("rebuilding 5,000 ");
            assertThat(rest.out()).contains("position 40000.");
            assertThat(digest(place, "--rebuild").exit()).isZero();
        }
    }

    @Test
    void an_event_that_cannot_be_folded_is_named_and_answers_stay_as_they_are() {
        LedgerPlace place = h2();
        fill(place, 50);
        assertThat(rebuild(place).exit()).isZero();
        ToolRun before = digest(place);
        sql(place, "update ledger_entry set payload = '{}' where position = 31");
        ToolRun run = rebuild(place);
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("The event at position 31 can't be folded: ")
                .doesNotContain("\tat ");
        assertThat(sha(digest(place))).isEqualTo(sha(before));
    }

    @Test
    void tables_of_another_version_are_left_alone() {
        for (LedgerPlace place : List.of(h2(), empty())) {
            fill(place, 5);
            sql(
                    place,
                    "delete from \"flyway_schema_history\" where \"installed_rank\" ="
                            + " (select max(\"installed_rank\") from \"flyway_schema_history\")");
            for (ToolRun run : List.of(digest(place), rebuild(place))) {
                assertThat(run.exit()).isEqualTo(2);
                assertThat(run.err())
                        .contains("are those of an earlier version")
                        .doesNotContain("\tat ");
            }
        }
    }

    @Test
    void what_is_not_there_or_in_use_is_said() {
        for (String command : List.of("digest", "rebuild")) {
            ToolRun run = ToolRun.of(
                    "ledger", command, "--data", folder.resolve("none").toString());
            assertThat(run.exit()).isEqualTo(2);
            assertThat(run.err()).startsWith("There is no ledger in ");
            assertThat(run.err().lines()).hasSize(1);
        }
        assertThat(folder.resolve("none")).doesNotExist();
    }

    // ---- Ledgers

    private LedgerPlace h2() {
        return LedgerPlace.embedded(folder.resolve("data/ledger"));
    }

    private static LedgerPlace empty() {
        return new LedgerPlace(PostgresServer.empty(), PostgresServer.USER, PostgresServer.PASSWORD);
    }

    private LedgerPlace copyOf(LedgerPlace h2) {
        LedgerPlace to = empty();
        List<String> line = new ArrayList<>(arguments("copy", h2));
        line.addAll(List.of("--to", to.url(), "--to-user", to.user(), "--to-password-file", password()));
        ToolRun run = ToolRun.of(line.toArray(String[]::new));
        assertThat(run.exit()).as(run.err()).isZero();
        return to;
    }

    private static void fill(LedgerPlace place, int events) {
        LedgerDatabase.migrated(place, MIGRATIONS).close();
        EventTypes codec = new EventTypes();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(place.url());
        config.setUsername(place.user());
        config.setPassword(place.password());
        try (HikariDataSource pool = new HikariDataSource(config);
                JdbcLedger ledger = JdbcLedger.open(pool, InstantSource.system(), TestDatabase.salts())) {
            List<NewEvent> batch = new ArrayList<>();
            for (int i = 0; i < events; i++) {
                IncidentEvent event = new IncidentEvent.IncidentReported("i" + i, report(i), "olena");
                batch.add(new NewEvent(
                        "incident",
                        "i" + i,
                        0,
                        "i" + i + "/0",
                        codec.typeOf(event.getClass()),
                        codec.revisionOf(event.getClass()),
                        codec.write(event),
                        "{}"));
                if (batch.size() == 500 || i == events - 1) {
                    ledger.append(batch, null);
                    batch = new ArrayList<>();
                }
            }
        }
    }

    private static IncidentReport report(int i) {
        Instant from = NOON.plusSeconds(i % 100_000);
        return new IncidentReport(
                "A strike",
                Act.values()[i % Act.values().length],
                Target.values()[i % Target.values().length],
                i % 2 == 0 ? "AAA" : "BBB",
                new Occurrence(from, from.plusSeconds(3600), Precision.HOUR),
                from.plusSeconds(7200),
                null,
                List.of(i % 2 == 0 ? "BBB" : "AAA"),
                i % 2 == 0 ? "AAA" : "BBB",
                List.of(),
                null);
    }

    private static void sql(LedgerPlace place, String sql) {
        try (Connection connection = DriverManager.getConnection(place.url(), place.user(), place.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    // ---- Commands

    private ToolRun digest(LedgerPlace place, String... more) {
        List<String> line = new ArrayList<>(arguments("digest", place));
        line.addAll(List.of(more));
        return ToolRun.of(line.toArray(String[]::new));
    }

    private ToolRun rebuild(LedgerPlace place) {
        return ToolRun.of(arguments("rebuild", place).toArray(String[]::new));
    }

    private List<String> arguments(String command, LedgerPlace place) {
        return place.isH2()
                ? List.of("ledger", command, "--data", folder.resolve("data").toString(), "--example=false")
                : List.of(
                        "ledger",
                        command,
                        "--from",
                        place.url(),
                        "--user",
                        place.user(),
                        "--password-file",
                        password());
    }

    private String password() {
        try {
            return Files.writeString(folder.resolve("password"), PostgresServer.PASSWORD)
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha(ToolRun run) {
        return run.out()
                .lines()
                .filter(each -> each.startsWith("Digest: "))
                .map(each -> each.substring("Digest: ".length()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(run.toString()));
    }

    private Process child(Path log, LedgerPlace place) throws IOException {
        String shipped = Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .filter(each -> !each.endsWith("test-classes"))
                .collect(Collectors.joining(java.io.File.pathSeparator));
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                shipped,
                Pactwatch.class.getName()));
        line.addAll(arguments("rebuild", place));
        Files.createFile(log);
        return new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }
}
