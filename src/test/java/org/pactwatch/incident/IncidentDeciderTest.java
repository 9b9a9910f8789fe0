package org.pactwatch.incident;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pactwatch.decision.Given.given;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pactwatch.decision.Given;
import org.pactwatch.decision.Rejection.Kind;
import org.pactwatch.incident.IncidentCommand.AddAttribution;
import org.pactwatch.incident.IncidentCommand.AddReport;
import org.pactwatch.incident.IncidentCommand.RecordFinding;
import org.pactwatch.incident.IncidentCommand.ReportIncident;
import org.pactwatch.incident.IncidentCommand.WithdrawFinding;
import org.pactwatch.incident.IncidentEvent.AttributionRecorded;
import org.pactwatch.incident.IncidentEvent.FindingRecorded;
import org.pactwatch.incident.IncidentEvent.FindingWithdrawn;
import org.pactwatch.incident.IncidentEvent.IncidentReported;
import org.pactwatch.incident.IncidentEvent.ReportAdded;
import org.pactwatch.time.Occurrence;
import org.pactwatch.time.Precision;

/** What may be put on record of an occurrence, and by whom. */
class IncidentDeciderTest {

    private static final String ID = "i-1";
    private static final Instant NOON = Instant.parse("2025-04-01T12:00:00Z");
    private static final IncidentReport REPORT = report("A strike", NOON, NOON, List.of("RUS"), "UKR", null, null);
    private static final Attribution DENIAL = new Attribution("RUS", "RUS", Stance.DENIES, List.of());
    private static final Finding FOUND = finding(Outcome.SUBSTANTIATED, null, "RUS");

    private static Given<IncidentCommand, IncidentEvent, IncidentState> nothing() {
        return given(new IncidentDecider());
    }

    private static Given<IncidentCommand, IncidentEvent, IncidentState> reported() {
        return nothing().and(new IncidentReported(ID, REPORT, "olena"));
    }

    private static Given<IncidentCommand, IncidentEvent, IncidentState> found() {
        return reported().and(new FindingRecorded(ID, FOUND, "ivan"));
    }

    // ---- What is recorded

    @Test
    void the_first_report_makes_the_incident() {
        nothing().when(new ReportIncident(ID, REPORT, "olena")).isRecorded(new IncidentReported(ID, REPORT, "olena"));
    }

    @Test
    void the_first_report_comes_once() {
        reported().when(new ReportIncident(ID, REPORT, "olena")).isRefused(Kind.CONFLICT, "incident-exists");
    }

    @Test
    void a_further_report_an_attribution_and_a_finding_are_recorded() {
        reported().when(new AddReport(ID, REPORT, "taras")).isRecorded(new ReportAdded(ID, REPORT, "taras"));
        reported()
                .when(new AddAttribution(ID, DENIAL, "olena"))
                .isRecorded(new AttributionRecorded(ID, DENIAL, "olena"));
        reported().when(new RecordFinding(ID, FOUND, "ivan")).isRecorded(new FindingRecorded(ID, FOUND, "ivan"));
    }

    @Test
    void nothing_is_recorded_of_an_incident_that_nobody_reported() {
        nothing().when(new AddReport(ID, REPORT, "olena")).isRefused(Kind.UNKNOWN, "unknown-incident");
        nothing().when(new AddAttribution(ID, DENIAL, "olena")).isRefused(Kind.UNKNOWN, "unknown-incident");
        nothing().when(new RecordFinding(ID, FOUND, "ivan")).isRefused(Kind.UNKNOWN, "unknown-incident");
        nothing().when(new WithdrawFinding(ID, "f-1", "wrong", "ivan")).isRefused(Kind.UNKNOWN, "unknown-incident");
    }

    @Test
    void an_incident_that_does_not_begin_with_a_report_is_a_bug() {
        assertThatThrownBy(() -> nothing().and(new ReportAdded(ID, REPORT, "olena")))
                .isInstanceOf(IllegalStateException.class);
    }

    // ---- Who judges

    @Test
    void a_reviewer_never_judges_what_they_reported() {
        reported().when(new RecordFinding(ID, FOUND, "olena")).isRefused(Kind.FORBIDDEN, "reviewer-is-not-reporter");
    }

    @Test
    void a_reviewer_never_judges_what_they_added_a_report_to() {
        reported()
                .and(new ReportAdded(ID, REPORT, "taras"))
                .when(new RecordFinding(ID, FOUND, "taras"))
                .isRefused(Kind.FORBIDDEN, "reviewer-is-not-reporter");
    }

    @Test
    void the_first_reporter_is_not_forgotten_over_a_further_one() {
        reported()
                .and(new ReportAdded(ID, REPORT, "taras"))
                .when(new RecordFinding(ID, FOUND, "olena"))
                .isRefused(Kind.FORBIDDEN, "reviewer-is-not-reporter");
    }

