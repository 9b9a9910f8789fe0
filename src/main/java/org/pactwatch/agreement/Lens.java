package org.pactwatch.agreement;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pactwatch.time.Term;
import org.pactwatch.time.TermSpec;

/**
 * One commitment seen through one reading: text and reading merged, the term counted.
 *
 * @param scope what a prohibition speaks of; {@link Scope#NOTHING} for a delivery
 * @param boundFrom the instant from which the reading binds the obligor; {@code null} if it names none
 * @param authorities whose findings count; {@code null}: everybody's
 */
public record Lens(
        Commitment commitment,
        Reading reading,
        Term term,
        Scope scope,
        @Nullable Instant boundFrom,
        List<Condition> conditions,
        ReleaseMode release,
        @Nullable List<String> authorities) {

    /** @throws Term.Unresolvable if text and reading together make no term */
    public static Lens of(Commitment commitment, Reading reading) {
        ReadingTerms one = reading.of(commitment.key());
        ReadingTerms all = reading.ofAll();
        Map<String, Instant> boundFrom = either(one, all, ReadingTerms::boundFrom, Map.<String, Instant>of());
        return new Lens(
                commitment,
                reading,
                Term.of(termSpec(commitment, reading)),
                scope(commitment, reading),
                boundFrom.get(commitment.obligor()),
                either(one, all, ReadingTerms::conditions, commitment.conditions()),
                either(one, all, ReadingTerms::release, ReleaseMode.ON_FINDING),
                one.authorities() != null ? one.authorities() : all.authorities());
    }

    static TermSpec termSpec(Commitment commitment, Reading reading) {
        return TermSpec.NOTHING
                .mergedWith(commitment.term())
                .mergedWith(reading.term())
                .mergedWith(reading.of(commitment.key()).term());
    }

    static Scope scope(Commitment commitment, Reading reading) {
        return switch (commitment) {
            case Commitment.Prohibition p ->
                Scope.NOTHING
                        .mergedWith(p.scope())
                        .mergedWith(reading.scope())
                        .mergedWith(reading.of(p.key()).scope());
            case Commitment.Delivery d -> Scope.NOTHING;
        };
    }

    private static <T> T either(
            ReadingTerms one, ReadingTerms all, Function<ReadingTerms, @Nullable T> part, T otherwise) {
        T first = part.apply(one);
        if (first != null) {
            return first;
        }
        T second = part.apply(all);
        return second != null ? second : otherwise;
    }

    /** Does the reading recognise the authority? */
    public boolean recognises(String authority) {
        return authorities == null || authorities.contains(authority);
    }
}
