package org.pactwatch.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pactwatch.agreement.ReleaseMode.ON_OWN_ASSESSMENT;
import static org.pactwatch.compliance.Scenario.A_ABSTAINS;
import static org.pactwatch.compliance.Scenario.A_DELIVERS;
import static org.pactwatch.compliance.Scenario.B_ABSTAINS;
import static org.pactwatch.compliance.Scenario.day;
import static org.pactwatch.compliance.Scenario.reading;
import static org.pactwatch.incident.Outcome.SUBSTANTIATED;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Rule 17: the first later moment at which the same question answers another force. */
class NextTransitionTest {

    @Test
    void agreed_becomes_in_effect_becomes_expired_and_then_nothing() {
        Scenario given = Scenario.accepted();
        assertNext(given, A_ABSTAINS, day(0.5), day(1), Force.IN_EFFECT);
        assertNext(given, A_ABSTAINS, day(1), day(11), Force.EXPIRED);
        assertThat(given.verdict(A_ABSTAINS, day(11)).nextTransition()).isNull();
    }

    @Test
    void consent_that_is_declared_for_later_lies_ahead() {
        Scenario given = Scenario.pact().accepts("A", day(3));
        assertNext(given, A_ABSTAINS, day(2), day(3), Force.IN_EFFECT);
        assertNext(given, A_ABSTAINS, day(-1), day(3), Force.IN_EFFECT);
    }

    @Test
    void the_instant_from_which_a_reading_binds_lies_ahead() {
        Scenario given = Scenario.pact(reading("r").boundFrom("A", day(4)).done());
        assertNext(given, A_ABSTAINS, day(2), day(4), Force.IN_EFFECT);
    }

    @Test
    void what_was_found_of_a_later_occurrence_gives_the_right_when_that_begins() {
        Scenario given = Scenario.accepted().strike("i", "B", day(5)).finds("Commission", SUBSTANTIATED, "i", "B");
        assertNext(given, A_ABSTAINS, day(3), day(5), Force.RELEASABLE);
        assertNext(given, A_ABSTAINS, day(5), day(11), Force.EXPIRED);
    }

    @Test
    void of_two_later_occurrences_the_earlier_one_gives_the_right() {
        Scenario given = Scenario.accepted()
                .strike("late", "B", day(7))
                .finds("Commission", SUBSTANTIATED, "late", "B")
                .strike("soon", "B", day(5))
                .finds("Commission", SUBSTANTIATED, "soon", "B");
        assertNext(given, A_ABSTAINS, day(3), day(5), Force.RELEASABLE);
    }

    @Test
    void an_occurrence_outside_the_term_gives_no_right() {
        Scenario given = Scenario.accepted().strike("i", "B", day(12)).finds("Commission", SUBSTANTIATED, "i", "B");
        assertNext(given, A_ABSTAINS, day(3), day(11), Force.EXPIRED);
    }

    @Test
    void an_occurrence_before_one_is_bound_oneself_gives_the_right_from_then() {
        Scenario given = Scenario.pact()
                .accepts("B", day(0))
                .accepts("A", day(4))
                .strike("i", "B", day(2))
                .finds("Commission", SUBSTANTIATED, "i", "B");
        assertNext(given, A_ABSTAINS, day(3), day(4), Force.RELEASABLE);
    }

    @Test
    void a_waiver_that_is_declared_for_later_lies_ahead() {
        Scenario given = Scenario.accepted()
                .strike("i", "B", day(3))
                .finds("Commission", SUBSTANTIATED, "i", "B")
                .waives("A", day(6));
        assertNext(given, A_ABSTAINS, day(5), day(6), Force.IN_EFFECT);
    }

    @Test
    void a_release_that_is_declared_for_later_lies_ahead_for_both_sides() {
        Scenario given = Scenario.accepted()
                .strike("i", "B", day(3))
                .finds("Commission", SUBSTANTIATED, "i", "B")
                .releasesItself("A", day(7), A_ABSTAINS);
        assertNext(given, A_ABSTAINS, day(5), day(7), Force.RELEASED);
        assertNext(given, B_ABSTAINS, day(5), day(7), Force.RELEASABLE);
    }

    @Test
    void the_other_side_leaving_comes_before_its_violation_later_still() {
        Scenario given = Scenario.accepted()
                .strike("a-strikes", "A", day(2))
                .finds("Commission", SUBSTANTIATED, "a-strikes", "A")
                .releasesItself("B", day(5), B_ABSTAINS)
                .strike("b-strikes", "B", day(7))
                .finds("Commission", SUBSTANTIATED, "b-strikes", "B");
        assertNext(given, A_ABSTAINS, day(3), day(5), Force.RELEASABLE);
    }

    @Test
    void a_delivery_that_is_recorded_for_later_lies_ahead() {
        Scenario given = Scenario.accepted().delivered("d", A_DELIVERS, 10, day(4), "B");
        assertNext(given, A_DELIVERS, day(2), day(4), Force.FULFILLED);
        assertThat(given.verdict(A_DELIVERS, day(4)).nextTransition()).isNull();
    }

    @Test
    void a_delivery_lapses_when_it_is_due_and_may_be_fulfilled_later_still() {
        Scenario given = Scenario.accepted().delivered("d", A_DELIVERS, 10, day(13), "B");
        assertNext(given, A_DELIVERS, day(2), day(11), Force.LAPSED);
        assertNext(given, A_DELIVERS, day(11), day(13), Force.FULFILLED);
    }

    @Test
    void what_was_released_moves_no_more() {
        Scenario given = Scenario.accepted(
                        reading("r").release(ON_OWN_ASSESSMENT).done())
                .releasesItself("A", day(4));
        assertThat(given.verdict(A_ABSTAINS, day(4)).nextTransition()).isNull();
    }

    private static void assertNext(Scenario given, String commitment, Instant at, Instant next, Force to) {
        assertThat(given.verdict(commitment, at).nextTransition()).isEqualTo(new Verdict.Transition(next, to));
        assertThat(given.force(commitment, next)).isEqualTo(to);
    }
}
