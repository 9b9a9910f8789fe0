package org.pactwatch.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.pactwatch.support.Http;

/** A server in a process of its own. */
final class Child implements AutoCloseable {

    final int port;
    private final Process process;
    private final Path log;

    private Child(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /** @param program what to run: a class path and a class, or a jar, and options of the JVM before it */
    static Child start(Path log, Path data, List<String> program, String... arguments) {
        int port = freePort();
        List<String> settings = new ArrayList<>(
                List.of("--server.port=" + port, "--pactwatch.data=" + data, "--pactwatch.example=false"));
        settings.addAll(List.of(arguments));
        return start(log, port, program, settings);
    }

    /** Something that listens nowhere. */
    static Child run(Path log, List<String> program, String... arguments) {
        return start(log, 0, program, List.of(arguments));
    }

    private static Child start(Path log, int port, List<String> program, List<String> arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(program);
        command.addAll(arguments);
        try {
            Files.createDirectories(log.getParent());
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new Child(process, port, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for a line of its output that begins so. */
    String await(String beginning, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            // In this order: what it says last counts, though it has ended since.
            boolean ended = !process.isAlive();
            for (String line : output().lines().toList()) {
                if (line.startsWith(beginning)) {
                    return line;
                }
            }
            if (ended) {
                check();
            }
            pause();
        }
        throw new IllegalStateException("not ready in time:\n" + output());
    }

    /** Waits until it says that it is ready. */
    Http awaitReady(Duration patience) {
        Http http = new Http(port);
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            check();
            try {
                if (http.get("/actuator/health/readiness").status() == 200) {
                    return http;
                }
            } catch (UncheckedIOException e) {
                // Nobody listens yet.
            }
        }
        throw new IllegalStateException("not ready in time:\n" + output());
    }

    private void pause() {
        try {
            process.waitFor(200, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void check() {
        try {
            if (process.waitFor(200, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("it ended with " + process.exitValue() + ":\n" + output());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The time that it has kept processors busy. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
