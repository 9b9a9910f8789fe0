package org.pactwatch.compliance;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.Act;
import org.pactwatch.agreement.Agreement;
import org.pactwatch.agreement.AgreementCommand;
import org.pactwatch.agreement.AgreementDecider;
import org.pactwatch.agreement.AgreementEvent;
import org.pactwatch.agreement.AgreementState;
import org.pactwatch.agreement.Commitment;
import org.pactwatch.agreement.Condition;
import org.pactwatch.agreement.Consent;
import org.pactwatch.agreement.Declaration;
import org.pactwatch.agreement.Instrument;
import org.pactwatch.agreement.Party;
import org.pactwatch.agreement.PartyRole;
import org.pactwatch.agreement.Reading;
import org.pactwatch.agreement.Scope;
import org.pactwatch.agreement.Target;
import org.pactwatch.agreement.When;
import org.pactwatch.decision.Decision;
import org.pactwatch.incident.Attribution;
import org.pactwatch.incident.Finding;
import org.pactwatch.incident.IncidentCommand;
import org.pactwatch.incident.IncidentDecider;
import org.pactwatch.incident.IncidentEvent;
import org.pactwatch.incident.IncidentReport;
import org.pactwatch.incident.IncidentState;
import org.pactwatch.incident.Outcome;
import org.pactwatch.incident.Stance;
import org.pactwatch.time.Counting;
import org.pactwatch.time.Length;
import org.pactwatch.time.Moment;
import org.pactwatch.time.Occurrence;
import org.pactwatch.time.Precision;
import org.pactwatch.time.TermSpec;

/**
 * A small pact, put on record through the deciders, and the questions about it.
 *
 * <p>A and B abstain from strikes against each other's energy, each provided that the other does; A delivers ten to B, B
 * gives three to nobody in particular. Everything runs from {@code day(1)} to {@code day(11)}. M mediates, W watches.
 */
final class Scenario {

    static final String A_ABSTAINS = "a-abstains";
    static final String B_ABSTAINS = "b-abstains";
    static final String A_DELIVERS = "a-delivers";
    static final String B_GIVES = "b-gives";

    private static final Instant DAY_ZERO = Instant.parse("2025-03-31T00:00:00Z");

    private final AgreementDecider agreements = new AgreementDecider();
    private final IncidentDecider incidents = new IncidentDecider();
    private final List<Fact<AgreementEvent>> pact = new ArrayList<>();
    private final Map<String, List<Fact<IncidentEvent>>> happened = new LinkedHashMap<>();
    private final Map<String, IncidentState> incidentStates = new HashMap<>();
    private final RecordedBearings bearings = new RecordedBearings();
    private @Nullable AgreementState state;
    private long head;

    /** The moment {@code n} days after the day before the term: 1 is its first instant, 11 its end. */
    static Instant day(double n) {
        return DAY_ZERO.plusSeconds(Math.round(n * 86_400));
    }

    /** The pact, without anybody's word on it yet. */
    static Scenario pact(Reading... readings) {
        Scenario scenario = new Scenario();
        scenario.record(new AgreementCommand.RegisterAgreement(agreement(List.of(readings))));
        return scenario;
    }

    /** The pact, and both have said yes to all of it on the day before. */
    static Scenario accepted(Reading... readings) {
        return pact(readings).accepts("A", day(0)).accepts("B", day(0));
    }

    static ReadingOf reading(String id) {
        return new ReadingOf(id);
    }

    private static Agreement agreement(List<Reading> readings) {
        TermSpec term = new TermSpec(
                new Moment(LocalDateTime.parse("2025-04-01T00:00"), null),
                ZoneId.of("UTC"),
                Counting.ELAPSED,
                new Length("P10D", 10, Duration.ZERO),
                null);
        return new Agreement(
                "pact",
                "A small pact",
                List.of(
                        new Party("A", "A", List.of(PartyRole.OBLIGOR, PartyRole.BENEFICIARY)),
                        new Party("B", "B", List.of(PartyRole.OBLIGOR, PartyRole.BENEFICIARY)),
                        new Party("M", "M", List.of(PartyRole.BENEFICIARY, PartyRole.MEDIATOR)),
                        new Party("W", "W", List.of(PartyRole.BENEFICIARY))),
                List.of(),
                List.of(
                        abstains(A_ABSTAINS, "A", "B", term, B_ABSTAINS),
                        abstains(B_ABSTAINS, "B", "A", term, A_ABSTAINS),
                        new Commitment.Delivery(
                                A_DELIVERS, "A", "B", "A delivers ten", term, List.of(), 10, "pieces", false),
                        new Commitment.Delivery(
                                B_GIVES, "B", null, "B gives three", term, List.of(), 3, "pieces", true)),
                readings,
                List.of(),
                List.of());
    }

