package org.pactwatch.reference;

import java.time.Instant;

/** A binding window {@code [from, end)}, never empty (rule 11), and where an occurrence lies towards it (rule 23). */
record Window(Instant from, Instant end) {

    boolean holds(Instant occurredFrom, Instant occurredTo) {
        return !occurredFrom.isBefore(from) && occurredFrom.isBefore(end) && !occurredTo.isAfter(end);
    }

    /** Nothing in common. A point at the start is inside, at the end outside; an interval may touch an edge. */
    boolean isApartFrom(Instant occurredFrom, Instant occurredTo) {
        if (occurredFrom.equals(occurredTo)) {
            return occurredFrom.isBefore(from) || !occurredFrom.isBefore(end);
        }
        return !occurredTo.isAfter(from) || !occurredFrom.isBefore(end);
    }
}
