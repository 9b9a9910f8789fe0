package org.pactwatch.decision.jdbc;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/** Tells the errors that are nobody's mistake: the database is gone, or has no connection to spare. It comes back. */
public final class Outage {

    /** H2: the database has been closed. */
    private static final String CLOSED = "90098";

    private Outage() {}

    /** Does {@code error} come of it? */
    public static boolean is(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && isConnection(sql)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isConnection(SQLException error) {
        String state = error.getSQLState() == null ? "" : error.getSQLState();
        return error instanceof SQLTransientConnectionException
                || "Connection is closed".equals(error.getMessage()) // the pool's own words, without a state
                || state.startsWith("08") // connection exceptions
                || state.startsWith("57P") // PostgreSQL was stopped, or is starting
                || state.startsWith("53") // it has no room or no connections left
                || state.equals("25P03") // it has given up a session that was silent, as that of a frozen server is
                || state.equals("25P04") // or one that took too long
                || state.equals(CLOSED);
    }
}
