package org.pactwatch.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The end of the ledger: all that the next entry must follow.
 *
 * @param position 0 when the ledger is empty
 */
public record Tail(long position, Instant recorded) {

    public static final Tail EMPTY = new Tail(0, Instant.MIN);

    /** When what comes next is recorded: now, unless the clock was set back. A later position never looks earlier. */
    Instant next(Instant now) {
        Instant whole = now.truncatedTo(ChronoUnit.MICROS);
        return whole.isAfter(recorded) ? whole : recorded;
    }
}
