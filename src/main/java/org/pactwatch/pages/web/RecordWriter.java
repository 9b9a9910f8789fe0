package org.pactwatch.pages.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.Citation;
import org.pactwatch.agreement.Commitment;
import org.pactwatch.agreement.Consent;
import org.pactwatch.agreement.Declaration;
import org.pactwatch.agreement.Instrument;
import org.pactwatch.agreement.NegotiationItem;
import org.pactwatch.agreement.When;
import org.pactwatch.compliance.AgreementFacts;
import org.pactwatch.compliance.Fact;
import org.pactwatch.compliance.Standing;
import org.pactwatch.compliance.Timeline;
import org.pactwatch.pages.web.RecordView.Claim;
import org.pactwatch.pages.web.RecordView.Handover;
import org.pactwatch.pages.web.RecordView.InstrumentLink;
import org.pactwatch.pages.web.RecordView.Item;
import org.pactwatch.pages.web.RecordView.Itemised;
import org.pactwatch.pages.web.RecordView.Said;

/** Writes down what is on record about an agreement, in one visitor's words. */
final class RecordWriter {

    private final AgreementFacts facts;
    private final Timeline timeline;
    private final @Nullable Instant complete;
    private final Speech speech;
    private final TimelineWords words;

    /** @param complete from when on the timeline holds all incidents on record; {@code null}: it does not hold all */
    RecordWriter(
            AgreementFacts facts, Timeline timeline, @Nullable Instant complete, Speech speech, TimelineWords words) {
        this.facts = facts;
        this.timeline = timeline;
        this.complete = complete;
        this.speech = speech;
        this.words = words;
    }

    RecordView write() {
        return new RecordView(
                facts.consents().stream().map(this::consent).toList(),
                facts.instruments().stream().map(this::instrument).toList(),
                handovers(),
                declarations(),
                facts.claims().stream().map(this::claim).toList(),
                facts.negotiation().stream().map(this::item).toList());
    }

    private boolean later(Instant at) {
        return at.isAfter(timeline.at());
    }

    private Said consent(Fact<Consent> fact) {
        Consent consent = fact.what();
        return new Said(
                words.party(consent.party()),
                speech.say("consent." + consent.consent().name()),
                null,
                words.commitments(consent.commitments()),
                consent.instrument() == null ? null : link(consent.instrument()),
                When.at(consent.at()),
                later(consent.at()),
                fact.position(),
                consent.citations());
    }

    private InstrumentLink link(String id) {
        return facts.instruments().stream()
                .map(Fact::what)
                .filter(instrument -> id.equals(instrument.id()))
                .findFirst()
                .map(instrument -> new InstrumentLink(id, instrument.title()))
                .orElse(new InstrumentLink(id, id));
    }

    private Said instrument(Fact<Instrument> fact) {
        Instrument instrument = fact.what();
        return new Said(
                words.party(instrument.by()),
                speech.say("instrument." + instrument.kind().name()),
                instrument.title(),
                instrument.commitment(),
                new InstrumentLink(instrument.id(), instrument.title()),
                instrument.at(),
                later(instrument.at().from()),
                fact.position(),
                instrument.citations());
    }

    private List<Handover> handovers() {
        Map<String, String> replaced = new HashMap<>();
        for (Fact<Declaration.Handover> fact : facts.handovers()) {
            if (fact.what().corrects() != null) {
                replaced.put(fact.what().corrects(), fact.what().id());
            }
        }
        return facts.handovers().stream().map(fact -> handover(fact, replaced)).toList();
    }

    private Handover handover(Fact<Declaration.Handover> fact, Map<String, String> replaced) {
        Declaration.Handover handover = fact.what();
        return new Handover(
                handover.id(),
                handover.commitment(),
                handover.quantity(),
                words.unit(handover.commitment()),
                handover.at(),
                words.parties(handover.confirmedBy()),
                handover.corrects(),
                replaced.get(handover.id()),
                later(handover.at()),
                fact.position(),
                handover.citations());
    }

