package org.pactwatch.ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pactwatch.Pactwatch;
import org.pactwatch.config.ToolRun;
import org.pactwatch.ledger.LedgerUnavailable;
import org.pactwatch.ledger.jdbc.JdbcLedger;
import org.pactwatch.ledger.jdbc.LedgerCopy;
import org.pactwatch.ledger.jdbc.LedgerCopy.Outcome;
import org.pactwatch.ledger.jdbc.LedgerDatabase;
import org.pactwatch.ledger.jdbc.LedgerPlace;
import org.pactwatch.ledger.jdbc.LedgerVerification.Watch;
import org.pactwatch.support.PostgresServer;

/** {@code ledger copy}, from H2 to a real PostgreSQL and back; {@code -Dkill.rounds=N} for more than 3 kills. */
class CopyTest {

    private static final int ROUNDS = Integer.getInteger("kill.rounds", 3);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void everything_arrives_in_postgresql_and_comes_back_as_it_was() throws Exception {
        LedgerPlace h2 = Records.h2(folder.resolve("data"));
        LedgerPlace postgres = Records.emptyPostgres();
        LedgerPlace back = Records.h2(folder.resolve("back"));
        Records.fill(h2, "a", 4_500);

        ToolRun there = copy(folder.resolve("data"), postgres);
        assertThat(there.exit()).as(there.err()).isZero();
        assertThat(there.out()).contains("OK: 4500 entries copied").contains("hold the same 4500 entries");
        ToolRun again = ToolRun.of(
                "ledger",
                "copy",
                "--from",
                postgres.url(),
                "--user",
                PostgresServer.USER,
                "--password-file",
                password(),
                "--to",
                back.url());
        assertThat(again.exit()).as(again.err()).isZero();

        assertThat(digest(there)).isEqualTo(digest(again));
        List<String> rows = Records.rows(h2);
        assertThat(rows).hasSize(4_500);
        assertThat(Records.rows(postgres)).isEqualTo(rows);
        assertThat(Records.rows(back)).isEqualTo(rows);
        ToolRun verified =
                ToolRun.of("ledger", "verify", "--data", folder.resolve("back").toString(), "--example=false");
        assertThat(verified.exit()).as(verified.err()).isZero();
        assertThat(digest(verified)).isEqualTo(digest(there));
    }

