package org.pactwatch.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pactwatch.compliance.Scenario.A_ABSTAINS;
import static org.pactwatch.compliance.Scenario.B_ABSTAINS;
import static org.pactwatch.compliance.Scenario.day;
import static org.pactwatch.compliance.Scenario.reading;
import static org.pactwatch.compliance.Scenario.strikeOf;
import static org.pactwatch.incident.Outcome.INCONCLUSIVE;
import static org.pactwatch.incident.Outcome.SUBSTANTIATED;
import static org.pactwatch.incident.Outcome.UNSUBSTANTIATED;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pactwatch.agreement.Reading;
import org.pactwatch.incident.Outcome;
import org.pactwatch.incident.Stance;

/** Rule 22: what an authority's finding does to an accused. */
class FindingsTest {

    private static Scenario struckByA(Reading... readings) {
        return Scenario.accepted(readings).strike("i", "A", day(3));
    }

    @ParameterizedTest
    @CsvSource({
        "INCONCLUSIVE,     UNRESOLVED",
        "NOT_ATTRIBUTABLE, UNRESOLVED",
        "UNSUBSTANTIATED,  DISMISSED",
        "WITHIN_EXCEPTION, DISMISSED",
        "OUT_OF_SCOPE,     OUTSIDE_SCOPE",
        "SUBSTANTIATED,    UNRESOLVED" // attributed to nobody
    })
    void each_outcome_that_names_nobody_has_its_effect(Outcome outcome, Standing standing) {
        assertThat(struckByA().finds("Commission", outcome, "i").standing("i", A_ABSTAINS))
                .contains(standing);
    }

    @Test
    void a_finding_that_names_the_accused_establishes_a_violation_and_says_who_found_it() {
        Scenario given = struckByA().finds("Commission", SUBSTANTIATED, "i", "A");
        Verdict verdict = given.verdict(A_ABSTAINS, day(5));
        assertThat(verdict.compliance()).isEqualTo(Compliance.VIOLATION_FOUND);
        assertThat(verdict.foundBy()).containsExactly("Commission");
        assertThat(verdict.basis())
                .isEqualTo(new Basis("substantiated-finding", 1, List.of(new Basis.Item("i", given.head()))));
    }

    @Test
    void a_finding_that_names_another_dismisses_it_for_the_accused() {
        Scenario given = struckByA().finds("Commission", SUBSTANTIATED, "i", "B");
        assertThat(given.standing("i", A_ABSTAINS)).contains(Standing.DISMISSED);
        assertThat(given.standing("i", B_ABSTAINS)).contains(Standing.SUBSTANTIATED);
        assertThat(given.compliance(A_ABSTAINS, day(5))).isEqualTo(Compliance.NO_VIOLATION_ESTABLISHED);
    }

    @Test
    void a_finding_may_name_several() {
        Scenario given = struckByA().finds("Commission", SUBSTANTIATED, "i", "A", "B");
        assertThat(given.standing("i", A_ABSTAINS)).contains(Standing.SUBSTANTIATED);
        assertThat(given.standing("i", B_ABSTAINS)).contains(Standing.SUBSTANTIATED);
    }

    @Test
    void a_finding_alone_brings_an_incident_to_bear_on_whom_it_names() {
        Scenario given = Scenario.accepted().report("i", strikeOf(day(3), day(3), "M"));
        assertThat(given.standing("i", A_ABSTAINS)).isEmpty();
        given.finds("Commission", SUBSTANTIATED, "i", "A");
        assertThat(given.standing("i", A_ABSTAINS)).contains(Standing.SUBSTANTIATED);
    }

    @Test
    void authorities_that_differ_leave_it_contested() {
        Scenario given =
                struckByA().finds("Commission", SUBSTANTIATED, "i", "A").finds("Mission", UNSUBSTANTIATED, "i");
        assertThat(given.standing("i", A_ABSTAINS)).contains(Standing.CONTESTED);
        assertThat(given.verdict(A_ABSTAINS, day(5)).foundBy()).isEmpty();
        assertThat(given.verdict(A_ABSTAINS, day(5)).basis())
                .isEqualTo(new Basis("contested-allegation", 1, List.of(new Basis.Item("i", given.head()))));
    }

    @Test
    void authorities_that_agree_are_named_both() {
        Scenario given =
                struckByA().finds("Mission", SUBSTANTIATED, "i", "A").finds("Commission", SUBSTANTIATED, "i", "A", "B");
        assertThat(given.verdict(A_ABSTAINS, day(5)).foundBy()).containsExactly("Commission", "Mission");
    }

    @Test
    void inconclusive_and_attributed_to_nobody_are_the_same_effect_and_no_contest() {
        Scenario given = struckByA().finds("Commission", INCONCLUSIVE, "i").finds("Mission", SUBSTANTIATED, "i");
        assertThat(given.standing("i", A_ABSTAINS)).contains(Standing.UNRESOLVED);
        assertThat(given.compliance(A_ABSTAINS, day(5))).isEqualTo(Compliance.UNRESOLVED);
    }

