package org.pactwatch.time;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A term: the half-open time {@code [start, endExclusive)}, and how it was counted.
 *
 * @param start its first instant
 * @param endExclusive the first instant after it
 * @param length as stated; {@code null} where the counting is {@link Counting#UNTIL}
 * @param counting the convention that {@code length} was counted by
 * @param zone whose clock and calendar counted
 * @param arithmetic the sum in words that a person can check by hand
 */
public record Term(
        Instant start,
        Instant endExclusive,
        @Nullable Length length,
        Counting counting,
        ZoneId zone,
        String arithmetic) {

    /**
     * Why a {@link TermSpec} makes no term.
     *
     * @param part the part at fault: start, zone, counting, length or until
     */
    public static final class Unresolvable extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final String part;

        Unresolvable(String part, String message) {
            super(message);
            this.part = part;
        }

        public String part() {
            return part;
        }
    }

    /**
     * Counts the term. A start in a gap of the zone's clock moves forward by the gap, in an overlap it is the earlier
     * instant, as {@link ZonedDateTime} has it.
     *
     * @throws Unresolvable if a part is missing, doesn't fit the convention, or leaves an empty term
     */
    public static Term of(TermSpec spec) {
        Counting counting = need("counting", spec.counting());
        ZoneId zone = need("zone", spec.zone());
        ZonedDateTime start = need("start", spec.start()).in(zone);
        Length length = counting == Counting.UNTIL ? null : need("length", spec.length());
        ZonedDateTime end = switch (counting) {
            case UNTIL -> need("until", spec.until()).in(zone);
            case ELAPSED -> start.plus(given(length).elapsed());
            case CALENDAR ->
                given(length).inDays()
                        ? start.plusDays(given(length).days())
                        : start.plus(given(length).clock());
            case DAYS_INCLUSIVE -> midnightAfter(start, wholeDays(length));
            case DAYS_EXCLUSIVE -> midnightAfter(start, wholeDays(length) + 1);
        };
        if (!end.isAfter(start)) {
            throw new Unresolvable(
                    counting == Counting.UNTIL ? "until" : "length",
                    "The term would end at " + end.toInstant() + ", not after its start " + start.toInstant() + ".");
        }
        return new Term(
                start.toInstant(),
                end.toInstant(),
                length,
                counting,
                zone,
                arithmetic(counting, zone, start, length, end));
    }

    private static <T> T need(String part, @Nullable T value) {
        if (value == null) {
            throw new Unresolvable(part, "The term has no " + part + ".");
        }
        return value;
    }

    private static Length given(@Nullable Length length) {
        return need("length", length);
    }

    private static long wholeDays(@Nullable Length length) {
        if (!given(length).inDays()) {
            throw new Unresolvable("length", "Days are counted in whole days; " + length + " is given in hours.");
        }
        return given(length).days();
    }

    /** Day 1 is the start's local date, whatever its hour. */
    private static ZonedDateTime midnightAfter(ZonedDateTime start, long day) {
        return start.toLocalDate().plusDays(day).atStartOfDay(start.getZone());
    }

    private static String arithmetic(
            Counting counting, ZoneId zone, ZonedDateTime start, @Nullable Length length, ZonedDateTime end) {
        LocalDateTime from = start.toLocalDateTime();
        String to = end.toLocalDateTime() + " " + zone;
        if (counting == Counting.UNTIL) {
            return "from " + from + " " + zone + " until " + to;
        }
        String sum = switch (counting) {
            case ELAPSED ->
                given(length).inDays()
                        ? given(length).days() + " × 24 h"
                        : hours(given(length).clock());
            case CALENDAR ->
                given(length).inDays()
                        ? given(length).days() + " calendar days"
                        : hours(given(length).clock());
            case DAYS_INCLUSIVE -> "days 1 to " + given(length).days() + ", the start's date being day 1";
            case DAYS_EXCLUSIVE -> given(length).days() + " days, the start's date not counted";
            case UNTIL -> throw new IllegalStateException();
        };
        return from + " " + zone + " + " + sum + " = " + to;
    }

    private static String hours(Duration clock) {
        return clock.equals(Duration.ofHours(clock.toHours())) ? clock.toHours() + " h" : clock.toString();
    }

    /** Time of the term run up to {@code at}: zero before the start, the whole of it from the end on. */
    public Duration elapsed(Instant at) {
        if (at.isBefore(start)) {
            return Duration.ZERO;
        }
        return Duration.between(start, at.isBefore(endExclusive) ? at : endExclusive);
    }

    /** Time of the term still to run at {@code at}: the whole of it before the start, zero from the end on. */
    public Duration remaining(Instant at) {
        return Duration.between(start, endExclusive).minus(elapsed(at));
    }

    /** Is {@code at} at or after the end? */
    public boolean hasEnded(Instant at) {
        return !at.isBefore(endExclusive);
    }
}
