package org.pactwatch.ledger.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.pactwatch.ledger.Entry;
import org.pactwatch.ledger.LedgerUnavailable;
import org.pactwatch.ledger.Tail;

/** What each database needs so that there is one order of positions, and that what was committed survives. */
enum Dialect {

    /** One process has the file, and in it one thread writes. Only {@code CHECKPOINT SYNC} calls fsync. */
    H2 {
        @Override
        Tail begin(Connection connection) throws SQLException {
            return EntryReader.tail(connection);
        }

        @Override
        boolean append(Connection connection, Tail end, List<Entry> entries, boolean tell) throws SQLException {
            EntryRows.insert(connection, entries);
            connection.commit();
            return true;
        }

        @Override
        void tell(Connection connection) {}

        @Override
        void makeDurable(Connection connection) throws SQLException {
            execute(connection, "CHECKPOINT SYNC");
        }

        @Override
        boolean showsWhatIsNotDurable() {
            return true;
        }
    },

    /** Any number of processes: the lock is held until the transaction's end, and a commit is durable by itself. */
    POSTGRESQL {
        @Override
        Tail begin(Connection connection) throws SQLException {
            // One round trip, but two statements: what the second one sees must be younger than the lock.
            try (Statement statement = connection.createStatement()) {
                statement.execute(LOCK + EntryReader.TAIL);
                statement.getMoreResults();
                try (ResultSet tail = statement.getResultSet()) {
                    return EntryReader.tail(tail);
                }
            }
        }

        @Override
        boolean append(Connection connection, Tail end, List<Entry> entries, boolean tell) throws SQLException {
            String lock = tell ? LOCK_AND_TELL : LOCK;
            try (PreparedStatement statement =
                    connection.prepareStatement(lock + EntryRows.INSERT_BEHIND + "; commit")) {
                EntryRows.bind(statement, end, entries);
                statement.execute();
                statement.getMoreResults();
                return statement.getUpdateCount() > 0;
            }
        }

        @Override
        void tell(Connection connection) throws SQLException {
            execute(connection, "select " + TELL);
        }

        @Override
        void makeDurable(Connection connection) {}

        @Override
        boolean showsWhatIsNotDurable() {
            return false;
        }
    };

    /** The advisory lock of whoever appends: "pactwatc" in ASCII. */
    static final long WRITERS = 0x7061637477617463L;

    /** Where PostgreSQL says that something was appended. */
    static final String CHANNEL = "pactwatch_ledger";

    private static final String LOCK = "select pg_advisory_xact_lock(" + WRITERS + "); ";
    private static final String TELL = "pg_notify('" + CHANNEL + "', '')";
    private static final String LOCK_AND_TELL = "select pg_advisory_xact_lock(" + WRITERS + "), " + TELL + "; ";

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

    /**
     * Waits until no other process appends, and keeps it so until the transaction's end.
     *
     * @return the end of the ledger, as it stands until then
     */
    abstract Tail begin(Connection connection) throws SQLException;

    /**
     * Appends {@code entries} and commits, in one round trip.
     *
     * @param end where the writer believes the ledger to end
     * @param tell whether it also wakes other processes
     * @return false, and nothing is written, if it ends elsewhere
     */
    abstract boolean append(Connection connection, Tail end, List<Entry> entries, boolean tell) throws SQLException;

    /** Wakes other processes, outside of a transaction. */
    abstract void tell(Connection connection) throws SQLException;

    /** Can there be other processes? */
    boolean isShared() {
        return this == POSTGRESQL;
    }

    /** Brings what was committed to the disk, where the commit itself doesn't. */
    abstract void makeDurable(Connection connection) throws SQLException;

    /** Do readers see what is committed before it is on the disk, where a power cut may take it back? */
    abstract boolean showsWhatIsNotDurable();

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
