package org.pactwatch.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pactwatch.agreement.ReleaseMode.NONE;
import static org.pactwatch.agreement.ReleaseMode.ON_OWN_ASSESSMENT;
import static org.pactwatch.compliance.Scenario.A_ABSTAINS;
import static org.pactwatch.compliance.Scenario.A_DELIVERS;
import static org.pactwatch.compliance.Scenario.B_ABSTAINS;
import static org.pactwatch.compliance.Scenario.B_GIVES;
import static org.pactwatch.compliance.Scenario.day;
import static org.pactwatch.compliance.Scenario.reading;
import static org.pactwatch.incident.Outcome.SUBSTANTIATED;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.pactwatch.agreement.Consent;
import org.pactwatch.agreement.Reading;

/** Rules 15, 16 and 29: the right to consider oneself free, and what becomes of who uses it. */
class ReleaseTest {

    /** B struck on day 3, the Commission found: A has the right. */
    private static Scenario violatedByB(Reading... readings) {
        return Scenario.accepted(readings)
                .strike("b-strikes", "B", day(3))
                .finds("Commission", SUBSTANTIATED, "b-strikes", "B");
    }

    @Test
    void a_violation_found_on_the_other_side_gives_the_right_from_when_it_happened() {
        Scenario given = violatedByB();
        assertThat(given.force(A_ABSTAINS, day(2.9))).isEqualTo(Force.IN_EFFECT);
        assertThat(given.force(A_ABSTAINS, day(3))).isEqualTo(Force.RELEASABLE);
        assertThat(given.force(B_ABSTAINS, day(3))).isEqualTo(Force.IN_EFFECT);
    }

    @Test
    void an_allegation_gives_no_right() {
        assertThat(Scenario.accepted().strike("b-strikes", "B", day(3)).force(A_ABSTAINS, day(4)))
                .isEqualTo(Force.IN_EFFECT);
    }

    @Test
    void without_reciprocity_there_is_no_right() {
        assertThat(violatedByB(reading("r").reciprocalOn().done()).force(A_ABSTAINS, day(4)))
                .isEqualTo(Force.IN_EFFECT);
    }

    @Test
    void a_condition_on_a_delivery_gives_no_right() {
        Scenario given = Scenario.accepted(reading("r")
                        .reciprocalOn(B_GIVES)
                        .release(ON_OWN_ASSESSMENT, B_GIVES)
                        .done())
                .releasesItself("B", day(3), B_GIVES);
        assertThat(given.force(B_GIVES, day(4))).isEqualTo(Force.RELEASED);
        assertThat(given.force(A_ABSTAINS, day(4))).isEqualTo(Force.IN_EFFECT);
    }

    @Test
    void the_right_ends_with_the_term() {
        assertThat(violatedByB().force(A_ABSTAINS, day(11))).isEqualTo(Force.EXPIRED);
    }

    @Test
    void who_has_the_right_and_uses_it_is_free_from_then_on() {
        Scenario given = violatedByB().releasesItself("A", day(4), A_ABSTAINS);
        Verdict verdict = given.verdict(A_ABSTAINS, day(5));
        assertThat(given.force(A_ABSTAINS, day(3.5))).isEqualTo(Force.RELEASABLE);
        assertThat(verdict.force()).isEqualTo(Force.RELEASED);
        assertThat(verdict.contestedDeclarations()).isEmpty();
        assertThat(verdict.countdown().remaining()).isEqualTo(Duration.ZERO);
        assertThat(verdict.countdown().endedAgo()).isEqualTo(Duration.ofDays(1));
        assertThat(verdict.nextTransition()).isNull();
    }

    @Test
    void what_was_done_before_the_release_stays_judged_and_what_came_after_is_outside() {
        Scenario given = violatedByB()
                .releasesItself("A", day(4), A_ABSTAINS)
                .strike("before", "A", day(3.5))
                .strike("at", "A", day(4))
                .strike("after", "A", day(5));
        assertThat(given.standing("before", A_ABSTAINS)).contains(Standing.ALLEGED);
        assertThat(given.standing("at", A_ABSTAINS)).contains(Standing.OUTSIDE_TERM);
        assertThat(given.standing("after", A_ABSTAINS)).contains(Standing.OUTSIDE_TERM);
        assertThat(given.compliance(A_ABSTAINS, day(6))).isEqualTo(Compliance.ALLEGED);
    }

    @Test
    void a_release_before_the_violation_happened_is_contested_and_has_no_effect() {
        Scenario given = violatedByB().releasesItself("A", day(2), A_ABSTAINS);
        Verdict verdict = given.verdict(A_ABSTAINS, day(4));
        assertThat(verdict.force()).isEqualTo(Force.RELEASABLE);
        assertThat(verdict.contestedDeclarations())
                .containsExactly(new Verdict.Contested("RELEASE", "release-" + given.head(), given.head()));
        assertThat(given.verdict(A_ABSTAINS, day(1.9)).contestedDeclarations()).isEmpty();
    }

