package org.pactwatch.compliance;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.Commitment;
import org.pactwatch.agreement.Reading;
import org.pactwatch.time.Countdown;
import org.pactwatch.time.Term;

/**
 * How one commitment stands under one reading at one moment, and what that rests on.
 *
 * @param at the moment asked about
 * @param foundBy authorities whose findings made it {@link Compliance#VIOLATION_FOUND}, by name
 * @param boundFrom since when it binds, or from when it is known to; {@code null} if it does not
 * @param tally the incidents; {@code null} for a delivery
 * @param progress what was delivered; {@code null} for a prohibition
 * @param nextTransition the next change of force that is known to lie ahead; {@code null} if there is none
 */
public record Verdict(
        Commitment commitment,
        Reading reading,
        Instant at,
        Force force,
        Compliance compliance,
        List<String> foundBy,
        Term term,
        @Nullable Instant boundFrom,
        Countdown countdown,
        @Nullable Tally tally,
        @Nullable Progress progress,
        Basis basis,
        List<Contested> contestedDeclarations,
        @Nullable Transition nextTransition) {

    /** The version of the rules that verdicts are made by. */
    public static final int RULES = 1;

    /**
     * @param percent whole percent confirmed, at most 100
     */
    public record Progress(long promised, String unit, long confirmed, long claimed, int percent) {}

    /** A declaration without the effect that it claims, or whose ground no longer holds. */
    public record Contested(String type, @Nullable String id, long position) {}

    /** A change of force that is known to lie ahead. */
    public record Transition(Instant at, Force to) {}
}
