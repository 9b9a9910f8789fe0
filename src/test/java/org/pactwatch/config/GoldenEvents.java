package org.pactwatch.config;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.Act;
import org.pactwatch.agreement.Agreement;
import org.pactwatch.agreement.AgreementEvent.AggregateClaimRecorded;
import org.pactwatch.agreement.AgreementEvent.AgreementRegistered;
import org.pactwatch.agreement.AgreementEvent.ConsentDeclared;
import org.pactwatch.agreement.AgreementEvent.HandoverRecorded;
import org.pactwatch.agreement.AgreementEvent.InstrumentRecorded;
import org.pactwatch.agreement.AgreementEvent.NegotiationItemRecorded;
import org.pactwatch.agreement.AgreementEvent.ReadingDeclared;
import org.pactwatch.agreement.AgreementEvent.ReleaseDeclared;
import org.pactwatch.agreement.AgreementEvent.ReservationDeclared;
import org.pactwatch.agreement.AgreementEvent.WaiverDeclared;
import org.pactwatch.agreement.Citation;
import org.pactwatch.agreement.Commitment;
import org.pactwatch.agreement.Condition;
import org.pactwatch.agreement.Consent;
import org.pactwatch.agreement.Declaration;
import org.pactwatch.agreement.Declaration.AggregateClaim.Qualifier;
import org.pactwatch.agreement.Instrument;
import org.pactwatch.agreement.NegotiationItem;
import org.pactwatch.agreement.Party;
import org.pactwatch.agreement.PartyRole;
import org.pactwatch.agreement.Reading;
import org.pactwatch.agreement.ReadingTerms;
import org.pactwatch.agreement.ReleaseMode;
import org.pactwatch.agreement.Scope;
import org.pactwatch.agreement.Target;
import org.pactwatch.agreement.When;
import org.pactwatch.incident.Attribution;
import org.pactwatch.incident.CommitmentRef;
import org.pactwatch.incident.Finding;
import org.pactwatch.incident.IncidentEvent.AttributionRecorded;
import org.pactwatch.incident.IncidentEvent.FindingRecorded;
import org.pactwatch.incident.IncidentEvent.FindingWithdrawn;
import org.pactwatch.incident.IncidentEvent.IncidentReported;
import org.pactwatch.incident.IncidentEvent.ReportAdded;
import org.pactwatch.incident.IncidentReport;
import org.pactwatch.incident.Outcome;
import org.pactwatch.incident.Place;
import org.pactwatch.incident.Source;
import org.pactwatch.incident.Stance;
import org.pactwatch.time.Counting;
import org.pactwatch.time.Length;
import org.pactwatch.time.Moment;
import org.pactwatch.time.Occurrence;
import org.pactwatch.time.Precision;
import org.pactwatch.time.TermSpec;

/** What the golden files say, written out: the name of the file without its ending, and the event in it. */
final class GoldenEvents {

    private static final Instant AT = Instant.parse("2025-03-18T16:30:00Z");
    private static final Instant LATER = Instant.parse("2025-03-19T16:59:00.123456Z");
    private static final List<Citation> CITED = List.of(new Citation(
            "Example Gazette",
            "“Energy” and infrastructure",
            "https://example.org/2025/03/18",
            "2025-03-18",
            "2025-03-20",
            "https://archive.example.org/1",
            "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0",
            "translated"));
    private static final List<Citation> HARDLY_CITED =
            List.of(new Citation(null, null, "https://example.org/1", null, null, null, null, null));

    private GoldenEvents() {}

