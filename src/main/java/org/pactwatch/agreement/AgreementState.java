package org.pactwatch.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a decision about an agreement rests on.
 *
 * @param agreement as registered
 * @param declared what was declared since, in order
 */
public record AgreementState(Agreement agreement, List<Declaration> declared) {

    AgreementState with(Declaration declaration) {
        List<Declaration> all = new ArrayList<>(declared);
        all.add(declaration);
        return new AgreementState(agreement, all);
    }

    Optional<Instrument> instrument(String id) {
        return Stream.concat(agreement.instruments().stream(), declared(Instrument.class))
                .filter(i -> i.id().equals(id))
                .findFirst();
    }

    Optional<Reading> reading(String id) {
        return Stream.concat(agreement.readings().stream(), declared(Reading.class))
                .filter(r -> r.id().equals(id))
                .findFirst();
    }

    Optional<NegotiationItem> negotiationItem(String id) {
        return Stream.concat(agreement.negotiation().stream(), declared(NegotiationItem.class))
                .filter(i -> i.id().equals(id))
                .findFirst();
    }

    Optional<Declaration.Handover> handover(String id) {
        return declared(Declaration.Handover.class)
                .filter(h -> h.id().equals(id))
                .findFirst();
    }

    /** What was declared since under that id, of that kind. */
    Optional<Declaration> byId(Class<? extends Declaration> kind, String id) {
        return declared.stream()
                .filter(kind::isInstance)
                .filter(declaration -> id.equals(declaration.id()))
                .findFirst();
    }

    /** The last consent of a party, whatever it spoke of. */
    Optional<Consent> lastConsent(String party) {
        return Stream.concat(agreement.consents().stream(), declared(Consent.class))
                .filter(c -> c.party().equals(party))
                .reduce((earlier, later) -> later);
    }

    <D extends Declaration> Stream<D> declared(Class<D> type) {
        return declared.stream().filter(type::isInstance).map(type::cast);
    }
}
