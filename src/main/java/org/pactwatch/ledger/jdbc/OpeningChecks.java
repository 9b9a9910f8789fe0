package org.pactwatch.ledger.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.pactwatch.ledger.LedgerUnavailable;

/** What must hold before anything is recorded. Cheap: none of it grows with the ledger. */
final class OpeningChecks {

    /** A torn write shows at the end; the rest was checked when it was the end. */
    private static final int TAIL = 1_000;

    private OpeningChecks() {}

    static void run(Connection connection, Dialect dialect) throws SQLException {
        switch (dialect) {
            case H2 -> refuseDelayedWrites(connection);
            case POSTGRESQL -> {
                refuseOff(connection, "fsync");
                refuseOff(connection, "synchronous_commit");
            }
        }
        refuseHoles(connection);
    }

    private static void refuseDelayedWrites(Connection connection) throws SQLException {
        if (connection.getMetaData().getURL().startsWith("jdbc:h2:mem:")) {
            return;
        }
        String delay = setting(
                connection, "select setting_value from information_schema.settings where setting_name = 'WRITE_DELAY'");
        if (!"0".equals(delay)) {
            throw new LedgerUnavailable("H2 would lose acknowledged events when the process is killed: its"
                    + " WRITE_DELAY is " + delay + ". Add ;WRITE_DELAY=0 to spring.datasource.url.");
        }
    }

    private static void refuseOff(Connection connection, String name) throws SQLException {
        if ("off".equals(setting(connection, "show " + name))) {
            throw new LedgerUnavailable("PostgreSQL would lose acknowledged events in a crash: its " + name
                    + " is off. Set it to on, in postgresql.conf or for the user of spring.datasource.username.");
        }
    }

    private static String setting(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : "unknown";
        }
    }

    private static void refuseHoles(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*), min(position), max(position) from"
                        + " (select position from ledger_entry order by position desc limit " + TAIL + ") as tail")) {
            rows.next();
            long count = rows.getLong(1);
            long first = rows.getLong(2);
            long last = rows.getLong(3);
            if (count > 0 && (last - first + 1 != count || (count < TAIL && first != 1))) {
                throw new LedgerUnavailable("The ledger has holes: " + count + " entries stand at the last positions "
                        + first + " to " + last + ". Nothing was changed. Restore a backup or repair it by hand.");
            }
        }
    }
}