    private static Commitment abstains(String key, String obligor, String beneficiary, TermSpec term, String twin) {
        Scope scope = new Scope(List.of(Act.STRIKE), List.of(Target.ENERGY), null, null, null);
        return new Commitment.Prohibition(
                key,
                obligor,
                beneficiary,
                obligor + " abstains",
                scope,
                term,
                List.of(new Condition(Condition.Kind.RECIPROCAL, twin)));
    }

    // ---- What is declared

    Scenario accepts(String party, Instant at) {
        return says(party, Consent.Answer.ACCEPTED, at);
    }

    Scenario says(String party, Consent.Answer answer, Instant at, String... commitments) {
        return declare(new Consent(party, answer, at, List.of(commitments), null, List.of()));
    }

    Scenario orders(String party, @Nullable String commitment, Instant from, Instant to) {
        return declare(new Instrument(
                "order-" + head, Instrument.Kind.ORDER, party, commitment, new When(from, to), "An order", List.of()));
    }

    Scenario releasesItself(String party, Instant at, String... commitments) {
        return declare(
                new Declaration.Release("release-" + (head() + 1), List.of(commitments), party, at, null, List.of()));
    }

    Scenario waives(String party, Instant at) {
        return declare(new Declaration.Waiver(null, List.of(), party, at, null, List.of()));
    }

    Scenario reserves(String party, Instant at) {
        return declare(new Declaration.Reservation(null, List.of(), party, at, null, List.of()));
    }

    Scenario delivered(String id, String commitment, long quantity, Instant at, String... confirmedBy) {
        return declare(new Declaration.Handover(id, commitment, quantity, at, List.of(confirmedBy), null, List.of()));
    }

    Scenario corrected(String id, String corrects, String commitment, long quantity, Instant at, String... by) {
        return declare(new Declaration.Handover(id, commitment, quantity, at, List.of(by), corrects, List.of()));
    }

    Scenario declare(Declaration declaration) {
        return record(new AgreementCommand.Declare("pact", declaration));
    }

    private Scenario record(AgreementCommand command) {
        Decision<AgreementEvent> decision = agreements.decide(command, state);
        for (AgreementEvent event : events(decision)) {
            pact.add(new Fact<>(event, ++head));
            state = agreements.evolve(state, event);
        }
        return this;
    }

    // ---- What is said to have happened

    /** A strike at one moment, of which the other side accuses. */
    Scenario strike(String incident, String accused, Instant at) {
        return strike(incident, accused, at, at);
    }

    Scenario strike(String incident, String accused, Instant from, Instant to) {
        return report(incident, strikeOf(from, to, accused.equals("A") ? "B" : "A", accused));
    }

    static IncidentReport strikeOf(Instant from, Instant to, String claimant, String... accused) {
        return new IncidentReport(
                "A strike",
                Act.STRIKE,
                Target.SUBSTATION,
                null,
                new Occurrence(from, to, from.equals(to) ? Precision.EXACT : Precision.NIGHT),
                to.plusSeconds(3600),
                null,
                List.of(accused),
                claimant,
                List.of(),
                null);
    }

    Scenario report(String incident, IncidentReport report) {
        return record(new IncidentCommand.ReportIncident(incident, report, "monitor"));
    }

    Scenario furtherReport(String incident, IncidentReport report) {
        return record(new IncidentCommand.AddReport(incident, report, "monitor"));
    }

    Scenario says(String claimant, Stance stance, String accused, String incident) {
        return record(new IncidentCommand.AddAttribution(
                incident, new Attribution(accused, claimant, stance, List.of()), "monitor"));
    }

