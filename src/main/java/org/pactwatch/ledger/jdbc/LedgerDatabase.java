package org.pactwatch.ledger.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.pactwatch.ledger.LedgerUnavailable;

/**
 * The database of a ledger as a command opens it: without a pool, for one user. H2 lets one process at a time open its
 * file, so that an open one also keeps a server from starting on it.
 */
public final class LedgerDatabase implements AutoCloseable {

    private static final int H2_LOCKED = 90020;
    private static final int H2_NO_FILE = 90146;
    private static final int PATIENCE_SECONDS = 10;

    private final LedgerPlace place;
    private final Connection connection;

    private LedgerDatabase(LedgerPlace place, Connection connection) {
        this.place = place;
        this.connection = connection;
    }

    /**
     * Opens a database that holds a ledger, and changes nothing in it.
     *
     * @throws LedgerUnavailable if it can't be reached, is in use by a server, or holds no ledger
     */
    public static LedgerDatabase existing(LedgerPlace place) {
        // H2 would make an empty file of a mistyped name.
        String guard = place.isH2() && !upper(place.url()).contains(";IFEXISTS=") ? ";IFEXISTS=TRUE" : "";
        Connection connection = connect(place, place.url() + guard);
        try {
            if (!hasLedger(connection)) {
                throw new LedgerUnavailable(
                        "There is no ledger in " + place.shown() + ": it has no table ledger_entry.");
            }
            return new LedgerDatabase(place, connection);
        } catch (SQLException | LedgerUnavailable e) {
            close(connection, e);
            throw e instanceof LedgerUnavailable known ? known : unreadable(place, e);
        }
    }

    /**
     * Opens a database and brings its tables up to date, or makes them in an empty one.
     *
     * @param migrations where they lie, as {@code spring.flyway.locations} names them
     * @throws LedgerUnavailable if it can't be reached, is in use by a server, or holds something else
     */
    public static LedgerDatabase migrated(LedgerPlace place, List<String> migrations) {
        String url = durable(place);
        // Flyway opens and closes connections of its own: with this one open, H2 keeps the file between them.
        Connection connection = connect(place, url);
        try {
            flyway(place, url, migrations).migrate();
            return new LedgerDatabase(place, connection);
        } catch (FlywayException e) {
            close(connection, e);
            throw new LedgerUnavailable(
                    "The tables of " + place.shown() + " can't be made or brought up to date: " + firstLine(e), e);
        }
    }

    static Flyway flyway(LedgerPlace place, String url, List<String> migrations) {
        return Flyway.configure(LedgerDatabase.class.getClassLoader())
                .dataSource(url, place.user(), place.password())
                .locations(migrations.stream()
                        .map(location -> location.replace("{vendor}", place.isH2() ? "h2" : "postgresql"))
                        .toArray(String[]::new))
                .load();
    }

    /** H2 must not acknowledge what a killed process would lose. */
    private static String durable(LedgerPlace place) {
        return place.isH2() && !upper(place.url()).contains(";WRITE_DELAY=")
                ? place.url() + ";WRITE_DELAY=0"
                : place.url();
    }

    private static Connection connect(LedgerPlace place, String url) {
        if (!place.isH2() && !place.isPostgreSql()) {
            throw new LedgerUnavailable("\"" + place.shown() + "\" is no address of a ledger. One begins with"
                    + " jdbc:h2:file: or jdbc:postgresql:.");
        }
        try {
            return DriverManager.getConnection(url, properties(place));
        } catch (SQLException e) {
            throw unreachable(place, e);
        }
    }

    static Properties properties(LedgerPlace place) {
        Properties properties = new Properties();
        properties.setProperty("user", place.user());
        properties.setProperty("password", place.password());
        if (place.isPostgreSql()) {
            properties.setProperty("reWriteBatchedInserts", "true");
            properties.setProperty("loginTimeout", Integer.toString(PATIENCE_SECONDS));
            properties.setProperty("ApplicationName", "pactwatch-tool");
            properties.setProperty("options", "-c lock_timeout=" + PATIENCE_SECONDS + "s");
        }
        return properties;
    }

    private static boolean hasLedger(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from information_schema.tables where"
                        + " lower(table_name) = 'ledger_entry' and lower(table_schema) = lower(current_schema)")) {
            return rows.next() && rows.getInt(1) > 0;
        }
    }

    private static LedgerUnavailable unreachable(LedgerPlace place, SQLException e) {
        return switch (e.getErrorCode()) {
            case H2_LOCKED ->
                new LedgerUnavailable(
                        place.shown() + " is in use by another process. Stop the server first: only one process at a"
                                + " time can open an H2 file.",
                        e);
            case H2_NO_FILE -> new LedgerUnavailable("There is no ledger in " + place.shown() + ".", e);
            default ->
                new LedgerUnavailable(
                        place.shown() + " can't be opened as user \"" + place.user() + "\": " + firstLine(e), e);
        };
    }

    static LedgerUnavailable unreadable(LedgerPlace place, Exception e) {
        return new LedgerUnavailable(place.shown() + " can't be read: " + firstLine(e), e);
    }

    static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).strip().lines().findFirst().orElse("");
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    private static void close(Connection connection, Exception cause) {
        try {
            connection.close();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    public LedgerPlace place() {
        return place;
    }

    Connection connection() {
        return connection;
    }

    /** The last position, 0 if nothing is recorded. */
    public long head() {
        try (var select = connection.prepareStatement(
                        "select position from ledger_entry order by position desc limit 1");
                var rows = select.executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        } catch (SQLException e) {
            throw unreadable(place, e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw unreadable(place, e);
        }
    }
}
