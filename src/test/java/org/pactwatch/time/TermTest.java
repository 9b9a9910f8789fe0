package org.pactwatch.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How terms are counted. The numbers of 2025 were worked out elsewhere, and must come out exactly. */
class TermTest {

    private static final Instant NOON_OF_25_MARCH =
            OffsetDateTime.parse("2025-03-25T12:00+02:00").toInstant();
    private static final Instant NIGHT_OF_17_APRIL =
            OffsetDateTime.parse("2025-04-17T00:30+03:00").toInstant();

    @ParameterizedTest
    @CsvSource({
        "ELAPSED,        2025-03-18T00:00, Europe/Moscow, 2025-03-17T21:00:00Z, 2025-04-16T21:00:00Z, PT181H,    PT539H",
        "ELAPSED,        2025-03-18T18:30, Europe/Kyiv,   2025-03-18T16:30:00Z, 2025-04-17T16:30:00Z, PT161H30M, PT558H30M",
        "CALENDAR,       2025-03-18T18:30, Europe/Kyiv,   2025-03-18T16:30:00Z, 2025-04-17T15:30:00Z, PT161H30M, PT557H30M",
        "ELAPSED,        2025-03-18T00:00, Europe/Kyiv,   2025-03-17T22:00:00Z, 2025-04-16T22:00:00Z, PT180H,    PT540H",
        "CALENDAR,       2025-03-18T00:00, Europe/Kyiv,   2025-03-17T22:00:00Z, 2025-04-16T21:00:00Z, PT180H,    PT539H",
        "ELAPSED,        2025-03-25T00:00, Europe/Kyiv,   2025-03-24T22:00:00Z, 2025-04-23T22:00:00Z, PT12H,     PT708H",
        "CALENDAR,       2025-03-25T00:00, Europe/Kyiv,   2025-03-24T22:00:00Z, 2025-04-23T21:00:00Z, PT12H,     PT707H",
        "DAYS_INCLUSIVE, 2025-03-18T18:30, Europe/Kyiv,   2025-03-18T16:30:00Z, 2025-04-16T21:00:00Z, PT161H30M, PT539H",
        "DAYS_EXCLUSIVE, 2025-03-18T18:30, Europe/Kyiv,   2025-03-18T16:30:00Z, 2025-04-17T21:00:00Z, PT161H30M, PT563H",
        "DAYS_INCLUSIVE, 2025-03-25T00:00, Europe/Kyiv,   2025-03-24T22:00:00Z, 2025-04-23T21:00:00Z, PT12H,     PT707H",
        "DAYS_EXCLUSIVE, 2025-03-25T00:00, Europe/Kyiv,   2025-03-24T22:00:00Z, 2025-04-24T21:00:00Z, PT12H,     PT731H"
    })
    void thirty_days_are_many_things(
            Counting counting,
            String start,
            String zone,
            Instant from,
            Instant end,
            Duration elapsed,
            Duration remaining) {
        Term term = term(counting, start, zone, "P30D");
        assertThat(term.start()).isEqualTo(from);
        assertThat(term.endExclusive()).isEqualTo(end);
        assertThat(term.elapsed(NOON_OF_25_MARCH)).isEqualTo(elapsed);
        assertThat(term.remaining(NOON_OF_25_MARCH)).isEqualTo(remaining);
    }

    @ParameterizedTest
    @CsvSource({
        "ELAPSED,  2025-03-18T00:00, Europe/Moscow, PT0S,    PT30M",
        "CALENDAR, 2025-03-18T00:00, Europe/Kyiv,   PT0S,    PT30M",
        "ELAPSED,  2025-03-18T00:00, Europe/Kyiv,   PT30M,   ",
        "ELAPSED,  2025-03-18T18:30, Europe/Kyiv,   PT19H,   ",
        "ELAPSED,  2025-03-25T00:00, Europe/Kyiv,   PT168H30M,"
    })
    void one_hour_of_the_clock_flips_the_verdict(
            Counting counting, String start, String zone, Duration remaining, @Nullable Duration endedAgo) {
        Countdown countdown = Countdown.of(term(counting, start, zone, "P30D"), NIGHT_OF_17_APRIL, null);
        assertThat(countdown.remaining()).isEqualTo(remaining);
        assertThat(countdown.endedAgo()).isEqualTo(endedAgo);
        assertThat(countdown.startsIn()).isNull();
    }

    @Test
    void a_start_in_a_gap_moves_forward_by_the_gap_and_in_an_overlap_is_the_earlier_instant() {
        assertThat(term(Counting.ELAPSED, "2025-03-30T03:30", "Europe/Kyiv", "P1D")
                        .start())
                .isEqualTo("2025-03-30T01:30:00Z");
        assertThat(term(Counting.ELAPSED, "2025-10-26T03:30", "Europe/Kyiv", "P1D")
                        .start())
                .isEqualTo("2025-10-26T00:30:00Z");
    }

    @Test
    void hours_run_the_same_by_stopwatch_and_by_calendar() {
        assertThat(term(Counting.CALENDAR, "2025-03-29T12:00", "Europe/Kyiv", "PT24H")
                        .endExclusive())
                .isEqualTo(term(Counting.ELAPSED, "2025-03-29T12:00", "Europe/Kyiv", "P1D")
                        .endExclusive())
                .isEqualTo("2025-03-30T10:00:00Z");
    }

