package org.pactwatch.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pactwatch.agreement.Consent.Answer.ACCEPTED;
import static org.pactwatch.agreement.Consent.Answer.ACCEPTED_CONDITIONALLY;
import static org.pactwatch.agreement.Consent.Answer.PENDING;
import static org.pactwatch.agreement.Consent.Answer.REJECTED;
import static org.pactwatch.compliance.Scenario.A_ABSTAINS;
import static org.pactwatch.compliance.Scenario.A_DELIVERS;
import static org.pactwatch.compliance.Scenario.B_ABSTAINS;
import static org.pactwatch.compliance.Scenario.day;
import static org.pactwatch.compliance.Scenario.reading;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pactwatch.agreement.Instrument;
import org.pactwatch.agreement.When;

/** Rules 8 and 10: who is bound, and from when. */
class ForceTest {

    private static final Instant JUST_BEFORE_THE_START = day(1).minusMillis(1);
    private static final Instant JUST_BEFORE_THE_END = day(11).minusMillis(1);

    @Test
    void what_nobody_agreed_to_is_proposed_and_binds_nobody() {
        Verdict verdict = Scenario.pact().verdict(A_ABSTAINS, day(5));
        assertThat(verdict.force()).isEqualTo(Force.PROPOSED);
        assertThat(verdict.compliance()).isEqualTo(Compliance.NOT_BINDING);
        assertThat(verdict.boundFrom()).isNull();
        assertThat(verdict.nextTransition()).isNull();
    }

    @Test
    void what_never_bound_never_expires() {
        Scenario given = Scenario.pact();
        assertThat(given.force(A_ABSTAINS, day(20))).isEqualTo(Force.PROPOSED);
        assertThat(given.force(A_DELIVERS, day(20))).isEqualTo(Force.PROPOSED);
    }

    @Test
    void consent_before_the_start_agrees_and_the_start_binds() {
        Scenario given = Scenario.accepted();
        assertThat(given.force(A_ABSTAINS, JUST_BEFORE_THE_START)).isEqualTo(Force.AGREED);
        assertThat(given.force(A_ABSTAINS, day(1))).isEqualTo(Force.IN_EFFECT);
    }

    @Test
    void the_end_instant_is_outside() {
        Scenario given = Scenario.accepted();
        assertThat(given.force(A_ABSTAINS, JUST_BEFORE_THE_END)).isEqualTo(Force.IN_EFFECT);
        assertThat(given.force(A_ABSTAINS, day(11))).isEqualTo(Force.EXPIRED);
        assertThat(given.force(A_DELIVERS, day(11))).isEqualTo(Force.LAPSED);
    }

    @Test
    void conditional_consent_binds_like_any_other() {
        assertThat(Scenario.pact().says("A", ACCEPTED_CONDITIONALLY, day(0)).force(A_ABSTAINS, day(2)))
                .isEqualTo(Force.IN_EFFECT);
    }

    @Test
    void pending_consent_binds_nobody() {
        assertThat(Scenario.pact().says("A", PENDING, day(0)).force(A_ABSTAINS, day(2)))
                .isEqualTo(Force.PROPOSED);
    }

    @Test
    void acceptance_after_the_start_binds_from_then_on_and_not_back() {
        Scenario given = Scenario.pact().accepts("A", day(3)).strike("early", "A", day(2));
        assertThat(given.force(A_ABSTAINS, day(2))).isEqualTo(Force.PROPOSED);
        assertThat(given.verdict(A_ABSTAINS, day(2)).boundFrom()).isNull();
        assertThat(given.verdict(A_ABSTAINS, day(3)).boundFrom()).isEqualTo(day(3));
        assertThat(given.standing("early", A_ABSTAINS)).contains(Standing.BEFORE_BINDING);
    }

    @Test
    void acceptance_at_or_after_the_end_binds_nobody() {
        assertThat(Scenario.pact().accepts("A", day(11)).force(A_ABSTAINS, day(12)))
                .isEqualTo(Force.PROPOSED);
    }

