package org.pactwatch.ledger.web;

/** What follows from the record, a moment behind it. */
public interface Answers {

    /** Waits until answers stand at {@code position}, but not for long: what is recorded is recorded. */
    void catchUp(long position);
}
