package org.pactwatch.pages.web;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/**
 * Maps time to a width, in CSS pixels. A picture is never scaled, so that its text keeps its size: it is as wide as it
 * needs to be, and scrolls. What lies far from all terms is not drawn to scale but in a margin: a treaty of 1949 must not
 * press thirty days of 2025 into a pixel.
 *
 * @param from the first instant drawn to scale, a midnight in UTC
 * @param to the last, another
 * @param width of the picture, margins included
 */
record TimeScale(Instant from, Instant to, int width) {

    /** At each side, for what isn't drawn to scale; as wide as its label. */
    static final int MARGIN = 64;

    private static final int PER_DAY = 20;
    private static final int LEAST = 1_060;
    private static final int MOST = 3_000;
    private static final int LABEL = 84;
    /** Not so near is not drawn to scale. */
    static final Duration NEAR = Duration.ofDays(45);

    /** Where an instant is drawn, and whether that is to scale. */
    record Spot(double x, boolean toScale) {}

    /**
     * @param step a line for each of these
     * @param x where it stands
     */
    record Tick(Instant at, double x) {}

    /**
     * @param core what has to be drawn to scale, such as terms; not empty
     * @param others what is, if it lies near
     */
    static TimeScale of(List<Instant> core, List<Instant> others) {
        Instant first = core.stream().min(Instant::compareTo).orElseThrow();
        Instant last = core.stream().max(Instant::compareTo).orElseThrow();
        Instant from = first;
        Instant to = last;
        for (Instant other : others) {
            if (Duration.between(other, first).compareTo(NEAR) <= 0
                    && Duration.between(last, other).compareTo(NEAR) <= 0) {
                from = other.isBefore(from) ? other : from;
                to = other.isAfter(to) ? other : to;
            }
        }
        Instant midnight = from.truncatedTo(ChronoUnit.DAYS);
        Instant after = to.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
        long days = ChronoUnit.DAYS.between(midnight, after);
        return new TimeScale(midnight, after, (int) Math.clamp(days * PER_DAY + 2 * MARGIN, LEAST, MOST));
    }

    Spot spot(Instant instant) {
        if (instant.isBefore(from)) {
            return new Spot(MARGIN / 2.0, false);
        }
        if (instant.isAfter(to)) {
            return new Spot(width - MARGIN / 2.0, false);
        }
        return new Spot(x(instant), true);
    }

    /** For what has no time: where the latest is. */
    Spot undated() {
        return new Spot(width - MARGIN / 2.0, false);
    }

    /** On the scale, cut off at its ends; rounded to a tenth of a pixel. */
    double x(Instant instant) {
        Instant held = instant.isBefore(from) ? from : instant.isAfter(to) ? to : instant;
        double part = (double) Duration.between(from, held).toSeconds()
                / Duration.between(from, to).toSeconds();
        return Math.round((MARGIN + part * (width - 2 * MARGIN)) * 10) / 10.0;
    }

    /** Days, weeks, months or years in UTC, as many as there is room for their names. */
    List<Tick> ticks() {
        double perDay = (width - 2.0 * MARGIN) / ChronoUnit.DAYS.between(from, to);
        LocalDate first = LocalDate.ofInstant(from, ZoneOffset.UTC);
        if (perDay >= LABEL) {
            return ticks(first, ChronoUnit.DAYS, 1);
        }
        if (perDay * 7 >= LABEL) {
            return ticks(first.with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY)), ChronoUnit.DAYS, 7);
        }
        LocalDate month = first.minusDays(1).with(TemporalAdjusters.firstDayOfNextMonth());
        for (int months : List.of(1, 3, 6)) {
            if (perDay * 28 * months >= LABEL) {
                return ticks(month, ChronoUnit.MONTHS, months);
            }
        }
        LocalDate year = first.minusDays(1).with(TemporalAdjusters.firstDayOfNextYear());
        int years = 1;
        while (perDay * 365 * years < LABEL) {
            years *= 10;
        }
        return ticks(year, ChronoUnit.YEARS, years);
    }

    private List<Tick> ticks(LocalDate first, ChronoUnit unit, int step) {
        List<Tick> ticks = new ArrayList<>();
        for (LocalDate day = first; ; day = day.plus(step, unit)) {
            Instant at = day.atStartOfDay(ZoneOffset.UTC).toInstant();
            if (at.isAfter(to)) {
                return List.copyOf(ticks);
            }
            ticks.add(new Tick(at, x(at)));
        }
    }
}
