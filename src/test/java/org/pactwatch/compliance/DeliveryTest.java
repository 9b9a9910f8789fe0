package org.pactwatch.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pactwatch.compliance.Scenario.A_DELIVERS;
import static org.pactwatch.compliance.Scenario.B_GIVES;
import static org.pactwatch.compliance.Scenario.day;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Rules 27 to 29: what was handed over, who says so, and what that makes of the promise. Ten are due on day 11. */
class DeliveryTest {

    @Test
    void what_nobody_is_bound_to_is_not_binding_even_if_delivered() {
        assertThat(Scenario.pact().delivered("d", A_DELIVERS, 10, day(2), "B").compliance(A_DELIVERS, day(3)))
                .isEqualTo(Compliance.NOT_BINDING);
    }

    @Test
    void before_anything_is_handed_over_it_is_pending_and_after_the_due_time_a_shortfall() {
        Scenario given = Scenario.accepted();
        assertThat(given.compliance(A_DELIVERS, day(1))).isEqualTo(Compliance.PENDING);
        assertThat(given.compliance(A_DELIVERS, day(11).minusMillis(1))).isEqualTo(Compliance.PENDING);
        assertThat(given.compliance(A_DELIVERS, day(11))).isEqualTo(Compliance.SHORTFALL);
    }

    @Test
    void what_the_obligor_alone_says_is_claimed() {
        Scenario given = Scenario.accepted().delivered("d", A_DELIVERS, 4, day(2), "A");
        assertProgress(given, A_DELIVERS, day(3), 0, 4, 0);
        assertThat(given.compliance(A_DELIVERS, day(3))).isEqualTo(Compliance.CLAIMED);
    }

    @Test
    void what_nobody_says_is_claimed() {
        assertProgress(Scenario.accepted().delivered("d", A_DELIVERS, 4, day(2)), A_DELIVERS, day(3), 0, 4, 0);
    }

    @Test
    void the_beneficiary_and_the_mediator_confirm_and_a_bystander_does_not() {
        Scenario given = Scenario.accepted()
                .delivered("to-b", A_DELIVERS, 2, day(2), "B")
                .delivered("seen-by-m", A_DELIVERS, 3, day(2), "A", "M")
                .delivered("seen-by-w", A_DELIVERS, 1, day(2), "W");
        assertProgress(given, A_DELIVERS, day(3), 5, 1, 50);
        assertThat(given.compliance(A_DELIVERS, day(3))).isEqualTo(Compliance.PARTIAL);
    }

    @Test
    void where_nobody_benefits_any_party_but_the_obligor_confirms() {
        Scenario given = Scenario.accepted()
                .delivered("seen-by-w", B_GIVES, 1, day(2), "W")
                .delivered("says-b", B_GIVES, 2, day(2), "B");
        assertProgress(given, B_GIVES, day(3), 1, 2, 33);
        assertThat(given.compliance(B_GIVES, day(3))).isEqualTo(Compliance.CLAIMED);
    }

    @Test
    void what_is_promised_and_confirmed_is_fulfilled_from_then_on() {
        Scenario given = Scenario.accepted()
                .delivered("one", A_DELIVERS, 6, day(2), "B")
                .delivered("two", A_DELIVERS, 4, day(4), "B");
        assertThat(given.force(A_DELIVERS, day(3.9))).isEqualTo(Force.IN_EFFECT);
        assertThat(given.compliance(A_DELIVERS, day(3.9))).isEqualTo(Compliance.PARTIAL);
        assertThat(given.force(A_DELIVERS, day(4))).isEqualTo(Force.FULFILLED);
        assertThat(given.compliance(A_DELIVERS, day(4))).isEqualTo(Compliance.FULFILLED);
        assertThat(given.force(A_DELIVERS, day(20))).isEqualTo(Force.FULFILLED);
    }

    @Test
    void more_than_promised_is_a_hundred_percent() {
        Scenario given = Scenario.accepted().delivered("d", A_DELIVERS, 12, day(2), "B");
        assertProgress(given, A_DELIVERS, day(3), 12, 0, 100);
        assertThat(given.compliance(A_DELIVERS, day(3))).isEqualTo(Compliance.FULFILLED);
    }

