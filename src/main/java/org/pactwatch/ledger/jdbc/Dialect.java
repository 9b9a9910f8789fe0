package org.pactwatch.ledger.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.pactwatch.ledger.LedgerUnavailable;

/** What each database needs so that there is one order of positions, and that what was committed survives. */
enum Dialect {

    /** One process has the file, and in it one thread writes. Only {@code CHECKPOINT SYNC} calls fsync. */
    H2 {
        @Override
        void lock(Connection connection) {}

        @Override
        void makeDurable(Connection connection) throws SQLException {
            execute(connection, "CHECKPOINT SYNC");
        }

        @Override
        boolean showsWhatIsNotDurable() {
            return true;
        }

        @Override
        void announce(Connection connection, long lastPosition) {}
    },

    /** Any number of processes: the lock is held until the transaction's end, and a commit is durable by itself. */
    POSTGRESQL {
        @Override
        void lock(Connection connection) throws SQLException {
            // Alone in its statement: what the next one sees must be younger than the lock.
            execute(connection, "select pg_advisory_xact_lock(" + WRITERS + ")");
        }

        @Override
        void makeDurable(Connection connection) {}

        @Override
        boolean showsWhatIsNotDurable() {
            return false;
        }

        @Override
        void announce(Connection connection, long lastPosition) throws SQLException {
            try (PreparedStatement notify = connection.prepareStatement("select pg_notify('" + CHANNEL + "', ?)")) {
                notify.setString(1, Long.toString(lastPosition));
                notify.execute();
            }
        }
    };

    /** The advisory lock of whoever appends: "pactwatc" in ASCII. */
    static final long WRITERS = 0x7061637477617463L;

    /** Where PostgreSQL says what was appended. The payload is the last position. */
    static final String CHANNEL = "pactwatch_ledger";

    /** @throws LedgerUnavailable if the ledger can't be kept in this database */
    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product) {
            case "H2" -> H2;
            case "PostgreSQL" -> POSTGRESQL;
            default ->
                throw new LedgerUnavailable("The ledger is kept in H2 or PostgreSQL, and this is " + product
                        + ". Change spring.datasource.url.");
        };
    }

    /** Waits until no other process appends, and keeps it so until the transaction's end. */
    abstract void lock(Connection connection) throws SQLException;

    /** Brings what was committed to the disk, where the commit itself doesn't. */
    abstract void makeDurable(Connection connection) throws SQLException;

    /** Do readers see what is committed before it is on the disk, where a power cut may take it back? */
    abstract boolean showsWhatIsNotDurable();

    /** Wakes other processes, once the transaction has committed. */
    abstract void announce(Connection connection, long lastPosition) throws SQLException;

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