    @Test
    void who_takes_the_consent_back_before_the_start_is_not_bound() {
        Scenario given = Scenario.accepted().says("A", REJECTED, day(0.5));
        assertThat(given.force(A_ABSTAINS, day(0.2))).isEqualTo(Force.AGREED);
        assertThat(given.force(A_ABSTAINS, day(2))).isEqualTo(Force.PROPOSED);
    }

    @Test
    void once_bound_a_change_of_consent_frees_nobody() {
        Scenario given = Scenario.accepted().says("A", REJECTED, day(2));
        assertThat(given.force(A_ABSTAINS, day(3))).isEqualTo(Force.IN_EFFECT);
        assertThat(given.verdict(A_ABSTAINS, day(3)).boundFrom()).isEqualTo(day(1));
    }

    @Test
    void of_two_words_of_one_moment_the_later_recorded_counts() {
        assertThat(Scenario.pact()
                        .says("A", ACCEPTED, day(0))
                        .says("A", REJECTED, day(0))
                        .force(A_ABSTAINS, day(2)))
                .isEqualTo(Force.PROPOSED);
        assertThat(Scenario.pact()
                        .says("A", REJECTED, day(0))
                        .says("A", ACCEPTED, day(0))
                        .force(A_ABSTAINS, day(2)))
                .isEqualTo(Force.IN_EFFECT);
    }

    @Test
    void an_earlier_word_recorded_later_does_not_undo_a_later_one() {
        assertThat(Scenario.pact()
                        .says("A", ACCEPTED, day(0.5))
                        .says("A", REJECTED, day(0))
                        .force(A_ABSTAINS, day(2)))
                .isEqualTo(Force.IN_EFFECT);
    }

    @Test
    void consent_to_one_commitment_is_none_to_another() {
        Scenario given = Scenario.pact().says("A", ACCEPTED, day(0), A_DELIVERS);
        assertThat(given.force(A_DELIVERS, day(2))).isEqualTo(Force.IN_EFFECT);
        assertThat(given.force(A_ABSTAINS, day(2))).isEqualTo(Force.PROPOSED);
    }

    @Test
    void the_consent_of_one_party_binds_no_other() {
        Scenario given = Scenario.pact().accepts("A", day(0));
        assertThat(given.force(B_ABSTAINS, day(2))).isEqualTo(Force.PROPOSED);
    }

    @Test
    void an_order_is_consent_from_the_end_of_the_interval_in_which_it_was_given() {
        Scenario given = Scenario.pact().orders("A", A_ABSTAINS, day(2), day(3));
        assertThat(given.force(A_ABSTAINS, day(2.9))).isEqualTo(Force.PROPOSED);
        assertThat(given.force(A_ABSTAINS, day(3))).isEqualTo(Force.IN_EFFECT);
        assertThat(given.verdict(A_ABSTAINS, day(4)).boundFrom()).isEqualTo(day(3));
    }

    @Test
    void only_an_order_is_consent_and_no_other_instrument() {
        Scenario given = Scenario.pact()
                .declare(new Instrument(
                        "statement", Instrument.Kind.STATEMENT, "A", null, When.at(day(0)), "We agree", List.of()));
        assertThat(given.force(A_ABSTAINS, day(2))).isEqualTo(Force.PROPOSED);
    }

    @Test
    void an_order_on_no_commitment_is_consent_to_all_that_the_party_owes() {
        Scenario given = Scenario.pact().orders("A", null, day(0), day(0));
        assertThat(given.force(A_ABSTAINS, day(2))).isEqualTo(Force.IN_EFFECT);
        assertThat(given.force(A_DELIVERS, day(2))).isEqualTo(Force.IN_EFFECT);
        assertThat(given.force(B_ABSTAINS, day(2))).isEqualTo(Force.PROPOSED);
    }

    @Test
    void who_consents_again_is_bound_since_the_first_time() {
        Scenario given = Scenario.accepted().says("A", ACCEPTED_CONDITIONALLY, day(5));
        assertThat(given.verdict(A_ABSTAINS, day(6)).boundFrom()).isEqualTo(day(1));
    }

