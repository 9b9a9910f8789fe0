package org.pactwatch.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pactwatch.compliance.Scenario.A_ABSTAINS;
import static org.pactwatch.compliance.Scenario.B_ABSTAINS;
import static org.pactwatch.compliance.Scenario.day;
import static org.pactwatch.compliance.Scenario.strikeOf;
import static org.pactwatch.incident.Stance.ASSERTS;
import static org.pactwatch.incident.Stance.COUNTER_ACCUSES;
import static org.pactwatch.incident.Stance.DENIES;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules 19 and 21: who is accused, who denies, who admits. */
class DenialTest {

    private static Scenario struckByA() {
        return Scenario.accepted().strike("i", "A", day(3));
    }

    @Test
    void the_accuseds_own_denial_contests() {
        Scenario given = struckByA().says("A", DENIES, "A", "i");
        assertThat(given.standing("i", A_ABSTAINS)).contains(Standing.CONTESTED);
        assertThat(given.verdict(A_ABSTAINS, day(5)).basis())
                .isEqualTo(new Basis("contested-allegation", 1, List.of(new Basis.Item("i", given.head()))));
    }

    @Test
    void the_denial_of_others_does_not_count() {
        assertThat(struckByA().says("M", DENIES, "A", "i").standing("i", A_ABSTAINS))
                .contains(Standing.ALLEGED);
    }

    @Test
    void to_accuse_another_of_the_same_is_to_deny_and_puts_both_under_accusation() {
        Scenario given = struckByA().says("A", COUNTER_ACCUSES, "B", "i");
        assertThat(given.standing("i", A_ABSTAINS)).contains(Standing.CONTESTED);
        // B blames A: that is its own word against the accusation.
        assertThat(given.standing("i", B_ABSTAINS)).contains(Standing.CONTESTED);
    }

    @Test
    void a_counter_accusation_withdrawn_is_no_denial_any_more_and_accuses_nobody() {
        Scenario given = struckByA().says("A", COUNTER_ACCUSES, "B", "i").says("A", DENIES, "B", "i");
        assertThat(given.standing("i", A_ABSTAINS)).contains(Standing.ALLEGED);
        assertThat(given.standing("i", B_ABSTAINS)).isEmpty();
    }

    @Test
    void a_counter_accusation_withdrawn_leaves_the_earlier_denial() {
        Scenario given = struckByA()
                .says("A", DENIES, "A", "i")
                .says("A", COUNTER_ACCUSES, "B", "i")
                .says("A", DENIES, "B", "i");
        assertThat(given.standing("i", A_ABSTAINS)).contains(Standing.CONTESTED);
    }

    @Test
    void an_admission_ends_the_denial() {
        Scenario given = struckByA().says("A", DENIES, "A", "i").says("A", ASSERTS, "A", "i");
        assertThat(given.standing("i", A_ABSTAINS)).contains(Standing.ALLEGED);
    }

    @Test
    void an_admission_ends_the_denial_by_counter_accusation_too() {
        Scenario given = struckByA().says("A", COUNTER_ACCUSES, "B", "i").says("A", ASSERTS, "A", "i");
        assertThat(given.standing("i", A_ABSTAINS)).contains(Standing.ALLEGED);
    }

    @Test
    void who_denies_after_admitting_denies() {
        Scenario given = struckByA().says("A", ASSERTS, "A", "i").says("A", DENIES, "A", "i");
        assertThat(given.standing("i", A_ABSTAINS)).contains(Standing.CONTESTED);
    }

    @Test
    void one_report_by_which_a_party_blames_itself_and_another_is_an_admission() {
        Scenario given = Scenario.accepted().report("i", strikeOf(day(3), day(3), "A", "A", "B"));
        assertThat(given.standing("i", A_ABSTAINS)).contains(Standing.ALLEGED);
        assertThat(given.standing("i", B_ABSTAINS)).contains(Standing.ALLEGED);
    }

    @Test
    void an_accuser_who_later_denies_has_withdrawn() {
        Scenario given = struckByA().says("B", DENIES, "A", "i");
        assertThat(given.standing("i", A_ABSTAINS)).isEmpty();
    }

    @Test
    void while_another_still_accuses_the_withdrawal_of_one_frees_nobody() {
        Scenario given = struckByA().says("M", ASSERTS, "A", "i").says("B", DENIES, "A", "i");
        assertThat(given.standing("i", A_ABSTAINS)).contains(Standing.ALLEGED);
    }

    @Test
    void a_denial_outlasts_a_renewed_accusation() {
        Scenario given = struckByA().says("A", DENIES, "A", "i").says("B", ASSERTS, "A", "i");
        assertThat(given.standing("i", A_ABSTAINS)).contains(Standing.CONTESTED);
    }

    @Test
    void a_further_report_adds_accusations_and_no_facts() {
        Scenario given =
                Scenario.accepted().strike("i", "A", day(3)).furtherReport("i", strikeOf(day(20), day(20), "A", "B"));
        assertThat(given.standing("i", B_ABSTAINS)).contains(Standing.CONTESTED);
        // A, who blames B in its report, denies by it; the day is still that of the first report.
        assertThat(given.standing("i", A_ABSTAINS)).contains(Standing.CONTESTED);
    }

    @Test
    void the_basis_of_an_open_allegation_is_the_last_accusation() {
        Scenario given = struckByA().says("M", ASSERTS, "A", "i");
        assertThat(given.verdict(A_ABSTAINS, day(5)).basis())
                .isEqualTo(new Basis("open-allegation", 1, List.of(new Basis.Item("i", given.head()))));
    }
}