    @Test
    void only_authorities_that_the_reading_recognises_count() {
        Scenario given = struckByA(
                        reading("all").done(),
                        reading("commission").recognises("Commission").done(),
                        reading("nobody").recognises().done())
                .finds("Commission", SUBSTANTIATED, "i", "A")
                .finds("Mission", UNSUBSTANTIATED, "i");
        assertThat(given.standing("i", A_ABSTAINS, "all", day(5))).contains(Standing.CONTESTED);
        assertThat(given.standing("i", A_ABSTAINS, "commission", day(5))).contains(Standing.SUBSTANTIATED);
        assertThat(given.standing("i", A_ABSTAINS, "nobody", day(5))).contains(Standing.ALLEGED);
        assertThat(given.verdict(A_ABSTAINS, "commission", day(5), given.head()).foundBy())
                .containsExactly("Commission");
    }

    @Test
    void a_finding_that_the_reading_does_not_recognise_brings_nothing_to_bear() {
        Scenario given = Scenario.accepted(
                        reading("mission").recognises("Mission").done())
                .report("i", strikeOf(day(3), day(3), "M"))
                .finds("Commission", SUBSTANTIATED, "i", "A");
        assertThat(given.standing("i", A_ABSTAINS)).isEmpty();
        assertThat(given.verdict(A_ABSTAINS, day(5)).tally()).isNotNull();
        assertThat(given.verdict(A_ABSTAINS, day(5)).tally().reported()).isZero();
    }

    @Test
    void a_finding_that_the_reading_does_not_recognise_gives_no_right_to_be_released() {
        Scenario given = Scenario.accepted(
                        reading("mission").recognises("Mission").done())
                .strike("i", "B", day(3))
                .finds("Commission", SUBSTANTIATED, "i", "B");
        assertThat(given.force(A_ABSTAINS, day(4))).isEqualTo(Force.IN_EFFECT);
    }

    @Test
    void the_latest_finding_of_one_authority_counts() {
        Scenario given =
                struckByA().finds("Commission", SUBSTANTIATED, "i", "A").finds("Commission", UNSUBSTANTIATED, "i");
        assertThat(given.standing("i", A_ABSTAINS)).contains(Standing.DISMISSED);
    }

    @Test
    void a_finding_withdrawn_revives_the_earlier_one_of_the_same_authority() {
        Scenario given =
                struckByA().finds("Commission", SUBSTANTIATED, "i", "A").finds("Commission", UNSUBSTANTIATED, "i");
        given.withdraws("Commission", given.head(), "i");
        assertThat(given.standing("i", A_ABSTAINS)).contains(Standing.SUBSTANTIATED);
    }

    @Test
    void a_finding_withdrawn_leaves_the_allegation() {
        Scenario given = struckByA().finds("Commission", SUBSTANTIATED, "i", "A");
        given.withdraws("Commission", given.head(), "i");
        assertThat(given.standing("i", A_ABSTAINS)).contains(Standing.ALLEGED);
        assertThat(given.force(B_ABSTAINS, day(4))).isEqualTo(Force.IN_EFFECT);
    }

    @Test
    void a_denial_changes_nothing_once_an_authority_has_spoken() {
        Scenario found =
                struckByA().finds("Commission", SUBSTANTIATED, "i", "A").says("A", Stance.DENIES, "A", "i");
        assertThat(found.standing("i", A_ABSTAINS)).contains(Standing.SUBSTANTIATED);
        Scenario unresolved = struckByA().finds("Commission", INCONCLUSIVE, "i").says("A", Stance.DENIES, "A", "i");
        assertThat(unresolved.standing("i", A_ABSTAINS)).contains(Standing.UNRESOLVED);
    }

    @Test
    void an_open_allegation_ranks_above_a_contested_one_so_that_denying_one_buries_none() {
        Scenario given = struckByA().strike("j", "A", day(4)).says("A", Stance.DENIES, "A", "i");
        assertThat(given.compliance(A_ABSTAINS, day(5))).isEqualTo(Compliance.ALLEGED);
        given.says("A", Stance.DENIES, "A", "j");
        assertThat(given.compliance(A_ABSTAINS, day(5))).isEqualTo(Compliance.CONTESTED);
    }

    @Test
    void a_contested_one_ranks_above_an_unresolved_one() {
        Scenario given = struckByA()
                .finds("Commission", INCONCLUSIVE, "i")
                .strike("j", "A", day(4))
                .says("A", Stance.DENIES, "A", "j");
        assertThat(given.compliance(A_ABSTAINS, day(5))).isEqualTo(Compliance.CONTESTED);
    }

    @Test
    void a_violation_found_ranks_above_everything() {
        Scenario given = struckByA().strike("j", "A", day(4)).finds("Commission", SUBSTANTIATED, "i", "A");
        assertThat(given.compliance(A_ABSTAINS, day(5))).isEqualTo(Compliance.VIOLATION_FOUND);
    }
}