    @Test
    void a_reporter_withdraws_no_finding_either() {
        found().when(new WithdrawFinding(ID, "f-1", "wrong", "olena"))
                .isRefused(Kind.FORBIDDEN, "reviewer-is-not-reporter");
    }

    @Test
    void who_reported_is_refused_as_such_even_if_the_finding_is_faulty_or_unknown() {
        reported()
                .when(new RecordFinding(ID, finding(Outcome.WITHIN_EXCEPTION, null), "olena"))
                .isRefused(Kind.FORBIDDEN, "reviewer-is-not-reporter");
        reported()
                .when(new WithdrawFinding(ID, "f-9", "wrong", "olena"))
                .isRefused(Kind.FORBIDDEN, "reviewer-is-not-reporter");
    }

    @Test
    void who_only_logged_an_attribution_may_judge() {
        reported()
                .and(new AttributionRecorded(ID, DENIAL, "ivan"))
                .when(new RecordFinding(ID, FOUND, "ivan"))
                .isRecorded(new FindingRecorded(ID, FOUND, "ivan"));
    }

    // ---- Withdrawals

    @Test
    void a_finding_is_withdrawn_by_any_reviewer_who_did_not_report() {
        found().when(new WithdrawFinding(ID, "f-1", "wrong", "petro"))
                .isRecorded(new FindingWithdrawn(ID, "f-1", "wrong", "petro"));
    }

    @Test
    void to_withdraw_twice_changes_nothing() {
        found().and(new FindingWithdrawn(ID, "f-1", "wrong", "ivan"))
                .when(new WithdrawFinding(ID, "f-1", "still wrong", "petro"))
                .changesNothing();
    }

    @Test
    void what_was_never_found_is_not_withdrawn() {
        found().when(new WithdrawFinding(ID, "f-9", "wrong", "ivan")).isRefused(Kind.INVALID, "unknown-finding");
    }

    // ---- Attributions

    @Test
    void nobody_counter_accuses_itself() {
        Attribution itself = new Attribution("RUS", "RUS", Stance.COUNTER_ACCUSES, List.of());
        reported()
                .when(new AddAttribution(ID, itself, "olena"))
                .isInvalid("counter-accusation-of-oneself", "/stance", "COUNTER_ACCUSES");
    }

    @Test
    void one_may_admit_deny_and_counter_accuse_another() {
        for (Attribution each : List.of(
                new Attribution("RUS", "RUS", Stance.ASSERTS, List.of()),
                new Attribution("RUS", "RUS", Stance.DENIES, List.of()),
                new Attribution("UKR", "RUS", Stance.COUNTER_ACCUSES, List.of()))) {
            reported()
                    .when(new AddAttribution(ID, each, "olena"))
                    .isRecorded(new AttributionRecorded(ID, each, "olena"));
        }
    }

    @Test
    void parties_of_an_attribution_have_codes() {
        reported()
                .when(new AddAttribution(ID, new Attribution("", "UKR", Stance.ASSERTS, List.of()), "olena"))
                .isInvalid("party-malformed", "/accused", "");
        reported()
                .when(new AddAttribution(ID, new Attribution("RUS", "<b>", Stance.ASSERTS, List.of()), "olena"))
                .isInvalid("party-malformed", "/claimant", "<b>");
    }

    // ---- Findings

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void who_finds_an_exception_cites_the_clause(String clause) {
        reported()
                .when(new RecordFinding(ID, finding(Outcome.WITHIN_EXCEPTION, clause), "ivan"))
                .isInvalid("clause-missing", "/clause", clause);
        reported()
                .when(new RecordFinding(ID, finding(Outcome.WITHIN_EXCEPTION, null), "ivan"))
                .isInvalid("clause-missing", "/clause", null);
    }

    @ParameterizedTest
    @EnumSource(value = Outcome.class, names = "WITHIN_EXCEPTION", mode = EnumSource.Mode.EXCLUDE)
    void no_other_outcome_needs_a_clause(Outcome outcome) {
        Finding finding = finding(outcome, null);
        reported().when(new RecordFinding(ID, finding, "ivan")).isRecorded(new FindingRecorded(ID, finding, "ivan"));
    }

    @Test
    void a_finding_is_somebodys() {
        Finding nobodys = new Finding("f-1", " ", null, null, Outcome.INCONCLUSIVE, List.of(), null, null, List.of());
        reported().when(new RecordFinding(ID, nobodys, "ivan")).isInvalid("text-missing", "/authority", " ");
    }

    @Test
    void a_finding_attributes_to_parties_with_codes() {
        reported()
                .when(new RecordFinding(ID, finding(Outcome.SUBSTANTIATED, null, "RUS", "?"), "ivan"))
                .isInvalid("party-malformed", "/attributedTo/1", "?");
    }

    // ---- Reports

