package org.pactwatch.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pactwatch.compliance.Scenario.A_ABSTAINS;
import static org.pactwatch.compliance.Scenario.A_DELIVERS;
import static org.pactwatch.compliance.Scenario.B_ABSTAINS;
import static org.pactwatch.compliance.Scenario.day;
import static org.pactwatch.compliance.Scenario.reading;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pactwatch.agreement.Consent;
import org.pactwatch.agreement.ReleaseMode;
import org.pactwatch.incident.Outcome;
import org.pactwatch.incident.Stance;

/** What sets readings apart: the first test of the rules that they answer differently. */
class ComparisonTest {

    private static List<Difference> differences(Comparison.OfCommitment compared) {
        assertThat(compared.differences().isEmpty()).isEqualTo(compared.readingsAgree());
        return compared.differences();
    }

    private static Difference only(Comparison.OfCommitment compared) {
        assertThat(differences(compared)).hasSize(1);
        return compared.differences().get(0);
    }

    private static List<Difference.Stood> standings(Difference difference) {
        assertThat(difference).isInstanceOf(Difference.Incident.class);
        return ((Difference.Incident) difference).standings();
    }

    @Test
    void one_reading_alone_differs_from_none() {
        Scenario pact = Scenario.accepted().strike("i", "A", day(2));
        assertThat(differences(pact.compare(A_ABSTAINS, day(3)))).isEmpty();
    }

    @Test
    void readings_that_recognise_other_authorities_are_set_apart_by_the_finding() {
        Scenario pact = Scenario.accepted(
                        reading("all").done(),
                        reading("mission").recognises("Mission").done())
                .strike("i", "A", day(2))
                .finds("Commission", Outcome.SUBSTANTIATED, "i", "A");
        assertThat(standings(only(pact.compare(A_ABSTAINS, day(3)))))
                .containsExactly(
                        new Difference.Stood(
                                "all",
                                Standing.SUBSTANTIATED,
                                new Why.ByFinding(
                                        List.of(new Bearing.Found("Commission", Effect.SUBSTANTIATED, pact.head())))),
                        new Difference.Stood(
                                "mission",
                                Standing.ALLEGED,
                                new Why.ByClaim(false, pact.head() - 1, List.of("Commission"))));
    }

    @Test
    void who_is_named_by_an_unrecognised_authority_alone_is_held_to_nothing() {
        Scenario pact = Scenario.accepted(
                        reading("all").done(),
                        reading("mission").recognises("Mission").done())
                .strike("i", "B", day(2))
                .finds("Commission", Outcome.SUBSTANTIATED, "i", "A");
        assertThat(standings(only(pact.compare(A_ABSTAINS, day(3)))))
                .contains(new Difference.Stood("mission", null, new Why.NotHeld(List.of("Commission"))));
    }

    @Test
    void an_incident_that_weighs_the_same_under_all_is_not_named() {
        Scenario pact = Scenario.accepted(
                        reading("all").done(),
                        reading("mission").recognises("Mission").done())
                .strike("same", "A", day(2))
                .strike("found", "A", day(2))
                .finds("Commission", Outcome.SUBSTANTIATED, "found", "A");
        assertThat(differences(pact.compare(A_ABSTAINS, day(3))))
                .extracting(each -> ((Difference.Incident) each).incident())
                .containsExactly("found");
    }

    @Test
    void an_incident_across_the_hour_of_binding_names_that_hour() {
        Scenario pact = Scenario.pact(
                        reading("early").boundFrom("A", day(1)).done(),
                        reading("late").boundFrom("A", day(3)).done())
                .strike("i", "A", day(2.5), day(3.5))
                .says("A", Stance.DENIES, "A", "i");
        assertThat(standings(only(pact.compare(A_ABSTAINS, day(4)))))
                .containsExactly(
                        new Difference.Stood(
                                "early", Standing.CONTESTED, new Why.ByClaim(true, pact.head(), List.of())),
                        new Difference.Stood(
                                "late",
                                Standing.BOUNDARY,
                                new Why.ByHour(List.of(new Why.Side(Edge.BOUND_FROM, day(3))))));
    }

    @Test
    void silence_that_binds_under_one_reading_only_leaves_the_other_without_an_hour() {
        Scenario pact = Scenario.pact(
                reading("bound").boundFrom("A", day(2)).done(), reading("free").done());
        assertThat(only(pact.compare(A_ABSTAINS, day(3))))
                .isEqualTo(new Difference.Hour(
                        Edge.BOUND_FROM,
                        List.of(
                                new Difference.Passed("bound", day(2), true, Difference.Setter.READING),
                                new Difference.Passed("free", null, false, null))));
    }