    static Map<String, Object> all() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("agreement.registered", new AgreementRegistered(agreement()));
        all.put("agreement.registered.minimal", new AgreementRegistered(smallAgreement()));
        all.put(
                "agreement.consent-declared",
                new ConsentDeclared(
                        "pact",
                        new Consent(
                                "UKR",
                                Consent.Answer.ACCEPTED_CONDITIONALLY,
                                LATER,
                                List.of("ukr-abstains"),
                                "readout",
                                CITED)));
        all.put(
                "agreement.consent-declared.minimal",
                new ConsentDeclared(
                        "pact", new Consent("UKR", Consent.Answer.PENDING, AT, List.of(), null, List.of())));
        all.put("agreement.instrument-recorded", new InstrumentRecorded("pact", order()));
        all.put(
                "agreement.instrument-recorded.minimal",
                new InstrumentRecorded(
                        "pact",
                        new Instrument(
                                "list", Instrument.Kind.JOINT_LIST, null, null, When.at(AT), "The list", List.of())));
        all.put("agreement.reading-declared", new ReadingDeclared("pact", reading()));
        all.put(
                "agreement.reading-declared.minimal",
                new ReadingDeclared(
                        "pact",
                        new Reading(
                                "bare", null, null, null, null, null, null, null, null, null, null, Map.of(),
                                List.of())));
        all.put("agreement.negotiation-item-recorded", new NegotiationItemRecorded("pact", item()));
        all.put(
                "agreement.negotiation-item-recorded.minimal",
                new NegotiationItemRecorded(
                        "pact",
                        new NegotiationItem(
                                "halt",
                                NegotiationItem.Kind.PROPOSAL,
                                NegotiationItem.UNATTRIBUTED,
                                "Halt all attacks",
                                null,
                                List.of(),
                                List.of())));
        all.put(
                "agreement.delivery-recorded",
                new HandoverRecorded(
                        "pact",
                        new Declaration.Handover(
                                "d-2", "rus-releases", 175, LATER, List.of("UKR", "ARE"), "d-1", CITED)));
        all.put(
                "agreement.delivery-recorded.minimal",
                new HandoverRecorded(
                        "pact", new Declaration.Handover("d-1", "rus-releases", 1, AT, List.of(), null, List.of())));
        all.put(
                "agreement.release-declared",
                new ReleaseDeclared(
                        "pact",
                        new Declaration.Release(
                                "r-1", List.of("rus-abstains"), "RUS", LATER, "because of Sudzha", CITED)));
        all.put(
                "agreement.release-declared.minimal",
                new ReleaseDeclared("pact", new Declaration.Release(null, List.of(), "RUS", AT, null, List.of())));
        all.put(
                "agreement.reservation-declared",
                new ReservationDeclared(
                        "pact",
                        new Declaration.Reservation(
                                "s-1", List.of("rus-abstains"), "RUS", LATER, "a right, if need be", CITED)));
        all.put(
                "agreement.reservation-declared.minimal",
                new ReservationDeclared(
                        "pact", new Declaration.Reservation(null, List.of(), "RUS", AT, null, List.of())));
        all.put(
                "agreement.waiver-declared",
                new WaiverDeclared(
                        "pact",
                        new Declaration.Waiver("w-1", List.of("rus-abstains"), "RUS", LATER, "let it pass", CITED)));
        all.put(
                "agreement.waiver-declared.minimal",
                new WaiverDeclared("pact", new Declaration.Waiver(null, List.of(), "RUS", AT, null, List.of())));
        all.put(
                "agreement.aggregate-claim-recorded",
                new AggregateClaimRecorded(
                        "pact",
                        new Declaration.AggregateClaim(
                                "c-1",
                                "RUS",
                                "UKR",
                                112,
                                Qualifier.AT_LEAST,
                                AT,
                                LATER,
                                List.of("ukr-abstains"),
                                CITED)));
        all.put(
                "agreement.aggregate-claim-recorded.minimal",
                new AggregateClaimRecorded(
                        "pact",
                        new Declaration.AggregateClaim(
                                null, "RUS", null, 0, Qualifier.EXACT, null, AT, List.of(), List.of())));
        all.put("incident.reported", new IncidentReported("i-1", report(), "olena"));
        all.put("incident.reported.minimal", new IncidentReported("i-1", smallReport(), "olena"));
        all.put("incident.report-added", new ReportAdded("i-1", report(), "taras"));
        all.put("incident.report-added.minimal", new ReportAdded("i-1", smallReport(), "taras"));
        all.put(
                "incident.attribution-recorded",
                new AttributionRecorded("i-1", new Attribution("RUS", "UKR", Stance.COUNTER_ACCUSES, CITED), "olena"));
        all.put(
                "incident.attribution-recorded.minimal",
                new AttributionRecorded("i-1", new Attribution("UKR", "UKR", Stance.DENIES, List.of()), "olena"));
        all.put(
                "incident.finding-recorded",
                new FindingRecorded(
                        "i-1",
                        new Finding(
                                "f-1",
                                "Commission",
                                "by agreement of the parties",
                                "reasonable grounds to believe",
                                Outcome.SUBSTANTIATED,
                                List.of("UKR", "RUS"),
                                "article 2",
                                "on the wreckage",
                                CITED),
                        "ivan"));
        all.put(
                "incident.finding-recorded.minimal",
                new FindingRecorded(
                        "i-1",
                        new Finding(
                                "f-2",
                                "Mission",
                                null,
                                null,
                                Outcome.NOT_ATTRIBUTABLE,
                                List.of(),
                                null,
                                null,
                                List.of()),
                        "ivan"));
        // All of its members must be there: there is no smaller one.
        all.put("incident.finding-withdrawn", new FindingWithdrawn("i-1", "f-1", "the wreckage was another's", "ivan"));
        return all;
    }

    private static Agreement agreement() {
        return new Agreement(
                "pact",
                "A pact of everything",
                List.of(
                        new Party("RUS", "Russia", List.of(PartyRole.OBLIGOR, PartyRole.BENEFICIARY)),
                        new Party("UKR", "Україна", List.of(PartyRole.OBLIGOR, PartyRole.BENEFICIARY)),
                        new Party("ARE", "Emirates", List.of(PartyRole.MEDIATOR, PartyRole.GUARANTOR)),
                        new Party("TUR", "Türkiye", List.of(PartyRole.FACILITATOR))),
                List.of(order()),
                List.of(
                        new Commitment.Prohibition(
                                "rus-abstains",
                                "RUS",
                                "UKR",
                                "Russia abstains",
                                scope(),
                                new TermSpec(
                                        local("2025-03-18T00:00"),
                                        ZoneId.of("Europe/Moscow"),
                                        Counting.ELAPSED,
                                        new Length("P30D", 30, Duration.ZERO),
                                        null),
                                List.of(new Condition(Condition.Kind.RECIPROCAL, "ukr-abstains"))),
                        new Commitment.Prohibition(
                                "ukr-abstains", "UKR", null, "Ukraine abstains", null, null, List.of()),
                        new Commitment.Delivery(
                                "rus-releases",
                                "RUS",
                                "UKR",
                                "Russia hands over 175",
                                new TermSpec(
                                        new Moment(null, AT),
                                        ZoneId.of("Europe/Kyiv"),
                                        Counting.UNTIL,
                                        null,
                                        local("2025-03-20T00:00")),
                                List.of(),
                                175,
                                "prisoners of war",
                                true)),
                List.of(reading()),
                List.of(new Consent("UKR", Consent.Answer.REJECTED, LATER, List.of("ukr-abstains"), "order", CITED)),
                List.of(item()));
    }

    private static Agreement smallAgreement() {
        return new Agreement(
                "pact",
                "A pact of little",
                List.of(new Party("RUS", "Russia", List.of())),
                List.of(),
                List.of(new Commitment.Delivery(
                        "rus-releases", "RUS", null, "Russia hands over one", null, List.of(), 1, "piece", false)),
                List.of(),
                List.of(),
                List.of());
    }

    private static Instrument order() {
        return new Instrument(
                "order", Instrument.Kind.ORDER, "RUS", "rus-abstains", new When(AT, LATER), "The order", CITED);
    }

    private static NegotiationItem item() {
        return new NegotiationItem(
                "no-arms", NegotiationItem.Kind.PRECONDITION, "RUS", "No more arms", AT, List.of("UKR"), HARDLY_CITED);
    }

    private static Reading reading() {
        TermSpec term = new TermSpec(
                local("2025-03-25T00:00"),
                ZoneId.of("Europe/Kyiv"),
                Counting.DAYS_INCLUSIVE,
                new Length("PT72H", 0, Duration.ofHours(72)),
                null);
        Map<String, Instant> boundFrom = new LinkedHashMap<>();
        boundFrom.put("RUS", AT);
        boundFrom.put("UKR", LATER);
        List<Condition> conditions = List.of(new Condition(Condition.Kind.RECIPROCAL, "rus-abstains"));
        return new Reading(
                "ukr",
                "UKR",
                "As Kyiv reads it",
                "the scope is our choice",
                term,
                scope(),
                boundFrom,
                conditions,
                ReleaseMode.ON_OWN_ASSESSMENT,
                List.of("Commission"),
                true,
                Map.of(
                        "ukr-abstains",
                        new ReadingTerms(
                                term, scope(), boundFrom, conditions, ReleaseMode.NONE, List.of("Mission"), false)),
                CITED);
    }

    private static Scope scope() {
        return new Scope(
                List.of(Act.STRIKE, Act.SHELLING),
                List.of(Target.ENERGY, Target.GAS_METERING),
                List.of("UKR"),
                List.of("UA-65"),
                List.of(Target.HYDRO_DAM));
    }

    private static IncidentReport report() {
        return new IncidentReport(
                "45,000 without power",
                Act.STRIKE,
                Target.SUBSTATION,
                "UKR",
                new Occurrence(AT, LATER, Precision.NIGHT),
                LATER,
                new Place("Kherson", "UA-65", 46.6354, 32.6169, Place.Precision.LOCALITY),
                List.of("RUS"),
                "UKR",
                List.of(new CommitmentRef("pact", "ukr-abstains")),
                new Source("Oblenergo", Source.Reliability.B, 2, true, CITED));
    }

    private static IncidentReport smallReport() {
        return new IncidentReport(
                "Something happened",
                null,
                null,
                null,
                new Occurrence(AT, AT, Precision.EXACT),
                AT,
                null,
                List.of(),
                IncidentReport.UNATTRIBUTED,
                List.of(),
                null);
    }

    private static Moment local(String text) {
        return new Moment(LocalDateTime.parse(text), null);
    }

    /** As the ledger keeps it beside the payload: text, numbers and booleans, by name. */
    static Map<String, @Nullable Object> metadata() {
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        metadata.put("attempt", 2);
        metadata.put("reconstructed", true);
        metadata.put("subject", "олена");
        return metadata;
    }
}
