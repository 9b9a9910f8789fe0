package org.pactwatch.pages.web;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.Agreement;
import org.pactwatch.agreement.Citation;
import org.pactwatch.agreement.Commitment;
import org.pactwatch.agreement.Consent;
import org.pactwatch.agreement.Declaration;
import org.pactwatch.agreement.Instrument;
import org.pactwatch.agreement.NegotiationItem;
import org.pactwatch.agreement.Party;
import org.pactwatch.agreement.Reading;
import org.pactwatch.compliance.Fact;
import org.pactwatch.compliance.Standing;
import org.pactwatch.compliance.Timeline;
import org.pactwatch.incident.Finding;
import org.pactwatch.pages.web.TimelineView.Entry;
import org.pactwatch.pages.web.TimelineView.FindingView;
import org.pactwatch.pages.web.TimelineView.Kind;

/** Says what happened, in words. */
final class TimelineWords {

    private final Agreement agreement;
    private final Speech speech;
    private final IncidentNames incidents;

    TimelineWords(Agreement agreement, Speech speech, IncidentNames incidents) {
        this.agreement = agreement;
        this.speech = speech;
        this.incidents = incidents;
    }

    /** @param id {@code null}: nobody in particular */
    String party(@Nullable String id) {
        if (id == null || id.equals(NegotiationItem.UNATTRIBUTED)) {
            return speech.say("party.nobody");
        }
        return agreement.party(id).map(Party::name).orElse(id);
    }

    String parties(List<String> ids) {
        return ids.stream().map(this::party).collect(Collectors.joining(", "));
    }

    String statement(String key) {
        return agreement.commitment(key).map(Commitment::statement).orElse(key);
    }

    /** The name of a tick; the year with it where it begins. */
    String day(Instant at) {
        boolean year = at.atZone(ZoneOffset.UTC).getDayOfYear() == 1;
        return speech.times().day(at, year ? "time.date" : "time.day");
    }

    /** Which of its commitments something speaks of. */
    String commitments(List<String> keys) {
        return keys.isEmpty() ? speech.say("commitments.all") : String.join(", ", keys);
    }

    Entry entry(String id, String party, Timeline.Item item, Instant at) {
        boolean later = item.when() != null && item.when().from().isAfter(at);
        return switch (item.what()) {
            case Timeline.Declared declared -> declared(id, party, item, later, declared.declaration());
            case Timeline.Alleged alleged -> alleged(id, party, item, later, alleged);
        };
    }

    private Entry alleged(String id, String party, Timeline.Item item, boolean later, Timeline.Alleged alleged) {
        boolean found = alleged.standings().values().stream()
                .flatMap(byReading -> byReading.values().stream())
                .anyMatch(Standing.SUBSTANTIATED::equals);
        return new Entry(
                id,
                alleged.findings().isEmpty() ? Kind.REPORT : Kind.FINDING,
                party,
                item.when(),
                item.position(),
                later,
                found,
                incidents.of(alleged.incident()),
                alleged.summary(),
                alleged.incident(),
                Standings.of(alleged.standings()),
                alleged.findings().stream().map(this::finding).toList(),
                List.of());
    }

    private FindingView finding(Fact<Finding> fact) {
        return new FindingView(
                speech.say(
                        "finding.of",
                        fact.what().authority(),
                        speech.say("found.as." + fact.what().outcome().name())),
                fact.position());
    }

    private Entry declared(String id, String party, Timeline.Item item, boolean later, Declaration declaration) {
        return switch (declaration) {
            case Instrument i ->
                entry(
                        id,
                        Kind.INSTRUMENT,
                        party,
                        item,
                        later,
                        speech.say("instrument." + i.kind().name()),
                        i.title(),
                        i.citations());
            case Consent c ->
                entry(
                        id,
                        Kind.CONSENT,
                        party,
                        item,
                        later,
                        speech.say("consent." + c.consent().name()),
                        commitments(c.commitments()),
                        c.citations());
            case Declaration.Handover h ->
                entry(
                        id,
                        Kind.DELIVERY,
                        party,
                        item,
                        later,
                        speech.say("handover.of", h.quantity(), unit(h.commitment()), h.commitment()),
                        h.confirmedBy().isEmpty()
                                ? speech.say("handover.unconfirmed")
                                : speech.say("handover.confirmed-by", parties(h.confirmedBy())),
                        h.citations());
            case Declaration.Release r ->
                entry(
                        id,
                        Kind.DECLARATION,
                        party,
                        item,
                        later,
                        speech.say("declaration.RELEASE", commitments(r.commitments())),
                        r.reason(),
                        r.citations());
            case Declaration.Reservation r ->
                entry(
                        id,
                        Kind.DECLARATION,
                        party,
                        item,
                        later,
                        speech.say("declaration.RESERVATION", commitments(r.commitments())),
                        r.reason(),
                        r.citations());
            case Declaration.Waiver w ->
                entry(
                        id,
                        Kind.DECLARATION,
                        party,
                        item,
                        later,
                        speech.say("declaration.WAIVER", commitments(w.commitments())),
                        w.reason(),
                        w.citations());
            case Declaration.AggregateClaim c ->
                entry(id, Kind.CLAIM, party, item, later, claim(c), null, c.citations());
            case NegotiationItem n ->
                entry(
                        id,
                        Kind.NEGOTIATION,
                        party,
                        item,
                        later,
                        speech.say(
                                "negotiation.never",
                                speech.say("negotiation." + n.kind().name())),
                        n.statement(),
                        n.citations());
            // A reading is no happening: it is listed with the readings.
            case Reading r -> entry(id, Kind.INSTRUMENT, party, item, later, r.id(), r.title(), r.citations());
        };
    }

    /** {@code at least 112 violations since …, claimed by Russia against Ukraine}. */
    String claim(Declaration.AggregateClaim claim) {
        String count = speech.say("qualifier." + claim.qualifier().name(), claim.count());
        Instant since = claim.since();
        String counted = since == null
                ? speech.say("claim.ever", count)
                : speech.say("claim.since", count, speech.times().utc(since));
        return claim.against() == null
                ? speech.say("claim.by", counted, party(claim.claimant()))
                : speech.say("claim.by.against", counted, party(claim.claimant()), party(claim.against()));
    }

    /** In which deliveries under the commitment are counted; empty if it is none. */
    String unit(String commitment) {
        return agreement.commitment(commitment).orElse(null) instanceof Commitment.Delivery delivery
                ? delivery.unit()
                : "";
    }

    private static Entry entry(
            String id,
            Kind kind,
            String party,
            Timeline.Item item,
            boolean later,
            String what,
            @Nullable String more,
            List<Citation> citations) {
        return new Entry(
                id,
                kind,
                party,
                item.when(),
                item.position(),
                later,
                false,
                what,
                more,
                null,
                List.of(),
                List.of(),
                citations);
    }
}