    @Test
    void a_finding_recorded_after_the_release_does_not_make_it_valid() {
        Scenario given = Scenario.accepted()
                .strike("b-strikes", "B", day(3))
                .releasesItself("A", day(4), A_ABSTAINS)
                .finds("Commission", SUBSTANTIATED, "b-strikes", "B");
        assertThat(given.force(A_ABSTAINS, day(5))).isEqualTo(Force.RELEASABLE);
        assertThat(given.verdict(A_ABSTAINS, day(5)).contestedDeclarations()).hasSize(1);
    }

    @Test
    void declared_again_after_the_finding_it_frees() {
        Scenario given = Scenario.accepted()
                .strike("b-strikes", "B", day(3))
                .releasesItself("A", day(4), A_ABSTAINS)
                .finds("Commission", SUBSTANTIATED, "b-strikes", "B")
                .releasesItself("A", day(5), A_ABSTAINS);
        assertThat(given.force(A_ABSTAINS, day(4.5))).isEqualTo(Force.RELEASABLE);
        assertThat(given.force(A_ABSTAINS, day(5))).isEqualTo(Force.RELEASED);
    }

    @Test
    void a_ground_withdrawn_later_does_not_bind_again_but_the_release_is_contested() {
        Scenario given = violatedByB();
        long finding = given.head();
        given.releasesItself("A", day(4), A_ABSTAINS);
        long release = given.head();
        given.withdraws("Commission", finding, "b-strikes");
        Verdict verdict = given.verdict(A_ABSTAINS, day(5));
        assertThat(verdict.force()).isEqualTo(Force.RELEASED);
        assertThat(verdict.contestedDeclarations())
                .containsExactly(new Verdict.Contested("RELEASE", "release-" + release, release));
    }

    @Test
    void under_a_reading_without_release_there_is_no_right_and_no_release() {
        Scenario given = violatedByB(reading("r").release(NONE).done()).releasesItself("A", day(4), A_ABSTAINS);
        Verdict verdict = given.verdict(A_ABSTAINS, day(5));
        assertThat(verdict.force()).isEqualTo(Force.IN_EFFECT);
        assertThat(verdict.contestedDeclarations()).hasSize(1);
    }

    @Test
    void by_its_own_assessment_a_party_is_free_when_it_says_so() {
        Scenario given = Scenario.accepted(
                        reading("r").release(ON_OWN_ASSESSMENT).done())
                .releasesItself("A", day(4));
        assertThat(given.force(A_ABSTAINS, day(3.9))).isEqualTo(Force.IN_EFFECT);
        assertThat(given.force(A_ABSTAINS, day(4))).isEqualTo(Force.RELEASED);
        assertThat(given.force(A_DELIVERS, day(4))).isEqualTo(Force.RELEASED);
        assertThat(given.force(B_ABSTAINS, day(4))).isEqualTo(Force.IN_EFFECT);
        assertThat(given.verdict(A_ABSTAINS, day(5)).contestedDeclarations()).isEmpty();
    }

    @Test
    void by_its_own_assessment_a_finding_gives_no_right_of_its_own() {
        assertThat(violatedByB(reading("r").release(ON_OWN_ASSESSMENT).done()).force(A_ABSTAINS, day(4)))
                .isEqualTo(Force.IN_EFFECT);
    }

    @Test
    void nobody_is_released_before_being_bound_or_after_the_end() {
        Reading reading = reading("r").release(ON_OWN_ASSESSMENT).done();
        Verdict early = Scenario.accepted(reading)
                .releasesItself("A", day(0.5), A_ABSTAINS)
                .verdict(A_ABSTAINS, day(2));
        assertThat(early.force()).isEqualTo(Force.IN_EFFECT);
        assertThat(early.contestedDeclarations()).hasSize(1);
        Verdict late = Scenario.accepted(reading)
                .releasesItself("A", day(11), A_ABSTAINS)
                .verdict(A_ABSTAINS, day(12));
        assertThat(late.force()).isEqualTo(Force.EXPIRED);
        assertThat(late.contestedDeclarations()).hasSize(1);
    }

    @Test
    void a_waiver_ends_the_right_from_findings_recorded_before_it() {
        Scenario given = violatedByB().waives("A", day(4));
        assertThat(given.force(A_ABSTAINS, day(3.9))).isEqualTo(Force.RELEASABLE);
        assertThat(given.force(A_ABSTAINS, day(4))).isEqualTo(Force.IN_EFFECT);
    }

    @Test
    void a_finding_recorded_after_the_waiver_gives_the_right_anew() {
        Scenario given = violatedByB().waives("A", day(4)).finds("Mission", SUBSTANTIATED, "b-strikes", "B");
        assertThat(given.force(A_ABSTAINS, day(5))).isEqualTo(Force.RELEASABLE);
    }

