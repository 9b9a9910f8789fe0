package org.pactwatch.decision.web;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is nobody's mistake: the database is gone, or has no connection to spare. It comes back by itself. */
public final class Outage {

    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

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
                || state.equals("25P03") // it has ended a transaction that stood still, since nothing came through
                || state.equals(CLOSED);
    }

    static Problem problem(Throwable cause) {
        // Without its stack: as many are asked as poll, and the ledger's own log says once what is the matter.
        LOG.debug("The database does not answer.", cause);
        return Problems.of(
                503,
                "database-away",
                "The database does not answer, so this can't be looked up now. Ask again in a moment.");
    }
}