    @Test
    void before_the_start_consent_alone_sets_apart() {
        Scenario pact = Scenario.pact(
                        reading("bound").boundFrom("A", day(0)).done(),
                        reading("free").done())
                .says("A", Consent.Answer.PENDING, day(0));
        assertThat(only(pact.compare(A_ABSTAINS, day(0.5))))
                .isEqualTo(new Difference.Consent(List.of(
                        new Difference.Given("bound", true, day(0)), new Difference.Given("free", false, null))));
    }

    @Test
    void a_release_that_counts_under_one_reading_only_says_why_not_under_the_others() {
        Scenario pact = Scenario.accepted(
                        reading("found").done(),
                        reading("never").release(ReleaseMode.NONE).done(),
                        reading("own").release(ReleaseMode.ON_OWN_ASSESSMENT).done())
                .releasesItself("A", day(3));
        long position = pact.head();
        String id = "release-" + position;
        assertThat(only(pact.compare(A_ABSTAINS, day(4))))
                .isEqualTo(new Difference.Release(List.of(
                        new Difference.Releasing(
                                "found",
                                ReleaseMode.ON_FINDING,
                                null,
                                true,
                                List.of(new Difference.Declared(id, position, day(3), ReleaseEffect.NO_RIGHT))),
                        new Difference.Releasing(
                                "never",
                                ReleaseMode.NONE,
                                null,
                                true,
                                List.of(new Difference.Declared(id, position, day(3), ReleaseEffect.NOT_FORESEEN))),
                        new Difference.Releasing(
                                "own",
                                ReleaseMode.ON_OWN_ASSESSMENT,
                                day(3),
                                true,
                                List.of(new Difference.Declared(id, position, day(3), ReleaseEffect.VALID))))));
    }

    @Test
    void a_right_to_be_released_names_the_finding_against_the_other_side() {
        Scenario pact = Scenario.accepted(
                        reading("all").done(),
                        reading("mission").recognises("Mission").done())
                .strike("i", "B", day(2))
                .finds("Commission", Outcome.SUBSTANTIATED, "i", "B");
        assertThat(only(pact.compare(A_ABSTAINS, day(3)))).isInstanceOfSatisfying(Difference.Right.class, right -> {
            assertThat(right.readings())
                    .containsExactly(
                            new Difference.Entitled(
                                    "all",
                                    ReleaseMode.ON_FINDING,
                                    true,
                                    List.of(B_ABSTAINS),
                                    new Difference.Ground(B_ABSTAINS, "i", null)),
                            new Difference.Entitled(
                                    "mission", ReleaseMode.ON_FINDING, false, List.of(B_ABSTAINS), null));
            assertThat(right.incidents()).hasSize(1);
            assertThat(right.incidents().get(0).commitment()).isEqualTo(B_ABSTAINS);
            assertThat(standings(right.incidents().get(0).incident()))
                    .extracting(Difference.Stood::standing)
                    .containsExactly(Standing.SUBSTANTIATED, Standing.ALLEGED);
        });
    }

    @Test
    void a_delivery_is_set_apart_by_the_hour_of_binding() {
        Scenario pact = Scenario.pact(
                        reading("bound").boundFrom("A", day(2)).done(),
                        reading("free").done())
                .delivered("d", A_DELIVERS, 10, day(3), "B");
        assertThat(only(pact.compare(A_DELIVERS, day(4)))).isInstanceOf(Difference.Hour.class);
    }

    @Test
    void of_many_incidents_few_are_named_and_the_answer_says_so() {
        Scenario pact = Scenario.accepted(
                reading("all").done(), reading("mission").recognises("Mission").done());
        for (int i = 0; i < Comparison.NAMED; i++) {
            pact.strike("i" + i, "A", day(2)).finds("Commission", Outcome.SUBSTANTIATED, "i" + i, "A");
        }
        Comparison.OfCommitment exactly = pact.compare(A_ABSTAINS, day(3));
        assertThat(differences(exactly)).hasSize(Comparison.NAMED);
        assertThat(exactly.capped()).isFalse();
        pact.strike("more", "A", day(2)).finds("Commission", Outcome.SUBSTANTIATED, "more", "A");
        Comparison.OfCommitment more = pact.compare(A_ABSTAINS, day(3));
        assertThat(differences(more)).hasSize(Comparison.NAMED);
        assertThat(more.capped()).isTrue();
    }
}
