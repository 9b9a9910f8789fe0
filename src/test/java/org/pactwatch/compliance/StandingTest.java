package org.pactwatch.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pactwatch.compliance.Scenario.A_ABSTAINS;
import static org.pactwatch.compliance.Scenario.A_DELIVERS;
import static org.pactwatch.compliance.Scenario.B_ABSTAINS;
import static org.pactwatch.compliance.Scenario.day;
import static org.pactwatch.incident.Outcome.OUT_OF_SCOPE;
import static org.pactwatch.incident.Outcome.SUBSTANTIATED;
import static org.pactwatch.incident.Outcome.UNSUBSTANTIATED;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pactwatch.agreement.Act;
import org.pactwatch.agreement.Target;
import org.pactwatch.incident.CommitmentRef;
import org.pactwatch.incident.IncidentReport;
import org.pactwatch.time.Occurrence;
import org.pactwatch.time.Precision;

/** Rules 18 to 20 and 23: which incidents count, and where they lie. The commitment binds from day 1 to day 11. */
class StandingTest {

    @ParameterizedTest(name = "from day {0} to day {1}: {2}")
    @CsvSource({
        // points
        "0.99, 0.99, BEFORE_BINDING",
        "1,    1,    ALLEGED",
        "10.99,10.99,ALLEGED",
        "11,   11,   OUTSIDE_TERM",
        // intervals that touch an edge
        "0.5,  1,    BEFORE_BINDING",
        "1,    2,    ALLEGED",
        "10,   11,   ALLEGED",
        "11,   12,   OUTSIDE_TERM",
        "1,    11,   ALLEGED",
        // intervals that cross one
        "0.5,  1.5,  BOUNDARY",
        "10.5, 11.5, BOUNDARY",
        "0.5,  11.5, BOUNDARY",
        "0.5,  11,   BOUNDARY",
        "1,    11.1, BOUNDARY",
        // intervals apart
        "0.1,  0.2,  BEFORE_BINDING",
        "12,   13,   OUTSIDE_TERM"
    })
    void where_it_lies_towards_the_window_decides(double from, double to, Standing standing) {
        assertThat(Scenario.accepted().strike("i", "A", day(from), day(to)).standing("i", A_ABSTAINS))
                .contains(standing);
    }

    @Test
    void where_nothing_ever_bound_everything_came_before_binding() {
        Scenario given = Scenario.pact().strike("i", "A", day(20));
        assertThat(given.standing("i", A_ABSTAINS)).contains(Standing.BEFORE_BINDING);
        assertThat(given.compliance(A_ABSTAINS, day(30))).isEqualTo(Compliance.NOT_BINDING);
    }

    @Test
    void it_counts_from_the_moment_it_began_and_not_before() {
        Scenario given = Scenario.accepted().strike("i", "A", day(3), day(4));
        assertThat(given.verdict(A_ABSTAINS, day(3).minusMillis(1)).tally()).isNotNull();
        assertThat(given.verdict(A_ABSTAINS, day(3).minusMillis(1)).tally().reported())
                .isZero();
        assertThat(given.verdict(A_ABSTAINS, day(3)).tally().reported()).isEqualTo(1);
        assertThat(given.standing("i", A_ABSTAINS, day(2))).isEmpty();
    }

    @Test
    void a_violation_found_outlives_the_term() {
        Scenario given = Scenario.accepted().strike("i", "A", day(3)).finds("Commission", SUBSTANTIATED, "i", "A");
        assertThat(given.compliance(A_ABSTAINS, day(50))).isEqualTo(Compliance.VIOLATION_FOUND);
        assertThat(given.force(A_ABSTAINS, day(5))).isEqualTo(Force.IN_EFFECT);
    }

    @Test
    void it_bears_on_the_accused_only_and_never_on_a_delivery() {
        Scenario given = Scenario.accepted().strike("i", "A", day(3));
        assertThat(given.standing("i", B_ABSTAINS)).isEmpty();
        assertThat(given.standing("i", A_DELIVERS)).isEmpty();
        assertThat(given.verdict(A_DELIVERS, day(5)).tally()).isNull();
    }

