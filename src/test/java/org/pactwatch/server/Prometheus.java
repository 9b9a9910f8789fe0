package org.pactwatch.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pactwatch.support.Http;
import tools.jackson.databind.JsonNode;

/** A real Prometheus on loopback, on a port of the system's choice and a folder of the test's. */
final class Prometheus implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("Listening on.* address=127\\.0\\.0\\.1:(\\d+)");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path log;

    private Prometheus(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static Prometheus start(Path config, Path folder) {
        Path log = folder.resolve("prometheus.log");
        Prometheus prometheus = new Prometheus(
                launch(
                        log,
                        "prometheus",
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("tsdb"),
                        "--web.listen-address=127.0.0.1:0"),
                log);
        try {
            await().atMost(PATIENCE).until(() -> !prometheus.process.isAlive() || prometheus.ready());
            assertThat(prometheus.process.isAlive()).as(prometheus.log()).isTrue();
        } catch (RuntimeException | Error e) {
            prometheus.close();
            throw e;
        }
        return prometheus;
    }

    /** What promtool says; it must say yes. */
    static String promtool(Path folder, String... arguments) {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        Path log = folder.resolve("promtool.log");
        Process promtool = launch(log, command.toArray(String[]::new));
        try {
            boolean ended = promtool.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(ended).as("promtool has ended").isTrue();
            assertThat(promtool.exitValue()).as(WatchFiles.read(log)).isZero();
            return WatchFiles.read(log);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            promtool.destroyForcibly();
        }
    }

    private static Process launch(Path log, String... command) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new AssertionError(
                    "These tests run " + command[0]
                            + ", which is not on the PATH. Debian has it: apt-get install prometheus. mvn verify without the profile needs none.",
                    e);
        }
    }

    private String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean ready() {
        return PORT.matcher(log()).find() && log().contains("Server is ready");
    }

    private Http http() {
        Matcher port = PORT.matcher(log());
        assertThat(port.find()).as(log()).isTrue();
        return new Http(Integer.parseInt(port.group(1)));
    }

    /** The data of an answer of its API. */
    JsonNode api(String path) {
        Http.Answer answer = http().get("/api/v1/" + path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("status").asString()).as(answer.body()).isEqualTo("success");
        return answer.json().path("data");
    }

    /** What an expression gives now. */
    JsonNode query(String expression) {
        return api("query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .path("result");
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