    @Test
    void an_order_on_one_commitment_is_no_consent_to_another() {
        Scenario given = Scenario.pact().orders("A", A_ABSTAINS, day(0), day(0));
        assertThat(given.force(A_DELIVERS, day(2))).isEqualTo(Force.PROPOSED);
    }

    @Test
    void a_reading_binds_who_is_silent_from_its_instant_on() {
        Scenario given = Scenario.pact(reading("r").boundFrom("A", day(4)).done());
        assertThat(given.force(A_ABSTAINS, day(3.9))).isEqualTo(Force.PROPOSED);
        assertThat(given.force(A_ABSTAINS, day(4))).isEqualTo(Force.IN_EFFECT);
        assertThat(given.verdict(A_ABSTAINS, day(2)).boundFrom()).isEqualTo(day(4));
        assertThat(given.force(B_ABSTAINS, day(4))).isEqualTo(Force.PROPOSED);
    }

    @Test
    void a_reading_binds_who_is_pending_too() {
        Scenario given =
                Scenario.pact(reading("r").boundFrom("A", day(4)).done()).says("A", PENDING, day(0));
        assertThat(given.force(A_ABSTAINS, day(4))).isEqualTo(Force.IN_EFFECT);
    }

    @Test
    void nobody_is_bound_before_the_readings_instant_however_early_the_consent() {
        Scenario given = Scenario.accepted(reading("r").boundFrom("A", day(4)).done());
        assertThat(given.force(A_ABSTAINS, day(2))).isEqualTo(Force.AGREED);
        assertThat(given.compliance(A_ABSTAINS, day(2))).isEqualTo(Compliance.NOT_BINDING);
        assertThat(given.force(A_ABSTAINS, day(4))).isEqualTo(Force.IN_EFFECT);
    }

    @Test
    void an_instant_before_the_start_binds_from_the_start() {
        Scenario given = Scenario.pact(reading("r").boundFrom("A", day(-3)).done());
        assertThat(given.force(A_ABSTAINS, day(0))).isEqualTo(Force.AGREED);
        assertThat(given.verdict(A_ABSTAINS, day(2)).boundFrom()).isEqualTo(day(1));
    }

    @Test
    void an_instant_after_the_end_binds_nobody() {
        Scenario given = Scenario.accepted(reading("r").boundFrom("A", day(11)).done());
        assertThat(given.verdict(A_ABSTAINS, day(5)).boundFrom()).isNull();
        assertThat(given.force(A_ABSTAINS, day(12))).isEqualTo(Force.PROPOSED);
    }

    @Test
    void no_reading_overrides_an_express_no() {
        Scenario given =
                Scenario.pact(reading("r").boundFrom("A", day(1)).done()).says("A", REJECTED, day(0));
        assertThat(given.force(A_ABSTAINS, day(5))).isEqualTo(Force.PROPOSED);
        assertThat(given.verdict(A_ABSTAINS, day(5)).boundFrom()).isNull();
    }

    @Test
    void a_no_after_the_reading_has_bound_frees_nobody() {
        Scenario given =
                Scenario.pact(reading("r").boundFrom("A", day(1)).done()).says("A", REJECTED, day(5));
        assertThat(given.force(A_ABSTAINS, day(6))).isEqualTo(Force.IN_EFFECT);
    }

    @Test
    void who_is_silent_again_after_a_no_is_bound_by_the_reading_from_then_on() {
        Scenario given = Scenario.pact(reading("r").boundFrom("A", day(1)).done())
                .says("A", REJECTED, day(0))
                .says("A", PENDING, day(3));
        assertThat(given.verdict(A_ABSTAINS, day(4)).boundFrom()).isEqualTo(day(3));
    }

    @Test
    void the_countdown_runs_on_the_term_alone_bound_or_not() {
        Verdict verdict = Scenario.pact().verdict(A_ABSTAINS, day(4));
        assertThat(verdict.countdown().elapsed()).isEqualTo(Duration.ofDays(3));
        assertThat(verdict.countdown().remaining()).isEqualTo(Duration.ofDays(7));
        assertThat(verdict.countdown().day()).isNotNull();
        assertThat(verdict.countdown().day().n()).isEqualTo(4);
    }
}