    @Test
    void who_is_not_accused_is_not_burdened_and_a_claim_of_compliance_counts_nowhere() {
        IncidentReport drones = new IncidentReport(
                "Shot down our own drones",
                Act.STRIKE,
                Target.SUBSTATION,
                null,
                new Occurrence(day(3), day(3), Precision.EXACT),
                day(3),
                null,
                List.of(),
                "A",
                List.of(new CommitmentRef("pact", A_ABSTAINS)),
                null);
        Scenario given = Scenario.accepted().report("i", drones);
        assertThat(given.standing("i", A_ABSTAINS)).isEmpty();
        assertThat(given.verdict(A_ABSTAINS, day(5)).compliance()).isEqualTo(Compliance.NO_VIOLATION_ESTABLISHED);
        assertThat(given.verdict(A_ABSTAINS, day(5)).basis()).isEqualTo(Basis.bare("no-open-allegation"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "?",
            value = {
                "STRIKE,   SUBSTATION,   ALLEGED",
                "?,        SUBSTATION,   ALLEGED",
                "STRIKE,   ?,            ALLEGED",
                "?,        ?,            ALLEGED",
                "STRIKE,   ENERGY,       ALLEGED",
                "SABOTAGE, SUBSTATION,   OUTSIDE_SCOPE",
                "STRIKE,   GAS_METERING, OUTSIDE_SCOPE"
            })
    void what_is_unknown_excludes_nothing_and_what_is_not_listed_is_outside(Act act, Target target, Standing standing) {
        IncidentReport report = new IncidentReport(
                "Something",
                act,
                target,
                null,
                new Occurrence(day(3), day(3), Precision.EXACT),
                day(3),
                null,
                List.of("A"),
                "B",
                List.of(),
                null);
        assertThat(Scenario.accepted().report("i", report).standing("i", A_ABSTAINS))
                .contains(standing);
    }

    @Test
    void outside_scope_comes_before_outside_term() {
        Scenario given = Scenario.accepted().strike("i", "A", day(20)).finds("Commission", OUT_OF_SCOPE, "i");
        assertThat(given.standing("i", A_ABSTAINS)).contains(Standing.OUTSIDE_SCOPE);
    }

    @Test
    void outside_term_comes_before_dismissed_and_dismissed_before_boundary() {
        Scenario late = Scenario.accepted().strike("i", "A", day(20)).finds("Commission", UNSUBSTANTIATED, "i");
        assertThat(late.standing("i", A_ABSTAINS)).contains(Standing.OUTSIDE_TERM);
        Scenario across =
                Scenario.accepted().strike("i", "A", day(10), day(12)).finds("Commission", UNSUBSTANTIATED, "i");
        assertThat(across.standing("i", A_ABSTAINS)).contains(Standing.DISMISSED);
    }

    @Test
    void what_may_have_been_outside_is_no_violation_whatever_was_found() {
        Scenario given =
                Scenario.accepted().strike("i", "A", day(10), day(12)).finds("Commission", SUBSTANTIATED, "i", "A");
        assertThat(given.standing("i", A_ABSTAINS)).contains(Standing.BOUNDARY);
        assertThat(given.compliance(A_ABSTAINS, day(15))).isEqualTo(Compliance.ALLEGED);
        assertThat(given.verdict(A_ABSTAINS, day(15)).foundBy()).isEmpty();
    }

    @Test
    void a_boundary_is_the_basis_only_where_nothing_is_plainly_alleged() {
        Scenario given = Scenario.accepted().strike("across", "A", day(10), day(12));
        assertThat(given.verdict(A_ABSTAINS, day(15)).basis())
                .isEqualTo(new Basis("boundary-allegation", 1, List.of(new Basis.Item("across", given.head()))));
        given.strike("inside", "A", day(5));
        assertThat(given.verdict(A_ABSTAINS, day(15)).basis())
                .isEqualTo(new Basis("open-allegation", 1, List.of(new Basis.Item("inside", given.head()))));
    }

    @Test
    void where_nobody_accuses_the_finding_that_names_the_party_is_the_ground_and_not_one_that_clears_it() {
        Scenario given = Scenario.accepted()
                .report("across", Scenario.strikeOf(day(10), day(12), "M"))
                .finds("Mission", SUBSTANTIATED, "across", "A");
        long naming = given.head();
        given.finds("Commission", UNSUBSTANTIATED, "across");
        assertThat(given.verdict(A_ABSTAINS, day(15)).basis())
                .isEqualTo(new Basis("boundary-allegation", 1, List.of(new Basis.Item("across", naming))));
    }

    @Test
    void counts_are_a_partition_and_a_basis_lists_the_first_twenty_with_the_total() {
        Scenario given = Scenario.accepted();
        for (int i = 0; i < 25; i++) {
            given.strike("in-" + i, "A", day(2));
        }
        given.strike("before", "A", day(0)).strike("after", "A", day(12)).strike("across", "A", day(10), day(12));
        Verdict verdict = given.verdict(A_ABSTAINS, day(15));
        assertThat(verdict.tally()).isNotNull();
        assertThat(verdict.tally().reported()).isEqualTo(28);
        assertThat(verdict.tally().count(Standing.ALLEGED)).isEqualTo(25);
        assertThat(verdict.tally().count(Standing.BEFORE_BINDING)).isEqualTo(1);
        assertThat(verdict.tally().count(Standing.OUTSIDE_TERM)).isEqualTo(1);
        assertThat(verdict.tally().count(Standing.BOUNDARY)).isEqualTo(1);
        assertThat(verdict.basis().total()).isEqualTo(25);
        assertThat(verdict.basis().items())
                .hasSize(20)
                .isSortedAccordingTo((a, b) -> Long.compare(a.position(), b.position()));
        assertThat(verdict.basis().items().get(0).incident()).isEqualTo("in-0");
    }

    @Test
    void the_last_report_is_that_of_an_incident_within_the_scope() {
        Instant inside = day(3);
        Scenario given = Scenario.accepted()
                .strike("inside", "A", inside)
                .strike("earlier", "A", day(2))
                .strike("outside", "A", day(5))
                .finds("Commission", OUT_OF_SCOPE, "outside");
        assertThat(given.verdict(A_ABSTAINS, day(9)).tally()).isNotNull();
        assertThat(given.verdict(A_ABSTAINS, day(9)).tally().lastReportedAt()).isEqualTo(inside.plusSeconds(3600));
    }
}
