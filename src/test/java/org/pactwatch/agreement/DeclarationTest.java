package org.pactwatch.agreement;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pactwatch.agreement.Pact.NOON;
import static org.pactwatch.agreement.Pact.instrument;
import static org.pactwatch.agreement.Pact.item;
import static org.pactwatch.agreement.Pact.reading;
import static org.pactwatch.decision.Given.given;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pactwatch.agreement.AgreementCommand.Declare;
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
import org.pactwatch.agreement.Consent.Answer;
import org.pactwatch.decision.Given;
import org.pactwatch.decision.Rejection.Kind;

/** What may be declared about an agreement that stands. */
class DeclarationTest {

    private static final String ID = "pact";
    private static final Consent YES = consent(Answer.ACCEPTED);
    private static final Declaration.Handover HANDOVER = handover("d-1", "rus-releases", 10, null);
    private static final Declaration.AggregateClaim CLAIM = claim("RUS", "UKR", 112);

    private static Given<AgreementCommand, AgreementEvent, AgreementState> registered() {
        return given(new AgreementDecider(), new AgreementRegistered(new Pact().agreement()));
    }

    private static Given.Then<AgreementEvent> declare(Declaration declaration) {
        return registered().when(new Declare(ID, declaration));
    }

    private static void isInvalid(Declaration declaration, String rule, String pointer, @Nullable Object value) {
        declare(declaration).isInvalid(rule, pointer, value);
    }

    // ---- Recorded

    /** One of each kind, and the event that it becomes. */
    static Stream<AgreementEvent> each() {
        return Stream.of(
                new ConsentDeclared(ID, YES),
                new InstrumentRecorded(ID, instrument("order", Instrument.Kind.ORDER, "RUS", "rus-abstains")),
                new ReadingDeclared(ID, reading("two")),
                new NegotiationItemRecorded(ID, item("another", "UKR")),
                new HandoverRecorded(ID, HANDOVER),
                new ReleaseDeclared(ID, release("RUS", "rus-abstains")),
                new ReservationDeclared(ID, new Declaration.Reservation(null, List.of(), "RUS", NOON, null, List.of())),
                new WaiverDeclared(ID, new Declaration.Waiver(null, List.of(), "RUS", NOON, null, List.of())),
                new AggregateClaimRecorded(ID, CLAIM));
    }

    private static Declaration declaration(AgreementEvent event) {
        return switch (event) {
            case AgreementRegistered e -> throw new IllegalArgumentException("no declaration: " + e);
            case ConsentDeclared e -> e.consent();
            case InstrumentRecorded e -> e.instrument();
            case ReadingDeclared e -> e.reading();
            case NegotiationItemRecorded e -> e.item();
            case HandoverRecorded e -> e.handover();
            case ReleaseDeclared e -> e.release();
            case ReservationDeclared e -> e.reservation();
            case WaiverDeclared e -> e.waiver();
            case AggregateClaimRecorded e -> e.claim();
        };
    }

    @ParameterizedTest
    @MethodSource("each")
    void each_kind_of_declaration_is_recorded(AgreementEvent event) {
        declare(declaration(event)).isRecorded(event);
    }

    @ParameterizedTest
    @MethodSource("each")
    void nothing_is_declared_of_an_agreement_that_nobody_registered(AgreementEvent event) {
        given(new AgreementDecider())
                .when(new Declare(ID, declaration(event)))
                .isRefused(Kind.UNKNOWN, "unknown-agreement");
    }

    @ParameterizedTest
    @MethodSource("each")
    void said_again_in_the_same_words_it_changes_nothing_but_what_rests_on_findings_says_more(AgreementEvent event) {
        Given.Then<AgreementEvent> then = registered().and(event).when(new Declare(ID, declaration(event)));
        switch (event) {
            case ReleaseDeclared e -> then.isRecorded(e);
            case ReservationDeclared e -> then.isRecorded(e);
            case WaiverDeclared e -> then.isRecorded(e);
            default -> then.changesNothing();
        }
    }

    @Test
    void an_agreement_that_does_not_begin_with_its_registration_is_a_bug() {
        assertThatThrownBy(() -> given(new AgreementDecider(), new ConsentDeclared(ID, YES)))
                .isInstanceOf(IllegalStateException.class);
    }

    // ---- Consents

    @Test
    void a_consent_repeated_after_another_word_is_a_new_word() {
        registered()
                .and(new ConsentDeclared(ID, YES), new ConsentDeclared(ID, consent(Answer.REJECTED)))
                .when(new Declare(ID, YES))
                .isRecorded(new ConsentDeclared(ID, YES));
    }

    @Test
    void the_word_of_another_party_in_between_makes_no_repetition_new() {
        Consent others = new Consent("RUS", Answer.ACCEPTED, NOON, List.of(), null, List.of());
        registered()
                .and(new ConsentDeclared(ID, YES), new ConsentDeclared(ID, others))
                .when(new Declare(ID, YES))
                .changesNothing();
    }