    @Test
    void nearly_all_is_not_all() {
        Scenario given = Scenario.accepted().delivered("d", B_GIVES, 2, day(2), "A");
        assertProgress(given, B_GIVES, day(3), 2, 0, 66);
    }

    @Test
    void delivered_late_is_delivered() {
        Scenario given = Scenario.accepted().delivered("d", A_DELIVERS, 10, day(12), "B");
        assertThat(given.compliance(A_DELIVERS, day(11.5))).isEqualTo(Compliance.SHORTFALL);
        assertThat(given.force(A_DELIVERS, day(11.5))).isEqualTo(Force.LAPSED);
        assertThat(given.compliance(A_DELIVERS, day(12))).isEqualTo(Compliance.FULFILLED);
        assertThat(given.force(A_DELIVERS, day(12))).isEqualTo(Force.FULFILLED);
    }

    @Test
    void a_claim_of_all_is_a_dispute_even_after_the_due_time() {
        Scenario given = Scenario.accepted()
                .delivered("seen", A_DELIVERS, 6, day(2), "B")
                .delivered("claimed", A_DELIVERS, 4, day(3), "A");
        assertThat(given.compliance(A_DELIVERS, day(12))).isEqualTo(Compliance.CLAIMED);
        assertThat(given.force(A_DELIVERS, day(12))).isEqualTo(Force.LAPSED);
    }

    @Test
    void a_claim_of_less_than_all_after_the_due_time_is_a_shortfall() {
        Scenario given = Scenario.accepted().delivered("claimed", A_DELIVERS, 9, day(3), "A");
        assertThat(given.compliance(A_DELIVERS, day(12))).isEqualTo(Compliance.SHORTFALL);
    }

    @Test
    void a_correction_replaces_in_full_also_when_and_by_whom() {
        Scenario given = Scenario.accepted()
                .delivered("d", A_DELIVERS, 10, day(2), "B")
                .corrected("d2", "d", A_DELIVERS, 7, day(3), "A");
        assertProgress(given, A_DELIVERS, day(2.5), 0, 0, 0);
        assertProgress(given, A_DELIVERS, day(4), 0, 7, 0);
    }

    @Test
    void a_correction_to_nothing_undoes_what_was_fulfilled() {
        Scenario given = Scenario.accepted().delivered("d", A_DELIVERS, 10, day(2), "B");
        long before = given.head();
        given.corrected("d2", "d", A_DELIVERS, 0, day(2), "B");
        assertThat(given.force(A_DELIVERS, day(5))).isEqualTo(Force.IN_EFFECT);
        assertThat(given.verdict(A_DELIVERS, "as-written", day(5), before).force())
                .isEqualTo(Force.FULFILLED);
    }

    @Test
    void a_correction_is_corrected_through_itself() {
        Scenario given = Scenario.accepted()
                .delivered("d", A_DELIVERS, 10, day(2), "B")
                .corrected("d2", "d", A_DELIVERS, 1, day(2), "B")
                .corrected("d3", "d2", A_DELIVERS, 2, day(2), "B");
        assertProgress(given, A_DELIVERS, day(3), 2, 0, 20);
    }

    @Test
    void the_basis_of_a_delivery_is_its_verdict_and_lists_nothing() {
        assertThat(Scenario.accepted().verdict(A_DELIVERS, day(12)).basis()).isEqualTo(Basis.bare("shortfall"));
        assertThat(Scenario.pact().verdict(A_DELIVERS, day(12)).basis()).isEqualTo(Basis.bare("not-binding"));
    }

    private static void assertProgress(
            Scenario given, String commitment, Instant at, long confirmed, long claimed, int percent) {
        Verdict.Progress progress = given.verdict(commitment, at).progress();
        assertThat(progress).isNotNull();
        assertThat(progress.confirmed()).as("confirmed").isEqualTo(confirmed);
        assertThat(progress.claimed()).as("claimed").isEqualTo(claimed);
        assertThat(progress.percent()).as("percent").isEqualTo(percent);
    }
}
