package org.pactwatch.time;

import java.time.Instant;

/**
 * When something is said to have happened: an interval, because sources rarely know the minute. {@code from} = {@code to}
 * is a point.
 *
 * @param from the earliest it can have been
 * @param to the latest; not before {@code from}
 * @param precision how exactly the source knew
 */
public record Occurrence(Instant from, Instant to, Precision precision) {

    public boolean isPoint() {
        return from.equals(to);
    }
}
