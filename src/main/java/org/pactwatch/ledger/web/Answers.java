package org.pactwatch.ledger.web;

import java.time.Instant;

/** What follows from the record, a moment behind it. */
public interface Answers {

    /**
     * Waits until answers stand at {@code position}, but not for long: what is recorded is recorded.
     *
     * @param recorded when that position was recorded
     */
    void catchUp(long position, Instant recorded);
}