    @Test
    void a_copy_that_was_killed_goes_on_where_it_stood() throws Exception {
        LedgerPlace h2 = Records.h2(folder.resolve("data"));
        Records.fill(h2, "a", 15_000);
        for (int round = 0; round < ROUNDS; round++) {
            LedgerPlace postgres = Records.emptyPostgres();
            long least = 1 + 4_000L * (round % 3);
            Process child = child(folder.resolve("data"), postgres);
            try {
                await().atMost(Duration.ofSeconds(60))
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> !child.isAlive() || stands(postgres) >= least);
            } finally {
                child.destroyForcibly().waitFor();
            }
            long stood = stands(postgres);
            assertThat(stood).isGreaterThanOrEqualTo(least).isLessThanOrEqualTo(15_000);

            ToolRun rest = copy(folder.resolve("data"), postgres);
            assertThat(rest.exit()).as(rest.err()).isZero();
            assertThat(rest.out()).contains("OK: " + (15_000 - stood) + " entries copied");
            assertThat(Records.rows(postgres)).isEqualTo(Records.rows(h2));
        }
    }

    @Test
    void a_target_that_holds_another_record_is_left_alone() {
        LedgerPlace postgres = Records.emptyPostgres();
        Records.fill(Records.h2(folder.resolve("data")), "a", 20);
        Records.fill(postgres, "b", 30);
        List<String> before = Records.rows(postgres);

        ToolRun run = copy(folder.resolve("data"), postgres);
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("another record").contains("position 1 ");
        assertThat(Records.rows(postgres)).isEqualTo(before);
    }

    @Test
    void a_target_that_went_another_way_after_a_while_is_left_alone() {
        LedgerPlace h2 = Records.h2(folder.resolve("data"));
        LedgerPlace postgres = Records.emptyPostgres();
        Records.fill(h2, "a", 20);
        assertThat(copy(folder.resolve("data"), postgres).exit()).isZero();
        Records.fill(postgres, "b", 5);

        ToolRun ahead = copy(folder.resolve("data"), postgres);
        assertThat(ahead.exit()).isEqualTo(1);
        assertThat(ahead.err()).contains("ahead: it holds 25 entries and the source 20");

        Records.fill(h2, "c", 10);
        ToolRun parted = copy(folder.resolve("data"), postgres);
        assertThat(parted.exit()).isEqualTo(1);
        assertThat(parted.err()).contains("another record").contains("position 25 ");
        assertThat(Records.rows(postgres)).hasSize(25);
    }

    @Test
    void what_a_changed_target_holds_is_found_before_it_is_called_the_same() {
        LedgerPlace postgres = Records.emptyPostgres();
        Records.fill(Records.h2(folder.resolve("data")), "a", 20);
        assertThat(copy(folder.resolve("data"), postgres).exit()).isZero();

        for (String change : List.of(
                "payload = '{}'",
                "request_key = 'another'",
                "request_hash = 'another'",
                "aggregate_type = 'another'",
                "salt = decode(repeat('00', 32), 'hex')",
                "recorded = recorded + interval '1 microsecond'")) {
            LedgerPlace changed = Records.emptyPostgres();
            assertThat(copy(folder.resolve("data"), changed).exit()).isZero();
            Records.sql(changed, "update ledger_entry set " + change + " where position = 13");
            ToolRun run = copy(folder.resolve("data"), changed);
            assertThat(run.exit()).as(change).isEqualTo(1);
            assertThat(run.err()).as(change).startsWith("Position 13 of the target: ");
            assertThat(run.out()).as(change).doesNotContain("OK");
        }
    }

    @Test
    void a_hole_in_the_source_is_named_and_not_copied_past() {
        LedgerPlace h2 = Records.h2(folder.resolve("data"));
        LedgerPlace postgres = Records.emptyPostgres();
        Records.fill(h2, "a", 20);
        Records.sql(h2, "delete from ledger_entry where position = 7");

        ToolRun run = copy(folder.resolve("data"), postgres);
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).startsWith("Position 7 of the source: ");
        assertThat(Records.rows(postgres)).isEmpty();
    }

    @Test
    void somebody_else_who_writes_to_the_target_is_noticed() {
        LedgerPlace h2 = Records.h2(folder.resolve("data"));
        LedgerPlace postgres = Records.emptyPostgres();
        Records.fill(h2, "a", 5_000);
        try (LedgerDatabase source = LedgerDatabase.existing(h2);
                LedgerDatabase target = LedgerDatabase.migrated(postgres, Records.MIGRATIONS)) {
            AtomicBoolean written = new AtomicBoolean();
            Watch watch = (what, done, of) -> {
                if (done > 0 && !written.getAndSet(true)) {
                    Records.fill(postgres, "server", 1);
                }
            };
            assertThatThrownBy(() -> LedgerCopy.copy(source, target, watch))
                    .isInstanceOf(LedgerUnavailable.class)
                    .hasMessageContaining("Somebody else writes to the target: it stands at 2001 and should at 2000");
        }
    }

    @Test
    void a_writer_on_the_target_that_never_ends_its_batch_is_named() throws Exception {
        LedgerPlace h2 = Records.h2(folder.resolve("data"));
        LedgerPlace postgres = Records.emptyPostgres();
        Records.fill(h2, "a", 10);
        LedgerPlace hurried = new LedgerPlace(
                postgres.url() + "?options=-c%20lock_timeout=200ms", postgres.user(), postgres.password());
        try (LedgerDatabase source = LedgerDatabase.existing(h2);
                LedgerDatabase target = LedgerDatabase.migrated(hurried, Records.MIGRATIONS);
                Connection server = DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password());
                Statement statement = server.createStatement()) {
            statement.execute("select pg_advisory_lock(" + 0x7061637477617463L + ")");
            assertThatThrownBy(() -> LedgerCopy.copy(source, target, (what, done, of) -> {}))
                    .isInstanceOf(LedgerUnavailable.class)
                    .hasMessageContaining("Somebody else writes to " + postgres.url() + " and holds the writers' lock");
            statement.execute("select pg_advisory_unlock_all()");
            assertThat(LedgerCopy.copy(source, target, (what, done, of) -> {})).isInstanceOf(Outcome.Same.class);
        }
    }

    @Test
    void a_source_that_is_written_is_copied_up_to_where_it_stood_and_then_brought_up_to_date() throws Exception {
        LedgerPlace postgres = Records.emptyPostgres();
        LedgerPlace h2 = Records.h2(folder.resolve("backup"));
        try (HikariDataSource pool = Records.pool(postgres)) {
            JdbcLedger ledger = Records.ledger(pool);
            AtomicBoolean enough = new AtomicBoolean();
            List<Thread> writers = new ArrayList<>();
            for (int w = 0; w < 8; w++) {
                String aggregate = "writer-" + w;
                writers.add(Thread.ofVirtual().start(() -> {
                    for (long i = 0; !enough.get(); i++) {
                        ledger.append(List.of(Records.event(aggregate, i)), null);
                    }
                }));
            }
            try {
                await().atMost(Duration.ofSeconds(60)).until(() -> ledger.head() > 500);
                for (int backup = 0; backup < 3; backup++) {
                    long acknowledged = ledger.head();
                    Outcome outcome = copy(postgres, h2);
                    assertThat(outcome).isInstanceOf(Outcome.Same.class);
                    assertThat(((Outcome.Same) outcome).entries()).isGreaterThanOrEqualTo(acknowledged);
                    await().atMost(Duration.ofSeconds(60)).until(() -> ledger.head() > acknowledged + 200);
                }
            } finally {
                enough.set(true);
            }
            for (Thread writer : writers) {
                writer.join();
            }
        }
        Outcome last = copy(postgres, h2);
        assertThat(last).isInstanceOf(Outcome.Same.class);
        assertThat(((Outcome.Same) last).grown()).isZero();
        assertThat(Records.rows(h2)).isEqualTo(Records.rows(postgres));
    }

    @Test
    void what_the_source_records_meanwhile_is_said() {
        LedgerPlace postgres = Records.emptyPostgres();
        Records.fill(postgres, "a", 10);
        AtomicBoolean written = new AtomicBoolean();
        try (LedgerDatabase source = LedgerDatabase.existing(postgres);
                LedgerDatabase target = LedgerDatabase.migrated(Records.h2(folder), Records.MIGRATIONS)) {
            Outcome outcome = LedgerCopy.copy(source, target, (what, done, of) -> {
                if (!written.getAndSet(true)) {
                    Records.fill(postgres, "b", 3);
                }
            });
            assertThat(outcome).isInstanceOfSatisfying(Outcome.Same.class, same -> {
                assertThat(same.entries()).isEqualTo(10);
                assertThat(same.grown()).isEqualTo(3);
            });
        }
    }

    @Test
    void a_source_that_a_server_has_open_is_not_read() throws Exception {
        Records.fill(Records.h2(folder.resolve("data")), "a", 3);
        Path file = folder.resolve("data/ledger/pactwatch.mv.db");
        try (FileChannel server = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = server.lock()) {
            ToolRun run = copy(folder.resolve("data"), Records.h2(folder.resolve("to")));
            assertThat(lock.isValid()).isTrue();
            assertThat(run.exit()).isEqualTo(2);
            assertThat(run.err()).contains("is in use by another process. Stop the server first");
        }
    }

    @Test
    void a_target_that_cannot_be_reached_is_named_without_a_stack_trace() {
        Records.fill(Records.h2(folder.resolve("data")), "a", 3);
        ToolRun run =
                copy(folder.resolve("data"), new LedgerPlace("jdbc:postgresql://127.0.0.1:1/nowhere", "pactwatch", ""));
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("jdbc:postgresql://127.0.0.1:1/nowhere can't be opened as user \"pactwatch\": ");
        assertThat(run.err().lines()).hasSize(1);
    }

    @Test
    void a_database_of_something_else_is_no_target() {
        Records.fill(Records.h2(folder.resolve("data")), "a", 3);
        LedgerPlace postgres = Records.emptyPostgres();
        PostgresServer.execute(postgres.url(), "create table somebodys (id int)");
        ToolRun run = copy(folder.resolve("data"), postgres);
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err())
                .contains("tables of " + postgres.url() + " can't be made")
                .doesNotContain("\tat ");
    }

    @Test
    void a_password_on_the_line_is_refused() {
        for (String url : List.of(
                "jdbc:postgresql://db/x?password=secret",
                "jdbc:postgresql://db/x?user=a&PASSWORD=secret",
                "jdbc:postgresql://me:secret@db/x",
                "jdbc:h2:file:/x;PASSWORD=secret")) {
            for (ToolRun run :
                    List.of(ToolRun.of("ledger", "copy", "--to", url), ToolRun.of("ledger", "verify", "--from", url))) {
                assertThat(run.exit()).isEqualTo(2);
                assertThat(run.err()).contains("holds a password").doesNotContain("secret");
            }
        }
    }

    private ToolRun copy(Path data, LedgerPlace to) {
        return ToolRun.of(command(data, to).toArray(String[]::new));
    }

    private List<String> command(Path data, LedgerPlace to) {
        List<String> command = new ArrayList<>(
                List.of("ledger", "copy", "--data", data.toString(), "--example=false", "--to", to.url()));
        if (to.isPostgreSql()) {
            command.addAll(List.of("--to-user", to.user(), "--to-password-file", password()));
        }
        return command;
    }

    private String password() {
        try {
            Path file = folder.resolve("password");
            Files.writeString(file, PostgresServer.PASSWORD + "\n");
            return file.toString();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Outcome copy(LedgerPlace from, LedgerPlace to) {
        try (LedgerDatabase source = LedgerDatabase.existing(from);
                LedgerDatabase target = LedgerDatabase.migrated(to, Records.MIGRATIONS)) {
            return LedgerCopy.copy(source, target, (what, done, of) -> {});
        }
    }

    private Process child(Path data, LedgerPlace to) throws IOException {
        String shipped = Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .filter(each -> !each.endsWith("test-classes"))
                .collect(Collectors.joining(java.io.File.pathSeparator));
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                shipped,
                Pactwatch.class.getName()));
        line.addAll(command(data, to));
        return new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("child.log").toFile())
                .start();
    }

    /** The last position that arrived, 0 before there are tables. */
    private static long stands(LedgerPlace place) {
        try (LedgerDatabase database = LedgerDatabase.existing(place)) {
            return database.head();
        } catch (LedgerUnavailable noTables) {
            return 0;
        }
    }

    private static String digest(ToolRun run) {
        return run.out()
                .lines()
                .filter(each -> each.startsWith("Digest: "))
                .findFirst()
                .orElseThrow();
    }
}
