package org.pactwatch.ledger.jdbc;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;

/** What an error of the database means for a batch. */
enum Fault {
    /** A unique key: somebody else was there first. */
    CLASH,
    /** What is to be written itself: too long, or with characters that the database does not keep. */
    WORDS,
    /** The connection is gone; another one may do. */
    CONNECTION,
    /** Anything else, such as a full disk. */
    OTHER;

    private static final String UNIQUE_VIOLATION = "23505";

    /** H2: the database has been closed under this connection. */
    private static final String CLOSED = "90098";

    static Fault of(SQLException error) {
        String state = error.getSQLState() == null ? "" : error.getSQLState();
        if (state.equals(UNIQUE_VIOLATION)) {
            return CLASH;
        }
        // 22: data exceptions; 23: other constraints; 54: beyond a limit of the database, such as an index's row.
        if (state.startsWith("22") || state.startsWith("23") || state.startsWith("54")) {
            return WORDS;
        }
        // 08: connection exceptions; 57P: PostgreSQL was stopped, or is starting; 25P03: it ended a transaction that
        // stood
        // still, as this process may have.
        return state.startsWith("08")
                        || state.startsWith("57P")
                        || state.equals("25P03")
                        || state.equals(CLOSED)
                        || error instanceof SQLNonTransientConnectionException
                        || error instanceof SQLTransientConnectionException
                ? CONNECTION
                : OTHER;
    }
}
