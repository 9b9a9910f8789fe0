package org.pactwatch.compliance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.Commitment;
import org.pactwatch.agreement.Consent;
import org.pactwatch.agreement.Declaration;
import org.pactwatch.agreement.Instrument;
import org.pactwatch.agreement.NegotiationItem;
import org.pactwatch.agreement.Party;
import org.pactwatch.agreement.Reading;
import org.pactwatch.agreement.When;
import org.pactwatch.compliance.Timeline.Item;
import org.pactwatch.compliance.Timeline.Row;
import org.pactwatch.compliance.Timeline.Span;
import org.pactwatch.time.Interval;

/** Lays out an agreement in time. */
final class TimelineMaker {

    private static final Comparator<Item> BY_TIME = Comparator.comparing(
                    (Item item) -> item.when() == null ? null : item.when().from(),
                    Comparator.nullsLast(Comparator.<Instant>naturalOrder()))
            .thenComparingLong(Item::position);

    private final AgreementFacts facts;
    private final Instant at;
    private final long knownAt;
    private final Bearings bearings;
    private final List<Judging> judging;
    private final Map<String, List<Item>> byParty = new TreeMap<>();
    private final List<Item> ofNobody = new ArrayList<>();

    TimelineMaker(AgreementFacts facts, Instant at, long knownAt, Bearings bearings, List<Judging> judging) {
        this.facts = facts.knownAt(knownAt);
        this.at = at;
        this.knownAt = knownAt;
        this.bearings = bearings;
        this.judging = judging;
        for (Party party : this.facts.agreement().parties()) {
            byParty.put(party.id(), new ArrayList<>());
        }
    }

    Timeline make(Iterable<IncidentFacts> incidents) {
        facts.instruments().forEach(this::declared);
        facts.consents().stream().filter(fact -> !isOrder(fact.what())).forEach(this::declared);
        facts.negotiation().forEach(this::declared);
        facts.handovers().forEach(this::declared);
        facts.releases().forEach(this::declared);
        facts.reservations().forEach(this::declared);
        facts.waivers().forEach(this::declared);
        facts.claims().forEach(this::declared);
        incidents.forEach(this::alleged);
        List<Row> rows = new ArrayList<>();
        byParty.forEach((party, items) -> rows.add(row(party, items)));
        if (!ofNobody.isEmpty()) {
            rows.add(row(null, ofNobody));
        }
        return new Timeline(at, List.copyOf(rows), spans());
    }

    /** An order stands on its own: the consent that it counts as would be the same thing twice. */
    private boolean isOrder(Consent consent) {
        return facts.instruments().stream()
                .map(Fact::what)
                .anyMatch(instrument -> instrument.kind() == Instrument.Kind.ORDER
                        && instrument.id().equals(consent.instrument())
                        && instrument.at().to().equals(consent.at()));
    }

    private void declared(Fact<? extends Declaration> fact) {
        Declaration declaration = fact.what();
        Item item = new Item(when(declaration), fact.position(), new Timeline.Declared(declaration));
        rowOf(party(declaration)).add(item);
    }

    private List<Item> rowOf(@Nullable String party) {
        List<Item> row = party == null ? null : byParty.get(party);
        return row == null ? ofNobody : row;
    }

    private @Nullable String party(Declaration declaration) {
        return switch (declaration) {
            case Consent consent -> consent.party();
            case Instrument instrument -> instrument.by();
            case Reading reading -> reading.holder();
            case NegotiationItem item -> item.by();
            case Declaration.Handover handover ->
                facts.agreement()
                        .commitment(handover.commitment())
                        .map(Commitment::obligor)
                        .orElse(null);
            case Declaration.Release release -> release.by();
            case Declaration.Reservation reservation -> reservation.by();
            case Declaration.Waiver waiver -> waiver.by();
            case Declaration.AggregateClaim claim -> claim.claimant();
        };
    }

    private static @Nullable When when(Declaration declaration) {
        return switch (declaration) {
            case Consent consent -> When.at(consent.at());
            case Instrument instrument -> instrument.at();
            // A reading has no time: it counts at every moment, once it is known.
            case Reading reading -> null;
            case NegotiationItem item -> item.at() == null ? null : When.at(item.at());
            case Declaration.Handover handover -> When.at(handover.at());
            case Declaration.Release release -> When.at(release.at());
            case Declaration.Reservation reservation -> When.at(reservation.at());
            case Declaration.Waiver waiver -> When.at(waiver.at());
            case Declaration.AggregateClaim claim -> When.at(claim.at());
        };
    }

    /** In the row of each that it is held against, where it bears on a commitment of theirs. */
    private void alleged(IncidentFacts incident) {
        for (Bearing bearing : incident.bearings()) {
            Map<String, Map<String, Standing>> standings = new TreeMap<>();
            for (Judging each : judging) {
                if (each.bench().lens().commitment().obligor().equals(bearing.accused())) {
                    each.standing(List.of(bearing))
                            .ifPresent(standing -> standings
                                    .computeIfAbsent(each.commitment(), key -> new TreeMap<>())
                                    .put(each.reading(), standing));
                }
            }
            if (!standings.isEmpty()) {
                rowOf(bearing.accused()).add(alleged(incident, standings));
            }
        }
    }

    private static Item alleged(IncidentFacts incident, Map<String, Map<String, Standing>> standings) {
        return new Item(
                new When(
                        incident.report().occurred().from(),
                        incident.report().occurred().to()),
                incident.reports().get(0).position(),
                new Timeline.Alleged(
                        incident.id(),
                        incident.report().summary(),
                        incident.report().claimant(),
                        standings,
                        incident.standingFindings()));
    }

    private static Row row(@Nullable String party, List<Item> items) {
        return new Row(
                party,
                items.stream().sorted(BY_TIME).limit(Timeline.HELD).toList(),
                Math.max(0, items.size() - Timeline.HELD));
    }

    private List<Span> spans() {
        List<Span> spans = new ArrayList<>();
        for (Commitment commitment : facts.agreement().commitments()) {
            for (Reading reading : facts.readings()) {
                Course course = new Docket(facts, reading, knownAt, bearings).course(commitment.key());
                spans.add(new Span(
                        commitment.key(),
                        reading.id(),
                        new Interval(course.term().start(), course.term().endExclusive()),
                        course.bound(at),
                        course.windows(at)));
            }
        }
        return List.copyOf(spans);
    }
}