    @Test
    void a_consent_that_stands_in_the_text_changes_nothing_when_declared() {
        Pact pact = new Pact();
        pact.consents = List.of(YES);
        given(new AgreementDecider(), (AgreementEvent) new AgreementRegistered(pact.agreement()))
                .when(new Declare(ID, YES))
                .changesNothing();
    }

    @Test
    void a_consent_is_of_a_party_to_commitments_of_the_agreement_by_an_instrument_of_it() {
        isInvalid(
                new Consent("XXX", Answer.ACCEPTED, NOON, List.of(), null, List.of()),
                "unknown-party",
                "/party",
                "XXX");
        isInvalid(
                new Consent("UKR", Answer.ACCEPTED, NOON, List.of("other"), null, List.of()),
                "unknown-commitment",
                "/commitments",
                "other");
        declare(new Consent("UKR", Answer.ACCEPTED, NOON, List.of(), "other", List.of()))
                .isRefused(Kind.INVALID, "unknown-instrument");
    }

    @Test
    void a_consent_may_name_an_instrument_of_the_text_or_one_recorded_since() {
        Consent first = new Consent("UKR", Answer.ACCEPTED, NOON, List.of(), "readout", List.of());
        declare(first).isRecorded(new ConsentDeclared(ID, first));
        Consent then = new Consent("UKR", Answer.ACCEPTED, NOON, List.of(), "statement", List.of());
        registered()
                .and(new InstrumentRecorded(ID, instrument("statement", Instrument.Kind.STATEMENT, "UKR", null)))
                .when(new Declare(ID, then))
                .isRecorded(new ConsentDeclared(ID, then));
    }

    // ---- Ids that are taken

    @Test
    void an_instrument_keeps_its_id_from_the_text_or_since() {
        declare(instrument("readout", Instrument.Kind.STATEMENT, null, null)).isRefused(Kind.CONFLICT, "id-taken");
        declare(instrument("readout", Instrument.Kind.READOUT, null, null)).changesNothing();
        registered()
                .and(new InstrumentRecorded(ID, instrument("order", Instrument.Kind.ORDER, "RUS", null)))
                .when(new Declare(ID, instrument("order", Instrument.Kind.ORDER, "UKR", null)))
                .isRefused(Kind.CONFLICT, "id-taken");
    }

    @Test
    void a_reading_once_declared_does_not_change_under_its_id() {
        declare(reading("one", "RUS", null, null, Map.of())).isRefused(Kind.CONFLICT, "id-taken");
        declare(reading("one")).changesNothing();
        registered()
                .and(new ReadingDeclared(ID, reading("two")))
                .when(new Declare(ID, reading("two", "RUS", null, null, Map.of())))
                .isRefused(Kind.CONFLICT, "id-taken");
    }

    @Test
    void a_negotiation_item_keeps_its_id() {
        declare(item("demand", "UKR")).isRefused(Kind.CONFLICT, "id-taken");
        declare(item("demand", "RUS")).changesNothing();
    }

    @Test
    void what_is_faulty_in_itself_is_refused_as_such_before_it_clashes() {
        isInvalid(reading("one", "XXX", null, null, Map.of()), "unknown-party", "/holder", "XXX");
    }

    // ---- Instruments, readings, items: the rules of the text hold, seen from the body

    @Test
    void faults_of_what_is_declared_point_into_its_body() {
        isInvalid(instrument("order", Instrument.Kind.ORDER, null, null), "order-without-party", "/by", null);
        isInvalid(reading("as-written"), "reading-id-reserved", "/id", "as-written");
        isInvalid(
                reading("two", null, null, new Scope(List.of(), null, null, null, null), Map.of()),
                "scope-incomplete",
                "/scope",
                null);
        isInvalid(item("x", "XXX"), "unknown-party", "/by", "XXX");
    }

    // ---- Releases, reservations and waivers

    static Stream<Function<String, Declaration>> byObligor() {
        return Stream.of(
                by -> new Declaration.Release(null, List.of("rus-abstains"), by, NOON, null, List.of()),
                by -> new Declaration.Reservation(null, List.of("rus-abstains"), by, NOON, null, List.of()),
                by -> new Declaration.Waiver(null, List.of("rus-abstains"), by, NOON, null, List.of()));
    }

    @ParameterizedTest
    @MethodSource("byObligor")
    void only_the_obligor_frees_itself_reserves_and_waives(Function<String, Declaration> declaration) {
        isInvalid(declaration.apply("UKR"), "by-the-obligor-only", "/by", "UKR");
        isInvalid(declaration.apply("XXX"), "unknown-party", "/by", "XXX");
    }

    @Test
    void who_owes_nothing_has_nothing_to_be_freed_of() {
        isInvalid(
                new Declaration.Release(null, List.of(), "ARE", NOON, null, List.of()),
                "by-the-obligor-only",
                "/by",
                "ARE");
    }

    @Test
    void each_commitment_that_is_named_must_be_the_obligors_own() {
        isInvalid(release("RUS", "rus-abstains", "ukr-abstains"), "by-the-obligor-only", "/by", "RUS");
        isInvalid(release("RUS", "other"), "unknown-commitment", "/commitments", "other");
    }

    // ---- Deliveries

