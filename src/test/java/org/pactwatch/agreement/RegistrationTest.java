package org.pactwatch.agreement;

import static org.pactwatch.agreement.Pact.NOON;
import static org.pactwatch.agreement.Pact.SCOPE;
import static org.pactwatch.agreement.Pact.TERM;
import static org.pactwatch.agreement.Pact.delivery;
import static org.pactwatch.agreement.Pact.instrument;
import static org.pactwatch.agreement.Pact.item;
import static org.pactwatch.agreement.Pact.prohibition;
import static org.pactwatch.agreement.Pact.reading;
import static org.pactwatch.decision.Given.given;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pactwatch.agreement.AgreementCommand.RegisterAgreement;
import org.pactwatch.agreement.AgreementEvent.AgreementRegistered;
import org.pactwatch.decision.Given;
import org.pactwatch.decision.Rejection.Kind;
import org.pactwatch.time.Counting;
import org.pactwatch.time.Length;
import org.pactwatch.time.TermSpec;

/** Which agreements can be registered, and what each fault is called. */
class RegistrationTest {

    private static Given<AgreementCommand, AgreementEvent, AgreementState> nothing() {
        return given(new AgreementDecider());
    }

    private static Given.Then<AgreementEvent> register(Consumer<Pact> spoil) {
        Pact pact = new Pact();
        spoil.accept(pact);
        return nothing().when(new RegisterAgreement(pact.agreement()));
    }

    private static void isInvalid(Consumer<Pact> spoil, String rule, String pointer, @Nullable Object value) {
        register(spoil).isInvalid(rule, pointer, value);
    }

    // ---- Once

    @Test
    void an_agreement_without_fault_is_registered() {
        Agreement agreement = new Pact().agreement();
        nothing().when(new RegisterAgreement(agreement)).isRecorded(new AgreementRegistered(agreement));
    }

    @Test
    void registered_again_in_the_same_words_it_changes_nothing() {
        Agreement agreement = new Pact().agreement();
        nothing()
                .and(new AgreementRegistered(agreement))
                .when(new RegisterAgreement(new Pact().agreement()))
                .changesNothing();
    }

    @Test
    void registered_again_in_other_words_it_is_refused() {
        Pact other = new Pact();
        other.title = "Another pact";
        nothing()
                .and(new AgreementRegistered(new Pact().agreement()))
                .when(new RegisterAgreement(other.agreement()))
                .isRefused(Kind.CONFLICT, "agreement-differs");
    }

