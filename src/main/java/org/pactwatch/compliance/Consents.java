package org.pactwatch.compliance;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.Consent;
import org.pactwatch.agreement.Lens;

/**
 * What the obligor of a commitment said to being bound (rule 8). What was said after {@code at} doesn't count.
 *
 * @param said orders included, the latest last
 */
record Consents(Lens lens, List<Consent> said) {

    static Consents to(Lens lens, AgreementFacts facts) {
        return new Consents(lens, facts.consents(lens.commitment()).toList());
    }

    /** Has the obligor said yes, as of {@code moment}? */
    boolean given(Instant moment, Instant at) {
        Consent.Answer latest = null;
        for (Consent consent : said) {
            if (!consent.at().isAfter(moment) && !consent.at().isAfter(at)) {
                latest = consent.consent();
            }
        }
        if (latest == Consent.Answer.ACCEPTED || latest == Consent.Answer.ACCEPTED_CONDITIONALLY) {
            return true;
        }
        // Silence binds only where the reading says from when; an express no is never overridden.
        Instant boundFrom = lens.boundFrom();
        return latest != Consent.Answer.REJECTED && boundFrom != null && !moment.isBefore(boundFrom);
    }

    /** The first instant of the term, not before the reading's own, with consent. It may lie ahead of {@code at}. */
    @Nullable
    Instant bound(Instant at) {
        Instant earliest = lens.term().start();
        Instant boundFrom = lens.boundFrom();
        if (boundFrom != null && boundFrom.isAfter(earliest)) {
            earliest = boundFrom;
        }
        Instant first = earliest;
        return Stream.concat(
                        Stream.of(first),
                        said.stream().map(Consent::at).filter(moment -> moment.isAfter(first) && !moment.isAfter(at)))
                .filter(moment -> !lens.term().hasEnded(moment) && given(moment, at))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}
