package org.pactwatch.ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pactwatch.compliance.axon.TablesCheck;
import org.pactwatch.compliance.jdbc.TableDigest.Digest;
import org.pactwatch.config.ToolRun;
import org.pactwatch.ledger.jdbc.LedgerPlace;
import org.pactwatch.server.RunningServer;
import org.pactwatch.support.Http.Answer;
import org.pactwatch.support.PostgresServer;
import tools.jackson.databind.JsonNode;

/** Backups that a running server makes, and servers on a ledger that was restored or copied: they answer as before. */
class ServedLedgerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder = Path.of("");

    /** What a server answers to whoever may see all, byte for byte, and the digest of what its answers rest on. */
    private record Told(Map<String, String> answers, Digest tables) {

        static Told by(RunningServer server) {
            String[] monitor = {"Authorization", "Bearer " + server.token("monitor")};
            Map<String, String> answers = new TreeMap<>();
            JsonNode history = null;
            for (long after = 0; history == null || !history.path("items").isEmpty(); ) {
                String path = "/history?limit=1000&after=" + after;
                Answer answer = server.get(path, monitor);
                history = answer.json();
                answers.put(path, answer.body());
                for (JsonNode item : history.path("items")) {
                    after = item.path("position").asLong();
                }
            }
            for (JsonNode agreement : server.get("/agreements").json().path("items")) {
                for (JsonNode commitment : agreement.path("commitments")) {
                    for (String at : List.of("2025-03-19T12:00:00Z", "2025-03-28T12:00:00Z", "2025-04-25T00:00:00Z")) {
                        for (String knownAt : List.of("", "&knownAt=14")) {
                            String path = "/compliance/" + agreement.path("id").asString() + "/" + commitment.asString()
                                    + "?at=" + at + knownAt;
                            answers.put(path, server.get(path).body());
                        }
                    }
                }
            }
            String incidents = "/incidents?limit=1000&count=true&at=2025-04-25T00:00:00Z";
            answers.put(incidents, server.get(incidents, monitor).body());
            assertThat(answers).hasSizeGreaterThan(10);
            return new Told(answers, server.bean(TablesCheck.class).digest().digest());
        }
    }

    @Test
    void a_backup_of_a_running_server_is_restored_to_the_same_answers() throws Exception {
        Path data = folder.resolve("data");
        Told before;
        JsonNode made;
        try (RunningServer server = RunningServer.start(data)) {
            before = Told.by(server);
            Answer answer = server.post("admin", "/backups", "");
            assertThat(answer.status()).as(answer.body()).isEqualTo(201);
            made = answer.json();
            assertThat(made.path("position").asLong()).isEqualTo(server.head());
            assertThat(server.http().get("/actuator/prometheus").body())
                    .containsPattern("(?m)^pactwatch_ledger_backup_age_seconds [0-9]");
        }
        Path file = data.resolve("backups").resolve(made.path("name").asString());
        assertThat(made.path("bytes").asLong()).isEqualTo(Files.size(file));
        assertThat(made.path("sha256").asString())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file))));
        assertThat(ToolRun.of("ledger", "verify", "--backup", file.toString()).exit())
                .isZero();

        Path restored = folder.resolve("restored");
        ToolRun run = ToolRun.of("ledger", "restore", file.toString(), "--data", restored.toString());
        assertThat(run.exit()).as(run.err()).isZero();
        try (RunningServer server = RunningServer.start(restored)) {
            assertThat(Told.by(server)).isEqualTo(before);
        }
    }

    @Test
    void a_server_on_a_ledger_that_was_copied_to_postgresql_gives_the_same_answers() throws Exception {
        Path data = folder.resolve("data");
        Told before;
        try (RunningServer server = RunningServer.start(data)) {
            before = Told.by(server);
        }
        LedgerPlace postgres = Records.emptyPostgres();
        Path password = Files.writeString(folder.resolve("password"), PostgresServer.PASSWORD);
        ToolRun copied = ToolRun.of(
                "ledger",
                "copy",
                "--data",
                data.toString(),
                "--to",
                postgres.url(),
                "--to-user",
                postgres.user(),
                "--to-password-file",
                password.toString());
        assertThat(copied.exit()).as(copied.err()).isZero();
        try (RunningServer server = RunningServer.start(
                folder.resolve("moved"),
                "spring.datasource.url=" + postgres.url(),
                "spring.datasource.username=" + postgres.user(),
                "spring.datasource.password=" + postgres.password())) {
            await().atMost(PATIENCE)
                    .until(() -> server.http().get("/actuator/health/readiness").status() == 200);
            assertThat(Told.by(server)).isEqualTo(before);
        }
    }

    @Test
    void a_server_makes_a_backup_that_is_due_by_itself_and_keeps_the_newest() throws Exception {
        Path data = folder.resolve("data");
        Path backups = Files.createDirectory(folder.resolve("backups"));
        Path oldest = Files.createFile(backups.resolve("example-20250101T000000.000Z-1.zip"));
        Path old = Files.createFile(backups.resolve("example-20250102T000000.000Z-1.zip"));
        try (RunningServer server = RunningServer.start(
                data, "pactwatch.backup.every=1h", "pactwatch.backup.keep=2", "pactwatch.backup.folder=" + backups)) {
            await().atMost(PATIENCE).until(() -> zips(backups).size() == 2 && !Files.exists(oldest));
            assertThat(server.head()).isPositive();
        }
        List<Path> kept = zips(backups);
        assertThat(kept).hasSize(2).contains(old);
        Path made = kept.get(1);
        ToolRun run = ToolRun.of("ledger", "verify", "--backup", made.toString());
        assertThat(run.exit()).as(run.err()).isZero();
    }

    private static List<Path> zips(Path backups) {
        if (!Files.isDirectory(backups)) {
            return List.of();
        }
        try (var files = Files.list(backups)) {
            return files.filter(each -> each.toString().endsWith(".zip"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
