package org.pactwatch.agreement;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pactwatch.time.Counting;
import org.pactwatch.time.Length;
import org.pactwatch.time.Moment;
import org.pactwatch.time.TermSpec;

/** An agreement without fault, of which a test spoils one part. */
final class Pact {

    static final Instant NOON = Instant.parse("2025-03-18T12:00:00Z");
    static final TermSpec TERM = new TermSpec(
            new Moment(LocalDateTime.parse("2025-03-18T00:00"), null),
            ZoneId.of("Europe/Kyiv"),
            Counting.ELAPSED,
            new Length("P30D", 30, Duration.ZERO),
            null);
    static final Scope SCOPE = new Scope(List.of(Act.STRIKE), List.of(Target.ENERGY), null, null, null);

    String id = "pact";
    String title = "A pact";
    List<Party> parties = List.of(
            new Party("RUS", "Russia", List.of(PartyRole.OBLIGOR, PartyRole.BENEFICIARY)),
            new Party("UKR", "Ukraine", List.of(PartyRole.OBLIGOR, PartyRole.BENEFICIARY)),
            new Party("ARE", "Emirates", List.of(PartyRole.MEDIATOR)));
    List<Instrument> instruments = List.of(instrument("readout", Instrument.Kind.READOUT, null, null));
    List<Commitment> commitments = List.of(
            prohibition("rus-abstains", "RUS", "UKR", SCOPE, TERM, "ukr-abstains"),
            prohibition("ukr-abstains", "UKR", "RUS", SCOPE, TERM, "rus-abstains"),
            delivery("rus-releases", "RUS", "UKR", 175),
            delivery("ukr-releases", "UKR", "RUS", 175));
    List<Reading> readings = List.of(reading("one"));
    List<Consent> consents = List.of();
    List<NegotiationItem> negotiation = List.of(item("demand", "RUS"));

    Agreement agreement() {
        return new Agreement(id, title, parties, instruments, commitments, readings, consents, negotiation);
    }

    static Commitment.Prohibition prohibition(
            String key,
            String obligor,
            @Nullable String beneficiary,
            @Nullable Scope scope,
            @Nullable TermSpec term,
            String... reciprocalOn) {
        List<Condition> conditions = List.of(reciprocalOn).stream()
                .map(on -> new Condition(Condition.Kind.RECIPROCAL, on))
                .toList();
        return new Commitment.Prohibition(key, obligor, beneficiary, "It abstains", scope, term, conditions);
    }

    static Commitment.Delivery delivery(String key, String obligor, @Nullable String beneficiary, long quantity) {
        return new Commitment.Delivery(
                key, obligor, beneficiary, "It delivers", TERM, List.of(), quantity, "pieces", false);
    }

    static Instrument instrument(String id, Instrument.Kind kind, @Nullable String by, @Nullable String commitment) {
        return new Instrument(id, kind, by, commitment, When.at(NOON), "An instrument", List.of());
    }

    static NegotiationItem item(String id, String by, String... acceptedBy) {
        return new NegotiationItem(
                id, NegotiationItem.Kind.DEMAND, by, "Something", NOON, List.of(acceptedBy), List.of());
    }

    static Reading reading(String id) {
        return reading(id, null, null, null, Map.of());
    }

    static Reading reading(
            String id,
            @Nullable String holder,
            @Nullable TermSpec term,
            @Nullable Scope scope,
            Map<String, ReadingTerms> commitments) {
        return new Reading(id, holder, null, null, term, scope, null, null, null, null, null, commitments, List.of());
    }
}
