package org.pactwatch.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pactwatch.compliance.Scenario.A_ABSTAINS;
import static org.pactwatch.compliance.Scenario.B_ABSTAINS;
import static org.pactwatch.compliance.Scenario.day;
import static org.pactwatch.compliance.Scenario.reading;
import static org.pactwatch.incident.Outcome.SUBSTANTIATED;

import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.pactwatch.incident.Stance;

/** Rule 1: what had been recorded by a position, and what it makes of moments before and after. */
class KnownAtTest {

    private static final String AS_WRITTEN = "as-written";

    @Test
    void a_report_counts_at_every_moment_once_it_is_known_and_never_before() {
        Scenario given = Scenario.accepted();
        long before = given.head();
        given.strike("i", "A", day(3));
        long reported = given.head();
        given.says("A", Stance.DENIES, "A", "i");
        assertThat(compliance(given, before)).isEqualTo(Compliance.NO_VIOLATION_ESTABLISHED);
        assertThat(compliance(given, reported)).isEqualTo(Compliance.ALLEGED);
        assertThat(compliance(given, given.head())).isEqualTo(Compliance.CONTESTED);
    }

    @Test
    void a_finding_and_the_right_it_gives_are_known_from_its_position() {
        Scenario given = Scenario.accepted().strike("i", "B", day(3));
        long before = given.head();
        given.finds("Commission", SUBSTANTIATED, "i", "B");
        assertThat(force(given, before)).isEqualTo(Force.IN_EFFECT);
        assertThat(force(given, given.head())).isEqualTo(Force.RELEASABLE);
    }

    @Test
    void a_finding_withdrawn_was_known_until_it_was_withdrawn() {
        Scenario given = Scenario.accepted().strike("i", "B", day(3)).finds("Commission", SUBSTANTIATED, "i", "B");
        long found = given.head();
        given.withdraws("Commission", found, "i");
        assertThat(force(given, found)).isEqualTo(Force.RELEASABLE);
        assertThat(force(given, given.head())).isEqualTo(Force.IN_EFFECT);
    }

    @Test
    void a_declaration_counts_from_its_own_moment_and_only_once_it_is_known() {
        Scenario given = Scenario.pact();
        long before = given.head();
        given.accepts("A", day(0));
        assertThat(force(given, before)).isEqualTo(Force.PROPOSED);
        assertThat(force(given, given.head())).isEqualTo(Force.IN_EFFECT);
        assertThat(given.verdict(A_ABSTAINS, AS_WRITTEN, day(-1), given.head()).force())
                .isEqualTo(Force.PROPOSED);
    }

    @Test
    void a_late_report_of_what_happened_in_the_term_reopens_the_verdict_after_the_end() {
        Scenario given = Scenario.accepted();
        long before = given.head();
        given.strike("i", "A", day(3));
        assertThat(given.verdict(A_ABSTAINS, AS_WRITTEN, day(40), before).compliance())
                .isEqualTo(Compliance.NO_VIOLATION_ESTABLISHED);
        assertThat(given.verdict(A_ABSTAINS, AS_WRITTEN, day(40), given.head()).compliance())
                .isEqualTo(Compliance.ALLEGED);
    }

    @Test
    void the_text_as_written_is_a_reading_until_the_first_is_declared() {
        Scenario given = Scenario.accepted();
        long before = given.head();
        given.declare(reading("r").boundFrom("A", day(4)).done());
        assertThat(given.verdict(A_ABSTAINS, AS_WRITTEN, day(5), before).boundFrom())
                .isEqualTo(day(1));
        assertThat(given.verdict(A_ABSTAINS, "r", day(5), given.head()).boundFrom())
                .isEqualTo(day(4));
        assertThatThrownBy(() -> given.verdict(A_ABSTAINS, AS_WRITTEN, day(5), given.head()))
                .isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> given.verdict(A_ABSTAINS, "r", day(5), before))
                .isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void a_release_is_judged_by_what_was_recorded_before_it_whatever_is_known_now() {
        Scenario given = Scenario.accepted()
                .strike("i", "B", day(3))
                .finds("Commission", SUBSTANTIATED, "i", "B")
                .releasesItself("A", day(4), A_ABSTAINS);
        long released = given.head();
        given.finds("Mission", org.pactwatch.incident.Outcome.UNSUBSTANTIATED, "i");
        assertThat(given.verdict(A_ABSTAINS, AS_WRITTEN, day(5), released).contestedDeclarations())
                .isEmpty();
        Verdict now = given.verdict(A_ABSTAINS, AS_WRITTEN, day(5), given.head());
        assertThat(now.force()).isEqualTo(Force.RELEASED);
        assertThat(now.contestedDeclarations()).hasSize(1);
        assertThat(given.force(B_ABSTAINS, day(5))).isEqualTo(Force.RELEASABLE);
    }

    @Test
    void the_same_question_has_the_same_answer_whatever_is_recorded_later() {
        Scenario given = Scenario.accepted().strike("i", "A", day(3));
        long then = given.head();
        Verdict before = given.verdict(A_ABSTAINS, AS_WRITTEN, day(5), then);
        given.says("A", Stance.DENIES, "A", "i")
                .strike("j", "A", day(4))
                .finds("Commission", SUBSTANTIATED, "j", "A")
                .releasesItself("A", day(4));
        assertThat(given.verdict(A_ABSTAINS, AS_WRITTEN, day(5), then)).isEqualTo(before);
    }

    private static Compliance compliance(Scenario given, long knownAt) {
        return given.verdict(A_ABSTAINS, AS_WRITTEN, day(5), knownAt).compliance();
    }

    private static Force force(Scenario given, long knownAt) {
        return given.verdict(A_ABSTAINS, AS_WRITTEN, day(5), knownAt).force();
    }
}
