package org.pactwatch.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pactwatch.Pactwatch;
import org.pactwatch.support.Http;
import org.pactwatch.support.TestDatabase;

/** The server as a process of its own, that can be killed. */
public final class ChildServer implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("Open http://127\\.0\\.0\\.1:(\\d+)/");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path data;
    private final Path log;
    private final Process process;

    private ChildServer(Path data, Path log, Process process) {
        this.data = data;
        this.log = log;
        this.process = process;
    }

    /** Starts it and returns at once. */
    public static ChildServer launch(Path workingFolder, Path data, String... settings) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                shipped(),
                Pactwatch.class.getName(),
                "--server.port=0",
                "--pactwatch.data=" + data));
        if (Arrays.stream(settings).noneMatch(setting -> setting.startsWith("spring.datasource."))) {
            boolean example = !List.of(settings).contains("pactwatch.example=false");
            TestDatabase.settings(data, example).forEach(setting -> command.add("--" + setting));
        }
        for (String setting : settings) {
            command.add("--" + setting);
        }
        try {
            Path log = Files.createTempFile("pactwatch-child", ".log");
            return new ChildServer(
                    data,
                    log,
                    new ProcessBuilder(command)
                            .directory(workingFolder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it and waits until it answers. */
    public static ChildServer start(Path data, String... settings) {
        ChildServer child = launch(Path.of("").toAbsolutePath(), data, settings);
        child.awaitAnswers();
        return child;
    }

    /** The classes that are shipped and what they need, without those of the tests. */
    private static String shipped() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes" + File.separator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    public void awaitAnswers() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> !process.isAlive() || PORT.matcher(log()).find());
        assertThat(process.isAlive()).as(log()).isTrue();
    }

    /** Waits until it has ended by itself. */
    int awaitEnd() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as(log())
                .isTrue();
        return process.exitValue();
    }

    public Http http() {
        Matcher port = PORT.matcher(log());
        assertThat(port.find()).as(log()).isTrue();
        return new Http(Integer.parseInt(port.group(1)));
    }

    public Http.Answer post(String role, String path, String body, String... headers) {
        List<String> all = new ArrayList<>(List.of("Authorization", "Bearer " + RunningServer.token(data, role)));
        all.addAll(List.of(headers));
        return http().postJson("/api/v1" + path, body, all.toArray(String[]::new));
    }

    public String token(String role) {
        return RunningServer.token(data, role);
    }

    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + http().port();
    }

    public long pid() {
        return process.pid();
    }

    /** It stands still as it is, with its connections open, and on return all of its threads do. On Linux alone. */
    public void freeze() {
        signal("STOP");
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(this::standsStill);
    }

    private boolean standsStill() throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid()), "task"))) {
            for (Path thread : threads.toList()) {
                String stat = Files.readString(thread.resolve("stat"));
                // The name comes first, in brackets, and may hold anything.
                if (stat.charAt(stat.lastIndexOf(')') + 2) != 'T') {
                    return false;
                }
            }
            return true;
        }
    }

    /** It goes on, as if nothing had been; said to one that runs, it does nothing. */
    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start();
            assertThat(kill.waitFor()).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code kill -9}. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(30, TimeUnit.SECONDS);
            Files.deleteIfExists(log);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
