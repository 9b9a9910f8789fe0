package org.pactwatch.faults;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A real PostgreSQL of one test alone, which can be killed, stopped and started again on the same port and data. */
final class Postgres implements AutoCloseable {

    private final Path data;
    private final int port;
    private EmbeddedPostgres server;

    Postgres(Path folder) {
        data = folder.resolve("postgres");
        port = freePort();
        server = launch();
        sql("postgres", "create role pactwatch login password 'pactwatch'");
        sql(
                "postgres",
                "create database pactwatch owner pactwatch template template0 locale_provider icu icu_locale 'en-US'");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EmbeddedPostgres launch() {
        try {
            return EmbeddedPostgres.builder()
                    .setPort(port)
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setPGStartupWait(Duration.ofSeconds(30))
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("max_connections", "100")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void sql(String user, String sql) {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", user, "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    int port() {
        return port;
    }

    Where where() {
        return where(port);
    }

    /** The same through somebody who listens on another port. */
    static Where where(int port) {
        return new Where("jdbc:postgresql://127.0.0.1:" + port + "/pactwatch", "pactwatch", "pactwatch");
    }

    /** {@code kill -9} of the postmaster and every process of its. */
    void kill() {
        ProcessHandle postmaster = postmaster();
        end(Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList());
    }

    /** {@code kill -9} of one process that serves a connection: PostgreSQL then resets all others too. */
    void killOneBackend() {
        end(postmaster()
                .descendants()
                .filter(process -> title(process).contains("pactwatch"))
                .limit(1)
                .toList());
    }

    private static String title(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
        } catch (IOException e) {
            return ""; // It ended meanwhile.
        }
    }

    private static void end(List<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle process : processes) {
            try {
                process.onExit().get(30, TimeUnit.SECONDS);
            } catch (InterruptedException | ExecutionException | TimeoutException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private ProcessHandle postmaster() {
        try {
            long pid = Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
            return ProcessHandle.of(pid).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Shuts down, ending the connections. */
    void stop() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts again after {@link #kill} or {@link #stop}. */
    void start() {
        stop(); // Gives up its claim to the folder; it no longer runs.
        server = launch();
    }

    @Override
    public void close() {
        stop();
    }
}