    @Test
    void a_report_says_something() {
        isInvalid(report("", NOON, NOON, List.of(), "UKR", null, null), "text-missing", "/summary", "");
    }

    @Test
    void nothing_ends_before_it_starts() {
        Instant before = NOON.minusMillis(1);
        isInvalid(
                report("A strike", NOON, before, List.of(), "UKR", null, null),
                "end-before-start",
                "/occurred/to",
                before);
    }

    @Test
    void a_party_is_accused_once() {
        isInvalid(
                report("A strike", NOON, NOON, List.of("RUS", "UKR", "RUS"), "UKR", null, null),
                "named-twice",
                "/accused/2",
                "RUS");
    }

    @Test
    void parties_of_a_report_have_codes() {
        isInvalid(report("A", NOON, NOON, List.of("/"), "UKR", null, null), "party-malformed", "/accused/0", "/");
        isInvalid(report("A", NOON, NOON, List.of(), "", null, null), "party-malformed", "/claimant", "");
        IncidentReport facility = new IncidentReport(
                "A",
                null,
                null,
                "\"",
                new Occurrence(NOON, NOON, Precision.EXACT),
                NOON,
                null,
                List.of(),
                "UKR",
                List.of(),
                null);
        isInvalid(facility, "party-malformed", "/facilityOf", "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "90.1,  0,     /place/latitude,  90.1",
        "-90.1, 0,     /place/latitude,  -90.1",
        "0,     180.1, /place/longitude, 180.1",
        "0,     -181,  /place/longitude, -181.0"
    })
    void degrees_lie_on_earth(double latitude, double longitude, String pointer, String value) {
        isInvalid(
                report("A", NOON, NOON, List.of(), "UKR", place(latitude, longitude), null),
                "degrees-out-of-range",
                pointer,
                value);
    }

    @ParameterizedTest
    @CsvSource({"90, 180", "-90, -180", "0, 0"})
    void the_edges_of_the_map_are_on_it(double latitude, double longitude) {
        IncidentReport report = report("A", NOON, NOON, List.of(), "UKR", place(latitude, longitude), null);
        nothing().when(new ReportIncident(ID, report, "olena")).isRecorded(new IncidentReported(ID, report, "olena"));
    }

    @Test
    void not_a_number_is_no_place() {
        isInvalid(
                report("A", NOON, NOON, List.of(), "UKR", place(Double.NaN, 0), null),
                "degrees-out-of-range",
                "/place/latitude",
                "NaN");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, -1})
    void credibility_goes_from_1_to_6(int credibility) {
        isInvalid(
                report("A", NOON, NOON, List.of(), "UKR", null, source("Oblenergo", credibility)),
                "credibility-out-of-range",
                "/source/credibility",
                credibility);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6})
    void the_edges_of_credibility_can_be_said(int credibility) {
        IncidentReport report = report("A", NOON, NOON, List.of(), "UKR", null, source("Oblenergo", credibility));
        nothing().when(new ReportIncident(ID, report, "olena")).isRecorded(new IncidentReported(ID, report, "olena"));
    }

    @Test
    void a_source_has_a_name() {
        isInvalid(
                report("A", NOON, NOON, List.of(), "UKR", null, source(" ", null)),
                "text-missing",
                "/source/name",
                " ");
    }

    @Test
    void all_faults_of_a_report_are_named_at_once() {
        nothing()
                .when(new ReportIncident(
                        ID,
                        report("", NOON, NOON.minusSeconds(1), List.of("/"), "UKR", place(91, 0), source("", 9)),
                        "olena"))
                .isInvalidAt(
                        "/summary",
                        "/occurred/to",
                        "/accused/0",
                        "/place/latitude",
                        "/source/name",
                        "/source/credibility");
    }

    /** As the first report, and as a further one. */
    private static void isInvalid(IncidentReport report, String rule, String pointer, Object value) {
        nothing().when(new ReportIncident(ID, report, "olena")).isInvalid(rule, pointer, value);
        reported().when(new AddReport(ID, report, "olena")).isInvalid(rule, pointer, value);
    }

    private static IncidentReport report(
            String summary,
            Instant from,
            Instant to,
            List<String> accused,
            String claimant,
            @Nullable Place place,
            @Nullable Source source) {
        return new IncidentReport(
                summary,
                null,
                null,
                null,
                new Occurrence(from, to, Precision.EXACT),
                NOON,
                place,
                accused,
                claimant,
                List.of(),
                source);
    }

    private static Place place(double latitude, double longitude) {
        return new Place(null, null, latitude, longitude, null);
    }

    private static Source source(String name, @Nullable Integer credibility) {
        return new Source(name, null, credibility, false, List.of());
    }

    private static Finding finding(Outcome outcome, @Nullable String clause, String... attributedTo) {
        return new Finding("f-1", "Commission", null, null, outcome, List.of(attributedTo), clause, null, List.of());
    }
}
