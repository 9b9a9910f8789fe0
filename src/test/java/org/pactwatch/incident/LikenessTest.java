package org.pactwatch.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.pactwatch.agreement.Act;
import org.pactwatch.agreement.Target;
import org.pactwatch.incident.Likeness.Reason;
import org.pactwatch.time.Occurrence;
import org.pactwatch.time.Precision;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LikenessTest {

    private static final Instant NIGHT = Instant.parse("2025-03-20T18:00:00Z");
    private static final Place SUDZHA = new Place("Sudzha", "RU-KRS", 51.19, 35.27, null);

    private static IncidentReport report(
            String summary, @Nullable Target target, Instant from, Instant to, @Nullable Place place) {
        return new IncidentReport(
                summary,
                Act.STRIKE,
                target,
                null,
                new Occurrence(from, to, Precision.NIGHT),
                to,
                place,
                List.of("UKR"),
                "RUS",
                List.of(),
                null);
    }

    private static final IncidentReport RECORDED = report(
            "An attack on the gas metering station at Sudzha",
            Target.GAS_METERING,
            NIGHT,
            NIGHT.plusSeconds(9 * 3600),
            SUDZHA);

    @Test
    void the_same_night_and_place_is_alike_whatever_the_words() {
        IncidentReport other = report(
                "Fire seen",
                null,
                NIGHT.plusSeconds(3600),
                NIGHT.plusSeconds(3600),
                new Place(null, null, 51.2, 35.3, null));
        assertThat(Likeness.of(other, RECORDED).orElseThrow().reasons())
                .contains(Reason.SAME_TIME, Reason.NEAR_PLACE)
                .doesNotContain(Reason.SAME_TARGET);
    }

    @Test
    void the_same_words_an_hour_later_are_alike_without_a_place() {
        IncidentReport other = report(
                "Gas metering station attacked near Sudzha",
                Target.GAS_METERING,
                NIGHT.plusSeconds(10 * 3600),
                NIGHT.plusSeconds(10 * 3600),
                null);
        assertThat(Likeness.of(other, RECORDED).orElseThrow().reasons())
                .contains(Reason.NEAR_TIME, Reason.SIMILAR_WORDS, Reason.SAME_TARGET);
    }

    @Test
    void days_apart_or_far_away_or_another_target_is_not() {
        Instant later = NIGHT.plusSeconds(9 * 3600).plus(Likeness.FAR).plusSeconds(1);
        assertThat(Likeness.of(report(RECORDED.summary(), Target.GAS_METERING, later, later, SUDZHA), RECORDED))
                .isEmpty();
        assertThat(Likeness.of(
                        report(
                                RECORDED.summary(),
                                Target.GAS_METERING,
                                NIGHT,
                                NIGHT,
                                new Place("Odesa", "RU-KRS", 46.48, 30.72, null)),
                        RECORDED))
                .isEmpty();
        assertThat(Likeness.of(report(RECORDED.summary(), Target.OIL_REFINERY, NIGHT, NIGHT, SUDZHA), RECORDED))
                .isEmpty();
    }

    @Test
    void a_member_of_a_group_is_no_other_target_than_the_group() {
        IncidentReport group = report(RECORDED.summary(), Target.ENERGY, NIGHT, NIGHT, SUDZHA);
        IncidentReport member = report(RECORDED.summary(), Target.SUBSTATION, NIGHT, NIGHT, SUDZHA);
        assertThat(Likeness.of(group, member)).isPresent();
        assertThat(Likeness.of(member, group)).isEqualTo(Likeness.of(group, member));
    }

    @Test
    void the_same_time_and_accused_alone_are_too_little() {
        IncidentReport other = report("Drones overhead", null, NIGHT, NIGHT, null);
        assertThat(Likeness.of(other, RECORDED)).isEmpty();
    }
}
