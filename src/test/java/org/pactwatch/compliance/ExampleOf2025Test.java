package org.pactwatch.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the record of 2025 must come out as, under each reading. */
class ExampleOf2025Test {

    private static final String MORATORIUM = "energy-moratorium-2025";
    private static final String EXCHANGE = "prisoner-exchange-2025-03";
    private static final String LATER = "2025-05-01T00:00:00Z";

    private final ExampleOf2025 example = ExampleOf2025.load();

    @ParameterizedTest(name = "{0} towards {1}")
    @CsvSource({
        "kavkazskaya,        ukr-abstains, ALLEGED,       ALLEGED,      BEFORE_BINDING, BEFORE_BINDING",
        "sudzha-21-march,    ukr-abstains, OUTSIDE_SCOPE, CONTESTED,    BEFORE_BINDING, CONTESTED",
        "sudzha-28-march,    ukr-abstains, OUTSIDE_SCOPE, CONTESTED,    CONTESTED,      CONTESTED",
        "kherson-1-april,    rus-abstains, ALLEGED,       ALLEGED,      ALLEGED,        ALLEGED",
        "kherson-22-23-april,rus-abstains, OUTSIDE_TERM,  OUTSIDE_TERM, ALLEGED,        OUTSIDE_TERM"
    })
    void each_reading_gives_its_own_standing(
            String incident, String commitment, Standing callEnd, Standing rus, Standing ukr, Standing usa) {
        assertThat(example.standings(incident, LATER).get(commitment))
                .isEqualTo(Map.of("call-end", callEnd, "rus", rus, "ukr", ukr, "usa", usa));
    }

    @Test
    void a_claim_of_compliance_stands_towards_nothing() {
        assertThat(example.standings("seven-drones", LATER)).isEmpty();
        assertThat(IncidentFacts.of(example.incidents.get("seven-drones"))
                        .report()
                        .supports())
                .hasToString("[energy-moratorium-2025/rus-abstains]");
    }

    @Test
    void a_contested_incident_gives_no_right_to_be_released() {
        for (String reading : new String[] {"call-end", "ukr", "usa"}) {
            assertThat(verdict(MORATORIUM, "rus-abstains", reading, "2025-03-29T00:00:00Z")
                            .force())
                    .isEqualTo(Force.IN_EFFECT);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "rus-releases,         2025-03-19T13:00:00Z, FULFILLED, FULFILLED, 175, 100",
        "ukr-releases,         2025-03-19T13:00:00Z, FULFILLED, FULFILLED, 175, 100",
        "rus-releases-wounded, 2025-03-19T13:00:00Z, IN_EFFECT, PARTIAL,   22,  95",
        "rus-releases-wounded, 2025-03-19T21:59:59Z, IN_EFFECT, PARTIAL,   22,  95",
        "rus-releases-wounded, 2025-03-19T22:00:00Z, LAPSED,    SHORTFALL, 22,  95"
    })
    void prisoners_are_counted_when_the_other_side_confirms(
            String commitment, String at, Force force, Compliance compliance, long confirmed, int percent) {
        Verdict verdict = verdict(EXCHANGE, commitment, "as-written", at);
        assertThat(verdict.force()).isEqualTo(force);
        assertThat(verdict.compliance()).isEqualTo(compliance);
        assertThat(verdict.progress()).isNotNull();
        assertThat(verdict.progress().confirmed()).isEqualTo(confirmed);
        assertThat(verdict.progress().percent()).isEqualTo(percent);
    }

    @Test
    void what_was_known_on_21_march_differs_from_what_was_known_on_28_march() {
        String at = "2025-03-21T12:00:00Z";
        assertThat(example.verdict(MORATORIUM, "ukr-abstains", "usa", at, example.positionAt("2025-03-21T23:59:59Z"))
                        .compliance())
                .isEqualTo(Compliance.NO_VIOLATION_ESTABLISHED);
        assertThat(example.verdict(MORATORIUM, "ukr-abstains", "usa", at, example.positionAt("2025-03-28T23:59:59Z"))
                        .compliance())
                .isEqualTo(Compliance.CONTESTED);
    }

    @ParameterizedTest
    @CsvSource({"rus, EXPIRED", "call-end, IN_EFFECT", "usa, IN_EFFECT", "ukr, IN_EFFECT"})
    void on_the_morning_of_17_april_the_readings_disagree_whether_it_still_binds(String reading, Force force) {
        assertThat(verdict(MORATORIUM, "rus-abstains", reading, "2025-04-17T10:00:00Z")
                        .force())
                .isEqualTo(force);
    }

    @ParameterizedTest
    @CsvSource({
        "rus-abstains, call-end, 2025-03-18T16:30:00Z",
        "rus-abstains, rus,      2025-03-18T16:30:00Z",
        "rus-abstains, ukr,      2025-03-24T22:00:00Z",
        "rus-abstains, usa,      2025-03-18T16:30:00Z",
        "ukr-abstains, call-end, 2025-03-18T16:30:00Z",
        "ukr-abstains, rus,      2025-03-18T16:30:00Z",
        "ukr-abstains, ukr,      2025-03-24T22:00:00Z",
        "ukr-abstains, usa,      2025-03-19T16:59:00Z"
    })
    void each_reading_says_from_when_each_side_was_bound(String commitment, String reading, String from) {
        assertThat(verdict(MORATORIUM, commitment, reading, "2025-03-26T00:00:00Z")
                        .boundFrom())
                .isEqualTo(from);
    }

    @Test
    void the_right_that_was_reserved_has_no_effect() {
        Verdict verdict = verdict(MORATORIUM, "rus-abstains", "rus", "2025-03-29T00:00:00Z");
        assertThat(verdict.force()).isEqualTo(Force.IN_EFFECT);
        assertThat(verdict.contestedDeclarations()).isEmpty();
        assertThat(verdict.nextTransition())
                .isEqualTo(new Verdict.Transition(verdict.term().endExclusive(), Force.EXPIRED));
    }

    private Verdict verdict(String agreement, String commitment, String reading, String at) {
        return example.verdict(agreement, commitment, reading, at, example.head());
    }
}
