package org.pactwatch.ledger.jdbc;

import java.sql.SQLException;
import org.pactwatch.decision.jdbc.Outage;

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

    /** Whoever was committing when it came does not know whether that went through. */
    boolean leavesDoubt() {
        return this == CONNECTION || this == OTHER;
    }

    static Fault of(SQLException error) {
        String state = error.getSQLState() == null ? "" : error.getSQLState();
        if (state.equals(UNIQUE_VIOLATION)) {
            return CLASH;
        }
        // 22: data exceptions; 23: other constraints; 54: beyond a limit of the database, such as an index's row.
        if (state.startsWith("22") || state.startsWith("23") || state.startsWith("54")) {
            return WORDS;
        }
        return Outage.is(error) ? CONNECTION : OTHER;
    }
}
