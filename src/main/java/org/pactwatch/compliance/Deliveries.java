package org.pactwatch.compliance;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.Agreement;
import org.pactwatch.agreement.Commitment;
import org.pactwatch.agreement.Commitment.Delivery;
import org.pactwatch.agreement.Declaration.Handover;
import org.pactwatch.agreement.Party;
import org.pactwatch.agreement.PartyRole;

/**
 * What was handed over for a commitment, confirmed or only claimed. Of a prohibition there is nothing.
 *
 * @param promise what was promised; {@code null} for a prohibition
 * @param made as they stand corrected, in order of when they happened
 */
record Deliveries(@Nullable Delivery promise, Agreement agreement, List<Fact<Handover>> made) {

    static Deliveries towards(Commitment commitment, AgreementFacts facts) {
        return switch (commitment) {
            case Delivery d -> new Deliveries(d, facts.agreement(), facts.handovers(d));
            case Commitment.Prohibition p -> new Deliveries(null, facts.agreement(), List.of());
        };
    }

    /** The sum that somebody with a say has confirmed, of what happened by {@code at}. */
    long confirmed(Instant at) {
        return sum(at, true);
    }

    /** The sum that the obligor alone claims, or somebody without a say. Disjoint from the confirmed. */
    long claimed(Instant at) {
        return sum(at, false);
    }

    private long sum(Instant at, boolean confirmed) {
        return made.stream()
                .map(Fact::what)
                .filter(handover -> !handover.at().isAfter(at) && isConfirmed(handover) == confirmed)
                .mapToLong(Handover::quantity)
                .sum();
    }

    private boolean isConfirmed(Handover handover) {
        return handover.confirmedBy().stream().anyMatch(this::confirms);
    }

    /** The beneficiary, or who stands between the parties; where nobody benefits, any party but the obligor. */
    private boolean confirms(String party) {
        if (promise == null || party.equals(promise.obligor())) {
            return false;
        }
        if (promise.beneficiary() == null || party.equals(promise.beneficiary())) {
            return true;
        }
        Optional<Party> known = agreement.party(party);
        return known.isPresent() && known.get().roles().stream().anyMatch(PartyRole::confirmsDeliveries);
    }

    /** When the confirmed sum reached the promise, and where that delivery is recorded; {@code null} if it hasn't. */
    @Nullable
    Fact<Instant> reached() {
        if (promise == null) {
            return null;
        }
        long sum = 0;
        for (Fact<Handover> fact : made) {
            sum += isConfirmed(fact.what()) ? fact.what().quantity() : 0;
            if (sum >= promise.quantity()) {
                return new Fact<>(fact.what().at(), fact.position());
            }
        }
        return null;
    }

    boolean reachedBy(Instant at) {
        Fact<Instant> reached = reached();
        return reached != null && !reached.what().isAfter(at);
    }
}
