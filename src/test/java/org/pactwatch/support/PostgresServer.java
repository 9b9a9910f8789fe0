package org.pactwatch.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.SpringApplication;

/**
 * A real PostgreSQL, one for this JVM, started when a test first asks for a database and stopped at the JVM's end. Its
 * binaries come from the registry: no Docker, and root may run it.
 */
public final class PostgresServer {

    public static final String USER = "tester";
    public static final String PASSWORD = "tester";

    private static final String TEMPLATE = "migrated";
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private PostgresServer() {}

    private static final class Running {
        static final EmbeddedPostgres SERVER = start();
    }

    private static final class Migrated {
        static final String TEMPLATE_URL = template();
    }

    private static EmbeddedPostgres start() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    // The embedded server's own defaults would lose what was acknowledged.
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    // Several servers in one JVM, each with its pool.
                    .setServerConfig("max_connections", "300")
                    .setRegisterShutdownHook(false)
                    .start();
            // After the servers that run in this JVM: they would wait for it in vain.
            SpringApplication.getShutdownHandlers().add(() -> stop(server));
            execute(
                    url(server.getPort(), "postgres"),
                    "postgres",
                    "create role " + USER + " login password '" + PASSWORD + "'");
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stop(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static int port() {
        return Running.SERVER.getPort();
    }

    /** The address of a database that has no tables yet, and which {@link #USER} owns. */
    public static String empty() {
        // Not the order of bytes: what is compared in Java and in SQL must not hang on the operator's choice.
        return create("template0 locale_provider icu icu_locale 'en-US'");
    }

    /** The address of a database with our tables, and nothing in them. */
    public static String migrated() {
        return create(Migrated.TEMPLATE_URL);
    }

    private static String template() {
        String empty = empty();
        TestDatabase.migrate(empty, USER, PASSWORD);
        String name = empty.substring(empty.lastIndexOf('/') + 1);
        asAdmin("alter database " + name + " rename to " + TEMPLATE);
        return TEMPLATE;
    }

    private static String create(String template) {
        String name = "test_" + DATABASES.incrementAndGet();
        asAdmin("create database " + name + " owner " + USER + " template " + template);
        return url(port(), name);
    }

    /** Runs {@code sql} as the superuser. */
    public static void asAdmin(String sql) {
        execute(url(port(), "postgres"), "postgres", sql);
    }

    /** What a query for one number answers in {@code database}. */
    public static long number(String database, String sql) {
        try (Connection connection = DriverManager.getConnection(url(port(), database), "postgres", "");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Runs {@code sql} as {@link #USER} in the database at {@code url}. */
    public static void execute(String url, String sql) {
        execute(url, USER, sql);
    }

    private static void execute(String url, String user, String sql) {
        try (Connection connection = DriverManager.getConnection(url, user, "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }
}