    private List<Said> declarations() {
        List<Said> said = new ArrayList<>();
        facts.releases().forEach(fact -> {
            Declaration.Release r = fact.what();
            said.add(said("RELEASE", r.by(), r.reason(), r.commitments(), r.at(), fact.position(), r.citations()));
        });
        facts.reservations().forEach(fact -> {
            Declaration.Reservation r = fact.what();
            said.add(said("RESERVATION", r.by(), r.reason(), r.commitments(), r.at(), fact.position(), r.citations()));
        });
        facts.waivers().forEach(fact -> {
            Declaration.Waiver w = fact.what();
            said.add(said("WAIVER", w.by(), w.reason(), w.commitments(), w.at(), fact.position(), w.citations()));
        });
        return List.copyOf(said);
    }

    private Said said(
            String kind,
            String by,
            @Nullable String reason,
            List<String> commitments,
            Instant at,
            long position,
            List<Citation> citations) {
        return new Said(
                words.party(by),
                speech.say("declared." + kind),
                reason,
                words.commitments(commitments),
                null,
                When.at(at),
                later(at),
                position,
                citations);
    }

    private Claim claim(Fact<Declaration.AggregateClaim> fact) {
        Declaration.AggregateClaim claim = fact.what();
        Timeline.Row row = timeline.rows().stream()
                .filter(each -> Objects.equals(each.party(), claim.against()))
                .findFirst()
                .orElse(null);
        return new Claim(
                words.claim(claim),
                claim.since(),
                claim.at(),
                later(claim.at()),
                fact.position(),
                claim.against() == null ? List.of() : itemised(claim, row),
                !holdsAll(claim) || (row != null && row.more() > 0),
                claim.citations());
    }

    private boolean holdsAll(Declaration.AggregateClaim claim) {
        return complete != null && claim.since() != null && !claim.since().isBefore(complete);
    }

    /** What is held against the same party, and began within the span that the claim is about. */
    private List<Itemised> itemised(Declaration.AggregateClaim claim, Timeline.@Nullable Row row) {
        Map<String, Map<String, int[]>> counts = new TreeMap<>();
        for (Commitment commitment : facts.agreement().commitments()) {
            boolean meant = claim.commitments().isEmpty()
                    ? commitment.obligor().equals(claim.against())
                    : claim.commitments().contains(commitment.key());
            if (meant && commitment instanceof Commitment.Prohibition) {
                Map<String, int[]> byReading = new TreeMap<>();
                facts.readings().forEach(reading -> byReading.put(reading.id(), new int[4]));
                counts.put(commitment.key(), byReading);
            }
        }
        for (Timeline.Item item : row == null ? List.<Timeline.Item>of() : row.items()) {
            if (item.what() instanceof Timeline.Alleged alleged && within(item.when(), claim)) {
                alleged.standings()
                        .forEach((commitment, byReading) -> byReading.forEach((reading, standing) -> {
                            int[] count =
                                    counts.getOrDefault(commitment, Map.of()).get(reading);
                            if (count != null) {
                                count[column(standing)]++;
                            }
                        }));
            }
        }
        List<Itemised> all = new ArrayList<>();
        counts.forEach((commitment, byReading) -> byReading.forEach((reading, count) ->
                all.add(new Itemised(commitment, reading, count[0], count[1], count[2], count[3]))));
        return List.copyOf(all);
    }

    private static boolean within(@Nullable When when, Declaration.AggregateClaim claim) {
        return when != null
                && (claim.since() == null || !when.to().isBefore(claim.since()))
                && !when.from().isAfter(claim.at());
    }

    private static int column(Standing standing) {
        return switch (standing) {
            case ALLEGED, BOUNDARY -> 0;
            case CONTESTED -> 1;
            case SUBSTANTIATED -> 2;
            case OUTSIDE_SCOPE, BEFORE_BINDING, OUTSIDE_TERM, DISMISSED, UNRESOLVED -> 3;
        };
    }

    private Item item(Fact<NegotiationItem> fact) {
        NegotiationItem item = fact.what();
        return new Item(
                speech.say("negotiation." + item.kind().name()),
                words.party(item.by()),
                item.statement(),
                item.at(),
                words.parties(item.acceptedBy()),
                fact.position(),
                item.citations());
    }
}
