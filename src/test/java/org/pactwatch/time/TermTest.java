package org.pactwatch.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The oracles of the counting conventions, computed independently. */
@NullMarked
class TermTest {

    private static final Instant NOON_IN_KYIV = Instant.parse("2025-03-25T10:00:00Z");

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "A,  ELAPSED,  2025-03-18T00:00, Europe/Moscow, 2025-03-17T21:00:00Z, 2025-04-16T21:00:00Z, PT181H,    PT539H,    22",
        "B,  ELAPSED,  2025-03-18T18:30, Europe/Kyiv,   2025-03-18T16:30:00Z, 2025-04-17T16:30:00Z, PT161H30M, PT558H30M, 23",
        "B', CALENDAR, 2025-03-18T18:30, Europe/Kyiv,   2025-03-18T16:30:00Z, 2025-04-17T15:30:00Z, PT161H30M, PT557H30M, 23",
        "D,  ELAPSED,  2025-03-18T00:00, Europe/Kyiv,   2025-03-17T22:00:00Z, 2025-04-16T22:00:00Z, PT180H,    PT540H,    22",
        "D', CALENDAR, 2025-03-18T00:00, Europe/Kyiv,   2025-03-17T22:00:00Z, 2025-04-16T21:00:00Z, PT180H,    PT539H,    22",
        "C,  ELAPSED,  2025-03-25T00:00, Europe/Kyiv,   2025-03-24T22:00:00Z, 2025-04-23T22:00:00Z, PT12H,     PT708H,    29",
        "C', CALENDAR, 2025-03-25T00:00, Europe/Kyiv,   2025-03-24T22:00:00Z, 2025-04-23T21:00:00Z, PT12H,     PT707H,    29",
        "I,  DAYS_INCLUSIVE, 2025-03-18T00:00, Europe/Kyiv, 2025-03-17T22:00:00Z, 2025-04-16T21:00:00Z, PT180H, PT539H,   22",
        "E,  DAYS_EXCLUSIVE, 2025-03-18T00:00, Europe/Kyiv, 2025-03-17T22:00:00Z, 2025-04-17T21:00:00Z, PT180H, PT563H,   23"
    })
    void thirty_days_are_counted_as_the_convention_says(
            String name,
            Counting counting,
            String start,
            String zone,
            Instant from,
            Instant to,
            Duration elapsed,
            Duration remaining,
            long days) {
        Term term = term(counting, start, zone, "P30D");
        assertThat(term.start()).isEqualTo(from);
        assertThat(term.endExclusive()).isEqualTo(to);
        assertThat(term.elapsed(NOON_IN_KYIV)).isEqualTo(elapsed);
        assertThat(term.remaining(NOON_IN_KYIV)).isEqualTo(remaining);
        assertThat(term.remaining(NOON_IN_KYIV).toDays()).isEqualTo(days);
    }

    @ParameterizedTest
    @CsvSource({
        "DAYS_INCLUSIVE, 2025-03-18T00:00, 2025-04-16",
        "DAYS_EXCLUSIVE, 2025-03-18T00:00, 2025-04-17",
        "DAYS_INCLUSIVE, 2025-03-25T00:00, 2025-04-23",
        "DAYS_EXCLUSIVE, 2025-03-25T00:00, 2025-04-24",
        "DAYS_INCLUSIVE, 2025-03-18T23:59, 2025-04-16"
    })
    void the_last_day_is_whole_whatever_the_hour_of_the_start(Counting counting, String start, String lastDay) {
        Instant end = term(counting, start, "Europe/Kyiv", "P30D").endExclusive();
        assertThat(end.minusNanos(1).atZone(ZoneId.of("Europe/Kyiv")).toLocalDate())
                .hasToString(lastDay);
    }

    @ParameterizedTest
    @CsvSource({
        "ELAPSED,  2025-03-18T00:00, Europe/Moscow, PT30M, ",
        "CALENDAR, 2025-03-18T00:00, Europe/Kyiv,   PT30M, ",
        "ELAPSED,  2025-03-18T00:00, Europe/Kyiv,   ,      PT30M",
        "ELAPSED,  2025-03-18T18:30, Europe/Kyiv,   ,      PT19H",
        "ELAPSED,  2025-03-25T00:00, Europe/Kyiv,   ,      PT168H30M"
    })
    void one_hour_of_summer_time_decides_half_past_midnight_on_17_april(
            Counting counting, String start, String zone, Duration endedAgo, Duration left) {
        Instant at = Instant.parse("2025-04-16T21:30:00Z");
        Countdown countdown = Countdown.of(term(counting, start, zone, "P30D"), at, null);
        assertThat(countdown.endedAgo()).isEqualTo(endedAgo);
        assertThat(countdown.remaining()).isEqualTo(left == null ? Duration.ZERO : left);
    }

    @Test
    void a_start_in_a_gap_moves_forward_by_the_gap_and_in_an_overlap_is_the_earlier() {
        assertThat(term(Counting.ELAPSED, "2025-03-30T03:30", "Europe/Kyiv", "PT1H")
                        .start())
                .isEqualTo("2025-03-30T01:30:00Z");
        assertThat(term(Counting.ELAPSED, "2025-10-26T03:30", "Europe/Kyiv", "PT1H")
                        .start())
                .isEqualTo("2025-10-26T00:30:00Z");
    }

    @Test
    void the_arithmetic_can_be_checked_by_hand() {
        assertThat(term(Counting.ELAPSED, "2025-03-18T00:00", "Europe/Moscow", "P30D")
                        .arithmetic())
                .isEqualTo("2025-03-18T00:00 Europe/Moscow + 30 × 24 h = 2025-04-17T00:00 Europe/Moscow");
    }

    @ParameterizedTest
    @CsvSource({
        "2025-03-16T21:00:00Z, 0",
        "2025-03-17T21:00:00Z, 1",
        "2025-03-25T10:00:00Z, 8",
        "2025-04-16T20:59:59Z, 30",
        "2025-05-01T00:00:00Z, 30"
    })
    void the_day_is_one_more_than_the_whole_days_elapsed(Instant at, long n) {
        Term term = term(Counting.ELAPSED, "2025-03-18T00:00", "Europe/Moscow", "P30D");
        assertThat(Countdown.of(term, at, null).day()).isEqualTo(new Countdown.Day(n, 30));
    }

    @ParameterizedTest
    @CsvSource({"P-30D", "P0D", "P1M", "P1Y", "PT-3H", "30", "P1DT12H", "''", "PT0S"})
    void lengths_that_nobody_can_count_are_refused(String text) {
        assertThatThrownBy(() -> Length.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void days_are_not_counted_in_hours_and_no_term_is_empty() {
        assertThatThrownBy(() -> term(Counting.DAYS_INCLUSIVE, "2025-03-18T00:00", "Europe/Kyiv", "PT48H"))
                .isInstanceOf(Term.Unresolvable.class);
        TermSpec until = new TermSpec(
                Moment.parse("2025-03-18T00:00"),
                ZoneId.of("Europe/Kyiv"),
                Counting.UNTIL,
                null,
                Moment.parse("2025-03-18T00:00"));
        assertThatThrownBy(() -> Term.of(until)).isInstanceOf(Term.Unresolvable.class);
    }

    private static Term term(Counting counting, String start, String zone, String length) {
        return Term.of(new TermSpec(Moment.parse(start), ZoneId.of(zone), counting, Length.parse(length), null));
    }
}
