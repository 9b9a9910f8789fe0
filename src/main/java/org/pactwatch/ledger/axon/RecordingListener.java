package org.pactwatch.ledger.axon;

import java.time.Duration;

/** Hears what became of each command, and how long that took. */
@FunctionalInterface
public interface RecordingListener {

    /** What became of a command. */
    enum Outcome {
        ACCEPTED,
        /** The same had been said before. */
        UNCHANGED,
        REJECTED,
        /** The request's key had been used for something else. */
        KEY_REUSED,
        /** The ledger could not be reached. */
        UNAVAILABLE,
        /** Anything else: a bug. */
        FAILED
    }

    /**
     * @param command its class, which belongs to a sealed interface: there are only so many
     * @param took from the call until its events were durable, or until it was known that there are none
     */
    void recorded(Class<?> command, Outcome outcome, Duration took);
}
