package org.pactwatch.time;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a term has run at a moment. It runs on the term alone, whether anybody is bound by it or not.
 *
 * @param elapsed time of the term run so far
 * @param remaining time still to run: exact, never negative, zero from the end on
 * @param startsIn time to the start; {@code null} from the start on
 * @param endedAgo time since the end (or since the commitment was released); {@code null} before it
 * @param day which day of how many; {@code null} where the length isn't a whole number of days
 */
public record Countdown(
        Duration elapsed,
        Duration remaining,
        @Nullable Duration startsIn,
        @Nullable Duration endedAgo,
        @Nullable Day day) {

    /**
     * @param n whole days elapsed + 1, at most {@code of}; 0 before the start
     * @param of the length in days
     */
    public record Day(long n, long of) {}

    /** @param released when the commitment was released, if it was by {@code at}: then nothing remains */
    public static Countdown of(Term term, Instant at, @Nullable Instant released) {
        Duration elapsed = term.elapsed(at);
        if (released != null) {
            return new Countdown(elapsed, Duration.ZERO, null, Duration.between(released, at), day(term, at));
        }
        return new Countdown(
                elapsed,
                term.remaining(at),
                at.isBefore(term.start()) ? Duration.between(at, term.start()) : null,
                term.hasEnded(at) ? Duration.between(term.endExclusive(), at) : null,
                day(term, at));
    }

    private static @Nullable Day day(Term term, Instant at) {
        Length length = term.length();
        if (length == null || length.wholeDays() == 0) {
            return null;
        }
        long of = length.wholeDays();
        return new Day(
                at.isBefore(term.start()) ? 0 : Math.min(of, term.elapsed(at).toDays() + 1), of);
    }
}
