package org.pactwatch.ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pactwatch.config.ToolRun;
import org.pactwatch.ledger.Entry;
import org.pactwatch.ledger.jdbc.JdbcLedger;
import org.pactwatch.ledger.jdbc.LedgerBackups;
import org.pactwatch.ledger.jdbc.LedgerBackups.Made;

/** Backups of a ledger on H2 and what can be had back from them; {@code -Dbackups=N} for more than 4 under load. */
class BackupTest {

    private static final int WRITERS = 32;
    private static final int BACKUPS = Integer.getInteger("backups", 4);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void a_backup_under_32_writers_holds_all_that_was_acknowledged_before_and_no_hole() throws Exception {
        Path data = folder.resolve("data");
        Map<String, Long> acknowledged = new ConcurrentHashMap<>();
        Map<Made, Map<String, Long>> before = new ConcurrentHashMap<>();
        AtomicBoolean enough = new AtomicBoolean();
        try (HikariDataSource pool = Records.pool(Records.h2(data))) {
            JdbcLedger ledger = Records.ledger(pool);
            LedgerBackups backups = LedgerBackups.of(pool, folder.resolve("backups"), "ledger");
            List<Thread> writers = new ArrayList<>();
            for (int w = 0; w < WRITERS; w++) {
                String aggregate = "writer-" + w;
                writers.add(Thread.ofPlatform().start(() -> {
                    for (long i = 0; !enough.get(); i++) {
                        long position = ledger.append(List.of(Records.event(aggregate, i)), null)
                                .lastPosition();
                        acknowledged.put(aggregate + "/" + i, position);
                    }
                }));
            }
            try {
                for (int n = 1; n <= BACKUPS; n++) {
                    int least = 400 * n;
                    await().atMost(Duration.ofSeconds(120)).until(() -> acknowledged.size() >= least);
                    Map<String, Long> until = Map.copyOf(acknowledged);
                    Made made = backups.make();
                    before.put(made, until);
                }
                // The writers were not stopped by it.
                int then = acknowledged.size();
                await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged.size() > then);
            } finally {
                enough.set(true);
            }
            for (Thread writer : writers) {
                writer.join();
            }
        }
        assertThat(before).hasSize(BACKUPS);
        before.forEach((made, until) -> {
            Path restored = folder.resolve("restored-" + made.position());
            ToolRun run = restore(folder.resolve("backups").resolve(made.name()), restored);
            assertThat(run.exit()).as(run.err()).isZero();
            Map<String, Long> found = positions(restored);
            assertThat(found).containsAllEntriesOf(until);
            assertThat(found.size()).isGreaterThanOrEqualTo((int) made.position());
            assertThat(ToolRun.of("ledger", "verify", "--data", restored.toString(), "--example=false")
                            .exit())
                    .isZero();
        });
    }

    private static Map<String, Long> positions(Path data) {
        Map<String, Long> found = new ConcurrentHashMap<>();
        try (HikariDataSource pool = Records.pool(Records.h2(data))) {
            JdbcLedger ledger = Records.ledger(pool);
            long last = 0;
            for (List<Entry> page = ledger.after(0, 1_000); !page.isEmpty(); page = ledger.after(last, 1_000)) {
                for (Entry entry : page) {
                    assertThat(found.put(entry.eventId(), entry.position())).isNull();
                    last = entry.position();
                }
            }
        }
        return found;
    }

    @Test
    void a_backup_is_its_owners_alone_and_named_by_its_moment_and_position() throws Exception {
        Made made = backup(7);
        Path file = folder.resolve("backups").resolve(made.name());
        assertThat(made.position()).isEqualTo(7);
        assertThat(made.name()).matches("ledger-\\d{8}T\\d{6}\\.\\d{3}Z-7\\.zip");
        assertThat(made.bytes()).isEqualTo(Files.size(file));
        assertThat(made.sha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file))));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("backups"))))
                .isEqualTo("rwx------");
        assertThat(folder.resolve("backups")).isDirectoryContaining(path -> path.equals(file));
        try (var files = Files.list(folder.resolve("backups"))) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void what_is_restored_is_the_owners_alone_and_what_was_backed_up() throws Exception {
        Made made = backup(50);
        Path restored = folder.resolve("restored");
        ToolRun run = restore(folder.resolve("backups").resolve(made.name()), restored);
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).contains("OK: 50 entries").contains("Restored into " + restored.resolve("ledger"));
        assertThat(Records.rows(Records.h2(restored))).isEqualTo(Records.rows(Records.h2(folder.resolve("data"))));
        Path file = restored.resolve("ledger/pactwatch.mv.db");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
        try (var files = Files.list(file.getParent())) {
            assertThat(files.map(each -> each.getFileName().toString()).filter(each -> !each.endsWith(".trace.db")))
                    .containsExactly("pactwatch.mv.db");
        }
    }

    @Test
    void a_ledger_that_is_there_is_never_replaced() throws Exception {
        Made made = backup(5);
        Path data = folder.resolve("data");
        List<String> before = Records.rows(Records.h2(data));
        ToolRun run = restore(folder.resolve("backups").resolve(made.name()), data);
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("There is a ledger already").contains("Nothing is overwritten");
        assertThat(Records.rows(Records.h2(data))).isEqualTo(before);
    }

    @Test
    void a_backup_of_a_record_that_was_changed_is_not_put_into_place() {
        Path data = folder.resolve("data");
        Records.fill(Records.h2(data), "a", 30);
        Records.sql(Records.h2(data), "update ledger_entry set payload = '{}' where position = 11");
        ToolRun backup = ToolRun.of(
                "ledger", "backup", "--data", data.toString(), "--example=false", "--folder", folder + "/backups");
        assertThat(backup.exit()).as(backup.err()).isZero();
        assertThat(backup.out()).contains("everything up to position 30").contains("SHA-256: ");
        Path file = only(folder.resolve("backups"));

        ToolRun verified = ToolRun.of("ledger", "verify", "--backup", file.toString());
        assertThat(verified.exit()).isEqualTo(1);
        assertThat(verified.err()).startsWith("Position 11 of " + file + ": ");
        ToolRun restored = restore(file, folder.resolve("restored"));
        assertThat(restored.exit()).isEqualTo(1);
        assertThat(restored.err()).startsWith("Position 11 of " + file + ": ");
        assertThat(restored.out()).contains("Nothing was changed.").doesNotContain("OK");
        assertThat(folder.resolve("restored/ledger")).isEmptyDirectory();
        assertThat(only(folder.resolve("backups"))).isEqualTo(file);
    }

    @Test
    void a_file_that_is_no_whole_backup_is_refused_and_leaves_nothing() throws Exception {
        Made made = backup(200);
        byte[] good = Files.readAllBytes(folder.resolve("backups").resolve(made.name()));
        byte[] cut = java.util.Arrays.copyOf(good, good.length / 2);
        byte[] flipped = good.clone();
        flipped[good.length / 2] ^= 1;
        byte[] foreign = zip("../../evil.sh", "rm");
        byte[] nonsense = zip("pactwatch.mv.db", "nonsense");
        int n = 0;
        for (byte[] bad :
                List.of(cut, flipped, foreign, nonsense, new byte[0], "text".getBytes(StandardCharsets.UTF_8))) {
            Path file = Files.write(folder.resolve("bad-" + n + ".zip"), bad);
            Path restored = folder.resolve("restored-" + n++);
            ToolRun run = restore(file, restored);
            assertThat(run.exit()).as(n + run.toString()).isEqualTo(2);
            assertThat(run.err()).as(run.toString()).isNotBlank().doesNotContain("\tat ");
            assertThat(restored.resolve("ledger")).isEmptyDirectory();
        }
        assertThat(restore(folder.resolve("none.zip"), folder.resolve("x")).err())
                .startsWith("There is no file");
    }

    @Test
    void the_oldest_are_deleted_and_files_of_other_names_are_not() throws Exception {
        Path backups = folder.resolve("backups");
        Files.createDirectory(backups);
        for (String name : List.of(
                "ledger-20250101T000000.000Z-1.zip",
                "ledger-20250102T000000.000Z-10.zip",
                "ledger-20250103T000000.000Z-9.zip",
                "example-20240101T000000.000Z-1.zip",
                "ledger-20240101T000000.000Z-1.zip.bak",
                "ledger-by-hand.zip")) {
            Files.createFile(backups.resolve(name));
        }
        try (HikariDataSource pool = Records.pool(Records.h2(folder))) {
            LedgerBackups ledger = LedgerBackups.of(pool, backups, "ledger");
            assertThat(ledger.newest()).contains(Instant.parse("2025-01-03T00:00:00Z"));
            assertThat(ledger.due(Duration.ofDays(1))).isNegative();
            assertThat(ledger.due(Duration.between(Instant.parse("2025-01-02T00:00:00Z"), Instant.now())
                            .truncatedTo(ChronoUnit.HOURS)))
                    .isPositive();
            assertThat(ledger.deleteAllBut(3)).isEmpty();
            assertThat(ledger.deleteAllBut(2)).containsExactly("ledger-20250101T000000.000Z-1.zip");
            assertThat(ledger.all())
                    .containsExactly("ledger-20250102T000000.000Z-10.zip", "ledger-20250103T000000.000Z-9.zip");
            try (var files = Files.list(backups)) {
                assertThat(files).hasSize(5);
            }
            assertThat(LedgerBackups.of(pool, folder.resolve("nowhere"), "ledger")
                            .newest())
                    .isEmpty();
        }
    }

    @Test
    void a_backup_that_can_not_be_written_leaves_nothing_and_is_said() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        try (HikariDataSource pool = Records.pool(Records.h2(folder))) {
            assertThatThrownBy(() -> LedgerBackups.of(pool, file, "ledger").make())
                    .isInstanceOf(org.pactwatch.ledger.LedgerUnavailable.class)
                    .hasMessageStartingWith("The backup into " + file);
        }
    }

    @Test
    void postgresql_is_not_backed_up_this_way() {
        try (HikariDataSource pool = Records.pool(Records.emptyPostgres())) {
            LedgerBackups backups = LedgerBackups.of(pool, folder.resolve("backups"), "ledger");
            assertThatThrownBy(backups::make).isInstanceOf(LedgerBackups.NotHere.class);
            assertThat(folder.resolve("backups")).doesNotExist();
        }
    }

    private Made backup(int events) {
        Records.fill(Records.h2(folder.resolve("data")), "a", events);
        try (HikariDataSource pool = Records.pool(Records.h2(folder.resolve("data")))) {
            return LedgerBackups.of(pool, folder.resolve("backups"), "ledger").make();
        }
    }

    private static ToolRun restore(Path file, Path data) {
        return ToolRun.of("ledger", "restore", file.toString(), "--data", data.toString(), "--example=false");
    }

    private static Path only(Path folder) {
        try (var files = Files.list(folder)) {
            return files.collect(
                    java.util.stream.Collectors.collectingAndThen(java.util.stream.Collectors.toList(), all -> {
                        assertThat(all).hasSize(1);
                        return all.get(0);
                    }));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static byte[] zip(String name, String content) throws IOException {
        var bytes = new java.io.ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes);
                OutputStream entry = zip) {
            zip.putNextEntry(new ZipEntry(name));
            entry.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
