package org.pactwatch.time;

import java.time.Instant;

/**
 * The half-open time {@code [from, endExclusive)}.
 *
 * @param from its first instant
 * @param endExclusive the first instant after it
 */
public record Interval(Instant from, Instant endExclusive) {

    public boolean isEmpty() {
        return !from.isBefore(endExclusive);
    }

    public boolean contains(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(endExclusive);
    }

    /** What lies in both; it may be empty. */
    public Interval within(Interval other) {
        return new Interval(
                from.isBefore(other.from) ? other.from : from,
                endExclusive.isBefore(other.endExclusive) ? endExclusive : other.endExclusive);
    }

    /** Does all of {@code occurrence} lie inside? A point at the start does, a point at the end does not. */
    public boolean holds(Occurrence occurrence) {
        return !occurrence.from().isBefore(from)
                && occurrence.from().isBefore(endExclusive)
                && !occurrence.to().isAfter(endExclusive);
    }

    /** Does none of it lie inside? An interval that only touches an edge from outside is apart. */
    public boolean isApartFrom(Occurrence occurrence) {
        if (occurrence.isPoint()) {
            return !holds(occurrence);
        }
        return !occurrence.to().isAfter(from) || !occurrence.from().isBefore(endExclusive);
    }
}
