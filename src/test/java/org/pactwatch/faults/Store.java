package org.pactwatch.faults;

import java.util.function.Consumer;

/** The record as SQL shows it. */
interface Store {

    /** Hands over every row after {@code position}, in order. */
    void after(long position, Consumer<Found> to);

    /** Are the events of one deed to stand side by side? */
    default boolean positionsMean() {
        return true;
    }
}
