package org.pactwatch.pages.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;

/** Writes times for one person: UTC always, and their own zone beside it. */
public final class Times {

    private final MessageSource words;
    private final Locale locale;
    private final ZoneId zone;

    Times(MessageSource words, Visit visit) {
        this(words, visit.locale(), visit.zone());
    }

    private Times(MessageSource words, Locale locale, ZoneId zone) {
        this.words = words;
        this.locale = locale;
        this.zone = zone;
    }

    /** For nobody in particular. */
    static Times inUtc(MessageSource words, Locale locale) {
        return new Times(words, locale, ZoneOffset.UTC);
    }

    /** {@code 25 Mar 2025, 10:00 UTC}, with seconds where there are some. */
    public String utc(Instant instant) {
        return format(instant.atZone(ZoneOffset.UTC), true) + " UTC";
    }

    /** {@code 12:00 Europe/Kyiv}, with the date where it is another than UTC's; empty for who reads in UTC. */
    public String local(Instant instant) {
        if (zone.equals(ZoneOffset.UTC)) {
            return "";
        }
        ZonedDateTime there = instant.atZone(zone);
        boolean sameDay =
                there.toLocalDate().equals(instant.atZone(ZoneOffset.UTC).toLocalDate());
        return format(there, !sameDay) + " " + zone;
    }

    /** The day in UTC, such as {@code 25 Mar 2025}; from the first to the last where they are two. */
    public String days(Instant from, Instant to) {
        String first = day(from, "time.date");
        String last = day(to, "time.date");
        return first.equals(last) ? first : first + " – " + last;
    }

    /** @param pattern the key of the pattern that the day in UTC is written by */
    String day(Instant instant, String pattern) {
        return DateTimeFormatter.ofPattern(words.getMessage(pattern, null, locale), locale)
                .format(instant.atZone(ZoneOffset.UTC));
    }

    /** For the value of an input: {@code 2025-03-25T12:00}, in {@link #zone}. */
    public String input(Instant instant) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm", Locale.ROOT).format(instant.atZone(zone));
    }

    public String zone() {
        return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    private String format(ZonedDateTime time, boolean dated) {
        String hour = time.getSecond() == 0 ? "HH:mm" : "HH:mm:ss";
        String date = words.getMessage("time.date", null, locale);
        return DateTimeFormatter.ofPattern(dated ? date + ", " + hour : hour, locale)
                .format(time);
    }

    /** {@code 22 days 11 h 30 min}; whole minutes, rounded down, and never nothing at all. */
    public String span(Duration duration) {
        List<String> parts = new ArrayList<>();
        part(parts, "time.days", duration.toDays());
        part(parts, "time.hours", duration.toHoursPart());
        part(parts, "time.minutes", duration.toMinutesPart());
        if (parts.isEmpty()) {
            parts.add(
                    words.getMessage(duration.isZero() ? "time.no-minutes" : "time.less-than-a-minute", null, locale));
        }
        return String.join(" ", parts);
    }

    private void part(List<String> parts, String key, long number) {
        if (number > 0) {
            parts.add(words.getMessage(key, new Object[] {number}, locale));
        }
    }
}