    /** The finding's id is the authority's name and the position: {@code Commission-7}. */
    Scenario finds(String authority, Outcome outcome, String incident, String... attributedTo) {
        String clause = outcome == Outcome.WITHIN_EXCEPTION ? "article 2" : null;
        Finding finding = new Finding(
                authority + "-" + (head + 1),
                authority,
                null,
                null,
                outcome,
                List.of(attributedTo),
                clause,
                null,
                List.of());
        return record(new IncidentCommand.RecordFinding(incident, finding, "reviewer"));
    }

    Scenario withdraws(String authority, long position, String incident) {
        return record(new IncidentCommand.WithdrawFinding(incident, authority + "-" + position, "wrong", "reviewer"));
    }

    private Scenario record(IncidentCommand command) {
        String id = command.incidentId();
        Decision<IncidentEvent> decision = incidents.decide(command, incidentStates.get(id));
        for (IncidentEvent event : events(decision)) {
            Fact<IncidentEvent> fact = new Fact<>(event, ++head);
            happened.computeIfAbsent(id, key -> new ArrayList<>()).add(fact);
            bearings.add(fact);
            incidentStates.put(id, incidents.evolve(incidentStates.get(id), event));
        }
        return this;
    }

    private static <E> List<E> events(Decision<E> decision) {
        return switch (decision) {
            case Decision.Accepted<E> accepted -> accepted.events();
            case Decision.Rejected<E> rejected -> throw new AssertionError("refused: " + rejected.why());
        };
    }

    // ---- Questions

    /** Position of the last event. */
    long head() {
        return head;
    }

    Force force(String commitment, Instant at) {
        return verdict(commitment, at).force();
    }

    Compliance compliance(String commitment, Instant at) {
        return verdict(commitment, at).compliance();
    }

    /** Under the only reading, as known now. */
    Verdict verdict(String commitment, Instant at) {
        AgreementFacts facts = AgreementFacts.of(pact);
        return verdict(commitment, facts.readings().get(0).id(), at, head);
    }

    Verdict verdict(String commitment, String reading, Instant at, long knownAt) {
        AgreementFacts facts = AgreementFacts.of(pact);
        Reading lens = Assessor.reading(facts, reading, knownAt).orElseThrow();
        return new Assessor(bearings).assess(facts, commitment, lens, at, knownAt);
    }

    /** What a prohibition's incidents are judged by, under the only reading. */
    Bench bench(String commitment, Instant at) {
        return new Assessor(bearings)
                .judging(AgreementFacts.of(pact), at, head).stream()
                        .filter(judging -> judging.commitment().equals(commitment))
                        .findFirst()
                        .orElseThrow()
                        .bench();
    }

    /** Long after everything, under the only reading; empty if the incident doesn't bear on the commitment. */
    Optional<Standing> standing(String incident, String commitment) {
        return standing(incident, commitment, day(100));
    }

    Optional<Standing> standing(String incident, String commitment, Instant at) {
        AgreementFacts facts = AgreementFacts.of(pact);
        return standing(incident, commitment, facts.readings().get(0).id(), at);
    }

    Optional<Standing> standing(String incident, String commitment, String reading, Instant at) {
        return Optional.ofNullable(new Assessor(bearings)
                .standings(
                        AgreementFacts.of(pact),
                        IncidentFacts.of(happened.get(incident)).bearings(),
                        at,
                        head)
                .getOrDefault(commitment, Map.of())
                .get(reading));
    }

    /** The readings side by side on one commitment, as known now. */
    Comparison.OfCommitment compare(String commitment, Instant at) {
        AgreementFacts facts = AgreementFacts.of(pact);
        Assessor assessor = new Assessor(bearings);
        return assessor
                .comparer(facts, at, head, id -> Optional.of(IncidentFacts.of(happened.get(id))))
                .compare((each, reading) -> assessor.assess(facts, each.key(), reading, at, head))
                .commitments()
                .stream()
                .filter(compared -> compared.commitment().key().equals(commitment))
                .findFirst()
                .orElseThrow();
    }
}
