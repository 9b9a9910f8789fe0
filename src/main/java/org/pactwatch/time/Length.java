package org.pactwatch.time;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The length of a term, as it was written: {@code PnD}, {@code PnW} or {@code PTnHnMnS}. Months and years are refused,
 * because nobody can say how long they are.
 *
 * @param text as written, such as {@code P30D}
 * @param days whole calendar days; 0 if the length is given in hours
 * @param clock the part given in hours, minutes and seconds; zero if the length is given in days
 */
public record Length(String text, long days, Duration clock) {

    private static final Pattern DAYS = Pattern.compile("P(\\d{1,6})([DW])");

    /**
     * Reads a length.
     *
     * @throws IllegalArgumentException if it isn't one of the three forms, or isn't longer than nothing
     */
    public static Length parse(String text) {
        Matcher days = DAYS.matcher(text);
        if (days.matches()) {
            long n = Long.parseLong(days.group(1)) * (days.group(2).equals("W") ? 7 : 1);
            if (n == 0) {
                throw new IllegalArgumentException("A length must be longer than nothing.");
            }
            return new Length(text, n, Duration.ZERO);
        }
        if (text.startsWith("PT") && text.indexOf('-') < 0) {
            try {
                Duration clock = Duration.parse(text);
                if (clock.isPositive() && clock.getNano() == 0 && clock.toDays() < 1_000_000) {
                    return new Length(text, 0, clock);
                }
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException(FORMS, e);
            }
        }
        throw new IllegalArgumentException(FORMS);
    }

    private static final String FORMS =
            "A length is a positive number of days (P30D), weeks (P4W) or hours (PT72H); months and years have no fixed length.";

    /** Does it say days or weeks, and not hours? */
    public boolean inDays() {
        return days > 0;
    }

    /** The same as a stopwatch runs it: a day is 24 hours. */
    public Duration elapsed() {
        return inDays() ? Duration.ofDays(days) : clock;
    }

    /** The number of whole days if it is one, else 0: {@code P30D} is 30, {@code PT48H} is 2, {@code PT30H} none. */
    public long wholeDays() {
        Duration all = elapsed();
        return all.equals(Duration.ofDays(all.toDays())) ? all.toDays() : 0;
    }

    @Override
    public String toString() {
        return text;
    }
}