    @Test
    void of_several_waivers_the_last_counts() {
        Scenario given = violatedByB()
                .waives("A", day(4))
                .finds("Mission", SUBSTANTIATED, "b-strikes", "B")
                .waives("A", day(5));
        assertThat(given.force(A_ABSTAINS, day(4.5))).isEqualTo(Force.RELEASABLE);
        assertThat(given.force(A_ABSTAINS, day(5))).isEqualTo(Force.IN_EFFECT);
    }

    @Test
    void the_waiver_of_one_side_takes_no_right_from_the_other() {
        Scenario given = violatedByB()
                .strike("a-strikes", "A", day(3))
                .finds("Commission", SUBSTANTIATED, "a-strikes", "A")
                .waives("A", day(4));
        assertThat(given.force(A_ABSTAINS, day(5))).isEqualTo(Force.IN_EFFECT);
        assertThat(given.force(B_ABSTAINS, day(5))).isEqualTo(Force.RELEASABLE);
    }

    @Test
    void a_reservation_has_no_effect() {
        Scenario given = violatedByB().reserves("A", day(4));
        assertThat(given.force(A_ABSTAINS, day(5))).isEqualTo(Force.RELEASABLE);
        assertThat(given.verdict(A_ABSTAINS, day(5)).contestedDeclarations()).isEmpty();
    }

    @Test
    void when_one_side_is_released_the_other_may_leave_too() {
        Scenario given = violatedByB().releasesItself("A", day(4), A_ABSTAINS);
        assertThat(given.force(B_ABSTAINS, day(3.9))).isEqualTo(Force.IN_EFFECT);
        assertThat(given.force(B_ABSTAINS, day(4))).isEqualTo(Force.RELEASABLE);
        given.releasesItself("B", day(6), B_ABSTAINS);
        assertThat(given.force(B_ABSTAINS, day(6))).isEqualTo(Force.RELEASED);
        assertThat(given.force(A_ABSTAINS, day(6))).isEqualTo(Force.RELEASED);
    }

    @Test
    void of_two_valid_releases_the_earlier_moment_counts() {
        Scenario given = violatedByB().releasesItself("A", day(6), A_ABSTAINS).releasesItself("A", day(4), A_ABSTAINS);
        assertThat(given.verdict(A_ABSTAINS, day(7)).countdown().endedAgo()).isEqualTo(Duration.ofDays(3));
    }

    @Test
    void a_delivery_fulfilled_before_the_release_stays_fulfilled() {
        Scenario given = Scenario.accepted(
                        reading("r").release(ON_OWN_ASSESSMENT).done())
                .delivered("d", A_DELIVERS, 10, day(3), "B")
                .releasesItself("A", day(4), A_DELIVERS);
        assertThat(given.force(A_DELIVERS, day(5))).isEqualTo(Force.FULFILLED);
        assertThat(given.compliance(A_DELIVERS, day(5))).isEqualTo(Compliance.FULFILLED);
    }

    @Test
    void a_release_stands_where_what_was_delivered_turns_out_never_to_have_bound() {
        Scenario given = Scenario.accepted(
                        reading("r").release(ON_OWN_ASSESSMENT).done())
                .delivered("d", A_DELIVERS, 10, day(3), "B")
                .releasesItself("A", day(4), A_DELIVERS)
                .says("A", Consent.Answer.REJECTED, day(0.5));
        assertThat(given.verdict(A_DELIVERS, day(5)).boundFrom()).isNull();
        assertThat(given.force(A_DELIVERS, day(5))).isEqualTo(Force.RELEASED);
    }

    @Test
    void a_delivery_after_the_release_does_not_undo_it() {
        Scenario given = Scenario.accepted(
                        reading("r").release(ON_OWN_ASSESSMENT).done())
                .releasesItself("A", day(3), A_DELIVERS)
                .delivered("d", A_DELIVERS, 10, day(4), "B");
        assertThat(given.force(A_DELIVERS, day(5))).isEqualTo(Force.RELEASED);
        assertThat(given.compliance(A_DELIVERS, day(5))).isEqualTo(Compliance.FULFILLED);
    }

    @Test
    void delivery_and_release_of_one_moment_go_by_their_positions() {
        Reading reading = reading("r").release(ON_OWN_ASSESSMENT).done();
        assertThat(Scenario.accepted(reading)
                        .delivered("d", A_DELIVERS, 10, day(3), "B")
                        .releasesItself("A", day(3), A_DELIVERS)
                        .force(A_DELIVERS, day(5)))
                .isEqualTo(Force.FULFILLED);
        assertThat(Scenario.accepted(reading)
                        .releasesItself("A", day(3), A_DELIVERS)
                        .delivered("d", A_DELIVERS, 10, day(3), "B")
                        .force(A_DELIVERS, day(5)))
                .isEqualTo(Force.RELEASED);
    }
}