    @Test
    void a_delivery_is_made_towards_a_delivery() {
        isInvalid(handover("d-1", "rus-abstains", 1, null), "not-a-delivery", "/commitment", "rus-abstains");
        isInvalid(handover("d-1", "other", 1, null), "unknown-commitment", "/commitment", "other");
    }

    @Test
    void a_delivery_is_confirmed_by_parties_of_the_agreement() {
        isInvalid(
                new Declaration.Handover("d-1", "rus-releases", 1, NOON, List.of("UKR", "XXX"), null, List.of()),
                "unknown-party",
                "/confirmedBy",
                "XXX");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 1_000_000_000_001L})
    void a_delivery_hands_over_more_than_nothing(long quantity) {
        isInvalid(handover("d-1", "rus-releases", quantity, null), "quantity-out-of-range", "/quantity", quantity);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 1_000_000_000_000L})
    void a_delivery_may_hand_over_one_and_a_million_millions(long quantity) {
        Declaration.Handover handover = handover("d-1", "rus-releases", quantity, null);
        declare(handover).isRecorded(new HandoverRecorded(ID, handover));
    }

    @Test
    void a_delivery_keeps_its_id() {
        registered()
                .and(new HandoverRecorded(ID, HANDOVER))
                .when(new Declare(ID, handover("d-1", "rus-releases", 11, null)))
                .isRefused(Kind.CONFLICT, "id-taken");
    }

    @Test
    void a_correction_may_say_that_it_never_happened() {
        Declaration.Handover never = handover("d-2", "rus-releases", 0, "d-1");
        registered()
                .and(new HandoverRecorded(ID, HANDOVER))
                .when(new Declare(ID, never))
                .isRecorded(new HandoverRecorded(ID, never));
    }

    @Test
    void not_even_a_correction_takes_something_back() {
        registered()
                .and(new HandoverRecorded(ID, HANDOVER))
                .when(new Declare(ID, handover("d-2", "rus-releases", -1, "d-1")))
                .isInvalid("quantity-out-of-range", "/quantity", -1);
    }

    @Test
    void what_was_never_recorded_is_not_corrected() {
        declare(handover("d-2", "rus-releases", 1, "d-1")).isRefused(Kind.INVALID, "unknown-delivery");
    }

    @Test
    void a_correction_stays_with_its_commitment() {
        registered()
                .and(new HandoverRecorded(ID, HANDOVER))
                .when(new Declare(ID, handover("d-2", "ukr-releases", 1, "d-1")))
                .isRefused(Kind.CONFLICT, "correction-of-another-commitment");
    }

    @Test
    void what_was_corrected_is_corrected_through_its_correction() {
        Declaration.Handover correction = handover("d-2", "rus-releases", 9, "d-1");
        var given = registered().and(new HandoverRecorded(ID, HANDOVER), new HandoverRecorded(ID, correction));
        given.when(new Declare(ID, handover("d-3", "rus-releases", 8, "d-1")))
                .isRefused(Kind.CONFLICT, "already-corrected");
        Declaration.Handover again = handover("d-3", "rus-releases", 8, "d-2");
        given.when(new Declare(ID, again)).isRecorded(new HandoverRecorded(ID, again));
        given.when(new Declare(ID, correction)).changesNothing();
    }

    @Test
    void nothing_corrects_itself() {
        declare(handover("d-1", "rus-releases", 1, "d-1")).isRefused(Kind.INVALID, "unknown-delivery");
    }

    // ---- Aggregate claims

    @Test
    void a_claim_is_made_by_a_party_against_a_party_and_counts_no_less_than_none() {
        isInvalid(claim("XXX", "UKR", 1), "unknown-party", "/claimant", "XXX");
        isInvalid(claim("RUS", "XXX", 1), "unknown-party", "/against", "XXX");
        isInvalid(claim("RUS", "UKR", -1), "count-negative", "/count", -1);
        declare(claim("RUS", null, 0)).isRecorded(new AggregateClaimRecorded(ID, claim("RUS", null, 0)));
        isInvalid(
                new Declaration.AggregateClaim(
                        null,
                        "RUS",
                        null,
                        1,
                        Declaration.AggregateClaim.Qualifier.ABOUT,
                        null,
                        NOON,
                        List.of("other"),
                        List.of()),
                "unknown-commitment",
                "/commitments",
                "other");
    }

    private static Consent consent(Answer answer) {
        return new Consent("UKR", answer, NOON, List.of(), null, List.of());
    }

    private static Declaration.Release release(String by, String... commitments) {
        return new Declaration.Release(null, List.of(commitments), by, NOON, null, List.of());
    }

    private static Declaration.Handover handover(
            String id, String commitment, long quantity, @Nullable String corrects) {
        return new Declaration.Handover(id, commitment, quantity, NOON, List.of("UKR"), corrects, List.of());
    }

    private static Declaration.AggregateClaim claim(String claimant, @Nullable String against, long count) {
        return new Declaration.AggregateClaim(
                null,
                claimant,
                against,
                count,
                Declaration.AggregateClaim.Qualifier.AT_LEAST,
                null,
                NOON,
                List.of(),
                List.of());
    }
}
