package org.pactwatch.pages.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where things lie in the picture of a timeline. */
class TimeScaleTest {

    private static final Instant START = Instant.parse("2025-03-18T16:30:00Z");
    private static final Instant END = Instant.parse("2025-04-17T16:30:00Z");

    private static TimeScale scale(String... others) {
        return TimeScale.of(
                List.of(START, END), Stream.of(others).map(Instant::parse).toList());
    }

    @Test
    void it_runs_from_midnight_to_midnight_in_utc_around_what_it_holds() {
        TimeScale scale = scale("2025-03-11T12:00:00Z", "2025-04-23T22:00:00Z");
        assertThat(scale.from()).isEqualTo(Instant.parse("2025-03-11T00:00:00Z"));
        assertThat(scale.to()).isEqualTo(Instant.parse("2025-04-24T00:00:00Z"));
    }

    @Test
    void later_lies_to_the_right_and_equal_spans_are_equally_wide() {
        TimeScale scale = scale();
        double day = scale.x(START.plus(Duration.ofDays(1))) - scale.x(START);
        assertThat(day).isPositive();
        assertThat(scale.x(END) - scale.x(START)).isCloseTo(30 * day, org.assertj.core.data.Offset.offset(2.0));
    }

    @Test
    void a_treaty_of_1949_does_not_press_thirty_days_into_a_pixel() {
        TimeScale scale = scale("1949-04-04T00:00:00Z", "2031-01-01T00:00:00Z");
        assertThat(scale.x(END) - scale.x(START)).isGreaterThan(500);
        TimeScale.Spot early = scale.spot(Instant.parse("1949-04-04T00:00:00Z"));
        assertThat(early.toScale()).isFalse();
        assertThat(early.x()).isBetween(0.0, (double) TimeScale.MARGIN);
        TimeScale.Spot late = scale.spot(Instant.parse("2031-01-01T00:00:00Z"));
        assertThat(late.toScale()).isFalse();
        assertThat(late.x()).isBetween((double) scale.width() - TimeScale.MARGIN, (double) scale.width());
    }

    @Test
    void names_of_ticks_have_room_however_long_it_runs() {
        for (int days : new int[] {1, 3, 12, 30, 90, 400, 4_000, 40_000, 360_000}) {
            TimeScale scale = TimeScale.of(List.of(START, START.plus(Duration.ofDays(days))), List.of());
            List<Double> xs = scale.ticks().stream().map(TimeScale.Tick::x).toList();
            assertThat(scale.width()).isBetween(1_060, 3_000);
            for (int i = 1; i < xs.size(); i++) {
                assertThat(xs.get(i) - xs.get(i - 1)).as(days + " days").isGreaterThan(70);
            }
            assertThat(xs)
                    .as(days + " days")
                    .isNotEmpty()
                    .hasSizeLessThan(60)
                    .allSatisfy(x -> assertThat(x)
                            .isBetween((double) TimeScale.MARGIN, (double) scale.width() - TimeScale.MARGIN));
        }
    }

    @Test
    void weeks_begin_on_monday() {
        assertThat(scale().ticks()).extracting(TimeScale.Tick::at).startsWith(Instant.parse("2025-03-24T00:00:00Z"));
    }
}