    @Test
    void until_is_a_moment_and_has_no_length() {
        Term term = Term.of(new TermSpec(
                Moment.parse("2025-03-18T00:00"),
                ZoneId.of("Europe/Kyiv"),
                Counting.UNTIL,
                Length.parse("P30D"),
                Moment.parse("2025-03-20T00:00")));
        assertThat(term.endExclusive()).isEqualTo("2025-03-19T22:00:00Z");
        assertThat(term.length()).isNull();
    }

    @Test
    void the_end_is_outside_and_the_start_inside() {
        Term term = term(Counting.ELAPSED, "2025-03-18T00:00", "UTC", "P1D");
        assertThat(term.hasEnded(term.endExclusive().minusNanos(1))).isFalse();
        assertThat(term.hasEnded(term.endExclusive())).isTrue();
        assertThat(term.remaining(term.start().minusSeconds(5))).isEqualTo(Duration.ofDays(1));
        assertThat(term.elapsed(term.start().minusSeconds(5))).isEqualTo(Duration.ZERO);
        assertThat(term.elapsed(term.endExclusive().plusSeconds(5))).isEqualTo(Duration.ofDays(1));
        assertThat(term.remaining(term.endExclusive().plusSeconds(5))).isEqualTo(Duration.ZERO);
    }

    @ParameterizedTest
    @CsvSource({
        "2025-03-17T23:59:59Z, 0, PT1S",
        "2025-03-18T00:00:00Z, 1,",
        "2025-03-18T23:59:59Z, 1,",
        "2025-03-19T00:00:00Z, 2,",
        "2025-03-20T23:59:59Z, 3,",
        "2025-03-21T00:00:00Z, 3,",
        "2025-05-01T00:00:00Z, 3,"
    })
    void days_are_numbered_from_one_and_stop_at_the_last(Instant at, long n, @Nullable Duration startsIn) {
        Countdown countdown = Countdown.of(term(Counting.ELAPSED, "2025-03-18T00:00", "UTC", "P3D"), at, null);
        assertThat(countdown.day()).isEqualTo(new Countdown.Day(n, 3));
        assertThat(countdown.startsIn()).isEqualTo(startsIn);
    }

    @ParameterizedTest
    @CsvSource({"PT48H, 2", "P1W, 7", "P3D, 3"})
    void whatever_is_whole_days_long_has_days(String length, long of) {
        Term term = term(Counting.ELAPSED, "2025-03-18T00:00", "UTC", length);
        assertThat(Countdown.of(term, term.start(), null).day()).isEqualTo(new Countdown.Day(1, of));
    }

    @Test
    void what_is_not_whole_days_long_has_none() {
        Term term = term(Counting.ELAPSED, "2025-03-18T00:00", "UTC", "PT30H");
        assertThat(Countdown.of(term, term.start(), null).day()).isNull();
    }

    @Test
    void the_arithmetic_is_printed_so_that_a_person_can_check_it() {
        assertThat(term(Counting.ELAPSED, "2025-03-18T18:30", "Europe/Kyiv", "P30D")
                        .arithmetic())
                .isEqualTo("2025-03-18T18:30 Europe/Kyiv + 30 × 24 h = 2025-04-17T19:30 Europe/Kyiv");
        assertThat(term(Counting.DAYS_INCLUSIVE, "2025-03-18T18:30", "Europe/Kyiv", "P30D")
                        .arithmetic())
                .contains("days 1 to 30", "2025-04-17T00:00 Europe/Kyiv");
        assertThat(term(Counting.ELAPSED, "2025-03-18T18:30", "Europe/Kyiv", "PT72H")
                        .arithmetic())
                .contains("+ 72 h =");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "P1M",
                "P1Y",
                "P1DT1H",
                "P0D",
                "P0W",
                "PT0S",
                "PT-1H",
                "P-1D",
                "-P1D",
                "-PT1H",
                "30",
                "",
                "P",
                "PT",
                "P1.5D",
                "P1234567D",
                "PT999999999H",
                "p30d"
            })
    void a_length_is_days_or_weeks_or_hours_and_longer_than_nothing(String text) {
        assertThatThrownBy(() -> Length.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"P30D, 30", "P4W, 28", "P1D, 1", "P999999D, 999999"})
    void a_length_in_days_is_kept_as_it_was_written(String text, long days) {
        assertThat(Length.parse(text).days()).isEqualTo(days);
        assertThat(Length.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({"counting", "zone", "start", "length"})
    void a_part_that_is_missing_is_named(String part) {
        TermSpec spec = new TermSpec(
                part.equals("start") ? null : Moment.parse("2025-03-18T00:00"),
                part.equals("zone") ? null : ZoneId.of("UTC"),
                part.equals("counting") ? null : Counting.ELAPSED,
                part.equals("length") ? null : Length.parse("P1D"),
                null);
        assertThatThrownBy(() -> Term.of(spec))
                .isInstanceOfSatisfying(
                        Term.Unresolvable.class, e -> assertThat(e.part()).isEqualTo(part));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-03-18", "18:30", "2025-03-18T18:30[Europe/Kyiv]", "yesterday", ""})
    void a_moment_is_a_local_time_or_an_instant(String text) {
        assertThatThrownBy(() -> Moment.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Term term(Counting counting, String start, String zone, String length) {
        return Term.of(new TermSpec(Moment.parse(start), ZoneId.of(zone), counting, Length.parse(length), null));
    }
}
