package org.pactwatch.agreement;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pactwatch.decision.Faults;
import org.pactwatch.decision.Rejection;

/** May this be declared of an agreement that stands? */
final class DeclarationCheck {

    private final AgreementState state;
    private final Faults faults = new Faults();
    private final AgreementCheck names;

    private DeclarationCheck(AgreementState state) {
        this.state = state;
        this.names = AgreementCheck.within(state.agreement(), faults);
    }

    /** Why it may not, if so. */
    static Optional<Rejection> of(Declaration declaration, AgreementState state) {
        DeclarationCheck check = new DeclarationCheck(state);
        Optional<Rejection> conflict = check.run(declaration);
        return check.faults.rejection().or(() -> conflict);
    }

    /** Notes faults of the declaration itself, and answers what it clashes with on record. */
    private Optional<Rejection> run(Declaration declaration) {
        return switch (declaration) {
            case Consent d -> {
                names.consent("", d);
                instrument(d);
                yield Optional.empty();
            }
            case Instrument d -> {
                names.instrument("", d);
                yield taken("instrument", d.id(), d, state.instrument(d.id()).orElse(null));
            }
            case Reading d -> {
                names.reading("", d);
                yield taken("reading", d.id(), d, state.reading(d.id()).orElse(null));
            }
            case NegotiationItem d -> {
                names.negotiationItem("", d);
                yield taken(
                        "negotiation item",
                        d.id(),
                        d,
                        state.negotiationItem(d.id()).orElse(null));
            }
            case Declaration.Handover d -> handover(d);
            case Declaration.Release d -> {
                byObligor(d.by(), d.commitments());
                yield taken("release", d.id(), d);
            }
            case Declaration.Reservation d -> {
                byObligor(d.by(), d.commitments());
                yield taken("reservation", d.id(), d);
            }
            case Declaration.Waiver d -> {
                byObligor(d.by(), d.commitments());
                yield taken("waiver", d.id(), d);
            }
            case Declaration.AggregateClaim d -> {
                names.party("/claimant", d.claimant());
                names.party("/against", d.against());
                names.commitmentKeys("/commitments", d.commitments());
                faults.check(
                        d.count() >= 0,
                        "count-negative",
                        "/count",
                        d.count(),
                        "A count is not negative.",
                        "Give the number that was claimed.");
                yield taken("aggregate claim", d.id(), d);
            }
        };
    }

    private void instrument(Consent consent) {
        String id = consent.instrument();
        faults.check(
                id == null || state.instrument(id).isPresent(),
                "unknown-instrument",
                "/instrument",
                id,
                "The agreement has no instrument \"" + id + "\".",
                "Record it first, or leave the field out.");
    }

    private Optional<Rejection> handover(Declaration.Handover handover) {
        names.id("/id", handover.id());
        names.commitmentKey("/commitment", handover.commitment());
        handover.confirmedBy().forEach(party -> names.party("/confirmedBy", party));
        boolean correction = handover.corrects() != null;
        faults.check(
                handover.quantity() >= (correction ? 0 : 1) && handover.quantity() <= AgreementCheck.MOST,
                "quantity-out-of-range",
                "/quantity",
                handover.quantity(),
                "A delivery hands over more than nothing.",
                "Give a whole number above 0; 0 only in a correction, for a delivery that never happened.");
        state.agreement()
                .commitment(handover.commitment())
                .ifPresent(commitment -> faults.check(
                        commitment instanceof Commitment.Delivery,
                        "not-a-delivery",
                        "/commitment",
                        commitment.key(),
                        "\"" + commitment.key() + "\" is a prohibition: nothing is handed over for it.",
                        "Name a delivery."));
        Optional<Rejection> clash = taken(
                "delivery",
                handover.id(),
                handover,
                state.handover(handover.id()).orElse(null));
        return clash.isPresent() || handover.corrects() == null
                ? clash
                : corrected(handover.id(), handover.commitment(), handover.corrects());
    }

    private Optional<Rejection> corrected(String id, String commitment, String corrects) {
        Optional<Declaration.Handover> original = state.handover(corrects);
        if (original.isEmpty()) {
            faults.add(
                    "unknown-delivery",
                    "/corrects",
                    corrects,
                    "No delivery \"" + corrects + "\" is recorded to be corrected.",
                    "Name its id, or leave corrects out.");
            return Optional.empty();
        }
        if (!original.get().commitment().equals(commitment)) {
            return Optional.of(Rejection.conflict(
                    "correction-of-another-commitment",
                    "Delivery \"" + corrects + "\" was made for \""
                            + original.get().commitment()
                            + "\". Correct it to quantity 0 there, and record the delivery for \"" + commitment
                            + "\" anew."));
        }
        return state.declared(Declaration.Handover.class)
                .filter(other ->
                        corrects.equals(other.corrects()) && !other.id().equals(id))
                .findFirst()
                .map(other -> Rejection.conflict(
                        "already-corrected",
                        "Delivery \"" + corrects + "\" was corrected by \"" + other.id() + "\". Correct that one."));
    }

    private void byObligor(String by, List<String> commitments) {
        names.party("/by", by);
        names.commitmentKeys("/commitments", commitments);
        for (String key : commitments) {
            state.agreement()
                    .commitment(key)
                    .ifPresent(commitment -> faults.check(
                            commitment.obligor().equals(by),
                            "by-the-obligor-only",
                            "/by",
                            by,
                            "Only the obligor of \"" + key + "\", " + commitment.obligor() + ", can declare this.",
                            "Name the obligor, or another commitment."));
        }
        faults.check(
                state.agreement().commitments().stream()
                        .anyMatch(commitment -> commitment.obligor().equals(by)),
                "by-the-obligor-only",
                "/by",
                by,
                "\"" + by + "\" owes no commitment of this agreement.",
                "Name an obligor: "
                        + String.join(
                                ", ",
                                state.agreement().commitments().stream()
                                        .map(Commitment::obligor)
                                        .distinct()
                                        .sorted(Comparator.naturalOrder())
                                        .toList())
                        + ".");
    }

    /** Of what may go without an id. */
    private Optional<Rejection> taken(String what, @Nullable String id, Declaration said) {
        if (id != null) {
            names.id("/id", id);
        }
        return id == null
                ? Optional.empty()
                : taken(what, id, said, state.byId(said.getClass(), id).orElse(null));
    }

    private static Optional<Rejection> taken(String what, String id, Declaration said, @Nullable Declaration recorded) {
        return recorded == null || recorded.equals(said)
                ? Optional.empty()
                : Optional.of(
                        Rejection.conflict(
                                "id-taken",
                                "A " + what + " \"" + id
                                        + "\" is recorded with other content. What is recorded stays: give this one an id of its own."));
    }
}