    // ---- Ids, names and words

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "../x", ".a", "a b", "ä", "a?b"})
    void an_id_can_stand_in_an_address(String id) {
        isInvalid(pact -> pact.id = id, "id-malformed", "/id", id);
        isInvalid(pact -> pact.readings = List.of(reading(id)), "id-malformed", "/readings/0/id", id);
        isInvalid(
                pact -> pact.instruments = List.of(instrument(id, Instrument.Kind.READOUT, null, null)),
                "id-malformed",
                "/instruments/0/id",
                id);
        isInvalid(pact -> pact.negotiation = List.of(item(id, "RUS")), "id-malformed", "/negotiation/0/id", id);
    }

    @Test
    void an_id_has_a_hundred_letters_at_most() {
        Pact pact = new Pact();
        pact.id = "a".repeat(100);
        nothing().when(new RegisterAgreement(pact.agreement())).isRecorded(new AgreementRegistered(pact.agreement()));
        isInvalid(each -> each.id = "a".repeat(101), "id-malformed", "/id", "a".repeat(101));
    }

    @Test
    void an_agreement_says_something() {
        isInvalid(pact -> pact.title = " ", "text-missing", "/title", " ");
    }

    @Test
    void an_agreement_has_parties_and_commitments() {
        isInvalid(pact -> pact.parties = List.of(), "parties-missing", "/parties", null);
        isInvalid(pact -> pact.commitments = List.of(), "commitments-missing", "/commitments", null);
    }

    @Test
    void nothing_stands_there_twice() {
        isInvalid(pact -> pact.parties = twice(pact.parties), "id-taken", "/parties/3", "RUS");
        isInvalid(pact -> pact.instruments = twice(pact.instruments), "id-taken", "/instruments/1", "readout");
        isInvalid(pact -> pact.commitments = twice(pact.commitments), "id-taken", "/commitments/4", "rus-abstains");
        isInvalid(pact -> pact.readings = twice(pact.readings), "id-taken", "/readings/1", "one");
        isInvalid(pact -> pact.negotiation = twice(pact.negotiation), "id-taken", "/negotiation/1", "demand");
    }

    private static <T> List<T> twice(List<T> items) {
        return java.util.stream.Stream.concat(items.stream(), items.stream().limit(1))
                .toList();
    }

    // ---- Commitments

    @Test
    void a_commitment_is_between_parties_of_the_agreement() {
        isInvalid(
                pact -> pact.commitments = List.of(delivery("d", "XXX", "UKR", 1)),
                "unknown-party",
                "/commitments/0/obligor",
                "XXX");
        isInvalid(
                pact -> pact.commitments = List.of(delivery("d", "RUS", "XXX", 1)),
                "unknown-party",
                "/commitments/0/beneficiary",
                "XXX");
    }

    @Test
    void nobody_owes_a_promise_to_itself() {
        isInvalid(
                pact -> pact.commitments = List.of(delivery("d", "RUS", "RUS", 1)),
                "obligor-is-not-beneficiary",
                "/commitments/0/beneficiary",
                "RUS");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 1_000_000_000_001L, Long.MAX_VALUE})
    void a_delivery_promises_more_than_nothing_and_less_than_would_overflow(long quantity) {
        isInvalid(
                pact -> pact.commitments = List.of(delivery("d", "RUS", null, quantity)),
                "quantity-out-of-range",
                "/commitments/0/quantity",
                quantity);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 1_000_000_000_000L})
    void a_delivery_may_promise_one_and_a_million_millions(long quantity) {
        Pact pact = new Pact();
        pact.commitments = List.of(delivery("d", "RUS", null, quantity));
        nothing().when(new RegisterAgreement(pact.agreement())).isRecorded(new AgreementRegistered(pact.agreement()));
    }

    @Test
    void a_commitment_says_what_and_a_delivery_of_what() {
        isInvalid(
                pact -> pact.commitments =
                        List.of(new Commitment.Delivery("d", "RUS", null, "", TERM, List.of(), 1, "pieces", false)),
                "text-missing",
                "/commitments/0/statement",
                "");
        isInvalid(
                pact -> pact.commitments = List.of(
                        new Commitment.Delivery("d", "RUS", null, "It delivers", TERM, List.of(), 1, " ", false)),
                "text-missing",
                "/commitments/0/unit",
                " ");
    }

    @Test
    void a_condition_is_on_a_commitment_of_the_agreement() {
        isInvalid(
                pact -> pact.commitments = List.of(prohibition("p", "RUS", "UKR", SCOPE, TERM, "other")),
                "unknown-commitment",
                "/commitments/0/conditions",
                "other");
    }

    // ---- Instruments, consents, negotiation

    @Test
    void an_order_is_somebodys() {
        isInvalid(
                pact -> pact.instruments = List.of(instrument("order", Instrument.Kind.ORDER, null, null)),
                "order-without-party",
                "/instruments/0/by",
                null);
    }

    @Test
    void an_instrument_is_of_a_party_on_a_commitment_of_the_agreement() {
        isInvalid(
                pact -> pact.instruments = List.of(instrument("order", Instrument.Kind.ORDER, "XXX", null)),
                "unknown-party",
                "/instruments/0/by",
                "XXX");
        isInvalid(
                pact -> pact.instruments = List.of(instrument("order", Instrument.Kind.ORDER, "RUS", "other")),
                "unknown-commitment",
                "/instruments/0/commitment",
                "other");
    }

    @Test
    void an_instrument_has_a_title_and_does_not_end_before_it_starts() {
        Instant before = NOON.minusSeconds(1);
        isInvalid(
                pact -> pact.instruments = List.of(new Instrument(
                        "call", Instrument.Kind.READOUT, null, null, new When(NOON, before), "Call", List.of())),
                "end-before-start",
                "/instruments/0/at/to",
                before);
        isInvalid(
                pact -> pact.instruments = List.of(
                        new Instrument("call", Instrument.Kind.READOUT, null, null, When.at(NOON), "", List.of())),
                "text-missing",
                "/instruments/0/title",
                "");
    }

    @Test
    void a_consent_is_of_a_party_to_a_commitment_of_the_agreement() {
        isInvalid(pact -> pact.consents = List.of(consent("XXX")), "unknown-party", "/consents/0/party", "XXX");
        isInvalid(
                pact -> pact.consents = List.of(consent("RUS", "other")),
                "unknown-commitment",
                "/consents/0/commitments",
                "other");
    }

    private static Consent consent(String party, String... commitments) {
        return new Consent(party, Consent.Answer.ACCEPTED, NOON, List.of(commitments), null, List.of());
    }

    @Test
    void a_negotiation_item_is_of_a_party_or_of_nobody() {
        isInvalid(
                pact -> pact.negotiation = List.of(item("demand", "XXX")), "unknown-party", "/negotiation/0/by", "XXX");
        isInvalid(
                pact -> pact.negotiation = List.of(item("demand", "RUS", "XXX")),
                "unknown-party",
                "/negotiation/0/acceptedBy",
                "XXX");
        Pact pact = new Pact();
        pact.negotiation = List.of(item("demand", NegotiationItem.UNATTRIBUTED));
        nothing().when(new RegisterAgreement(pact.agreement())).isRecorded(new AgreementRegistered(pact.agreement()));
    }

    @Test
    void a_negotiation_item_says_something() {
        isInvalid(
                pact -> pact.negotiation = List.of(new NegotiationItem(
                        "demand", NegotiationItem.Kind.DEMAND, "RUS", "", null, List.of(), List.of())),
                "text-missing",
                "/negotiation/0/statement",
                "");
    }

    // ---- Readings

    @Test
    void the_name_of_the_text_as_written_is_reserved() {
        isInvalid(
                pact -> pact.readings = List.of(reading("as-written")),
                "reading-id-reserved",
                "/readings/0/id",
                "as-written");
    }

    @Test
    void a_reading_speaks_of_parties_and_commitments_of_the_agreement() {
        isInvalid(
                pact -> pact.readings = List.of(reading("one", "XXX", null, null, Map.of())),
                "unknown-party",
                "/readings/0/holder",
                "XXX");
        isInvalid(
                pact -> pact.readings =
                        List.of(reading("one", null, null, null, Map.of("other", ReadingTerms.NOTHING))),
                "unknown-commitment",
                "/readings/0/commitments/other",
                "other");
        isInvalid(
                pact -> pact.readings = List.of(new Reading(
                        "one",
                        null,
                        null,
                        null,
                        null,
                        null,
                        Map.of("XXX", NOON),
                        null,
                        null,
                        null,
                        null,
                        Map.of(),
                        List.of())),
                "unknown-party",
                "/readings/0/boundFrom/XXX",
                "XXX");
    }

    @Test
    void what_a_reading_says_of_one_commitment_is_checked_too() {
        ReadingTerms terms = new ReadingTerms(
                null,
                null,
                Map.of("XXX", NOON),
                List.of(new Condition(Condition.Kind.RECIPROCAL, "other")),
                null,
                null,
                true);
        Consumer<Pact> spoil =
                pact -> pact.readings = List.of(reading("one", null, null, null, Map.of("rus-abstains", terms)));
        String at = "/readings/0/commitments/rus-abstains";
        register(spoil).isInvalidAt(at + "/boundFrom/XXX", at + "/conditions", at + "/coverageRequired");
    }

    @Test
    void coverage_is_not_demanded_where_it_is_not_judged() {
        isInvalid(
                pact -> pact.readings = List.of(new Reading(
                        "one", null, null, null, null, null, null, null, null, null, true, Map.of(), List.of())),
                "coverage-not-judged",
                "/readings/0/coverageRequired",
                true);
    }

    // ---- Every commitment can be counted under every reading

    @Test
    void without_readings_the_text_alone_must_make_a_term() {
        isInvalid(
                pact -> {
                    pact.commitments = List.of(prohibition("p", "RUS", "UKR", SCOPE, null));
                    pact.readings = List.of();
                },
                "term-unresolvable",
                "/term/counting",
                null);
    }

    @Test
    void with_readings_each_of_them_must_make_a_term() {
        isInvalid(
                pact -> {
                    pact.commitments = List.of(prohibition("p", "RUS", "UKR", SCOPE, null));
                    pact.readings = List.of(reading("one", null, TERM, null, Map.of()), reading("two"));
                },
                "term-unresolvable",
                "/readings/1/term/counting",
                null);
    }

    @Test
    void a_reading_may_complete_what_the_text_leaves_open() {
        TermSpec open = new TermSpec(null, null, null, new Length("P30D", 30, Duration.ZERO), null);
        TermSpec rest = new TermSpec(TERM.start(), TERM.zone(), Counting.CALENDAR, null, null);
        Pact pact = new Pact();
        pact.commitments = List.of(prohibition("p", "RUS", "UKR", null, open));
        pact.readings = List.of(reading("one", null, rest, SCOPE, Map.of()));
        nothing().when(new RegisterAgreement(pact.agreement())).isRecorded(new AgreementRegistered(pact.agreement()));
    }

    @Test
    void days_are_counted_in_whole_days() {
        TermSpec hours = new TermSpec(
                TERM.start(), TERM.zone(), Counting.DAYS_INCLUSIVE, new Length("PT36H", 0, Duration.ofHours(36)), null);
        isInvalid(
                pact -> pact.commitments = List.of(prohibition("p", "RUS", "UKR", SCOPE, hours)),
                "term-unresolvable",
                "/readings/0/term/length",
                null);
    }

    @Test
    void an_empty_term_is_refused() {
        TermSpec empty = new TermSpec(TERM.start(), TERM.zone(), Counting.UNTIL, null, TERM.start());
        isInvalid(
                pact -> pact.commitments = List.of(prohibition("p", "RUS", "UKR", SCOPE, empty)),
                "term-unresolvable",
                "/readings/0/term/until",
                null);
    }

    @Test
    void a_prohibition_names_acts_and_targets() {
        Scope withoutTargets = new Scope(List.of(Act.STRIKE), null, null, null, null);
        Scope withoutActs = new Scope(List.of(), List.of(Target.ENERGY), null, null, null);
        for (Scope scope : List.of(withoutTargets, withoutActs)) {
            isInvalid(
                    pact -> pact.commitments = List.of(prohibition("p", "RUS", "UKR", scope, TERM)),
                    "scope-incomplete",
                    "/readings/0/scope",
                    null);
        }
    }

    @Test
    void all_faults_are_named_at_once() {
        register(pact -> {
                    pact.title = "";
                    pact.commitments = List.of(delivery("d", "XXX", "UKR", 0));
                })
                .isInvalidAt("/title", "/commitments/0/obligor", "/commitments/0/quantity");
    }
}
