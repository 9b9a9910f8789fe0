package org.pactwatch.compliance.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.pactwatch.time.Interval;
import org.pactwatch.time.Occurrence;
import org.pactwatch.time.Precision;

/**
 * Occurrences that stand alike, whatever else is known of them: all begin between the same two edges of windows, and all
 * end between the same two. So one of them may be judged for all.
 *
 * @param from they begin at or after this
 * @param fromEnd and before this
 * @param after they end after this
 * @param upTo and at or before this
 */
record Cell(Instant from, Instant fromEnd, Instant after, Instant upTo) {

    static final Instant EVER = Instant.parse("0001-01-01T00:00:00Z");
    static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    /** All times at once. */
    static final Cell WHOLE = new Cell(EVER, NEVER, EVER, NEVER);

    /** The cells that the edges of {@code windows} make: for points, or for what lasts. */
    static List<Cell> of(List<Interval> windows, boolean points) {
        TreeSet<Instant> edges = new TreeSet<>(List.of(EVER, NEVER));
        windows.forEach(window -> edges.addAll(List.of(window.from(), window.endExclusive())));
        List<Instant> each = List.copyOf(edges);
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i + 1 < each.size(); i++) {
            for (int j = i; j + 1 < each.size() && (j == i || !points); j++) {
                cells.add(
                        points
                                ? new Cell(each.get(i), each.get(i + 1), EVER, NEVER)
                                : new Cell(each.get(i), each.get(i + 1), each.get(j), each.get(j + 1)));
            }
        }
        return cells;
    }

    /** One that lies in it. */
    Occurrence sample(boolean point) {
        return new Occurrence(from, point ? from : upTo, Precision.EXACT);
    }

    /** The part of it that began before {@code endExclusive}; empty if {@code from} is not before {@code fromEnd}. */
    Cell before(Instant endExclusive) {
        return endExclusive.isBefore(fromEnd) ? new Cell(from, endExclusive, after, upTo) : this;
    }

    /** The same cell for what lasts no longer than {@code longest}: it can't have begun long before it ends. */
    Cell narrowed(Duration longest) {
        if (!after.isAfter(from)) {
            return this;
        }
        Instant earliest = after.minus(longest);
        return earliest.isAfter(from) ? new Cell(earliest, fromEnd, after, upTo) : this;
    }

    boolean isEmpty() {
        return !from.isBefore(fromEnd);
    }
}
