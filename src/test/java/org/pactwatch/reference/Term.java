package org.pactwatch.reference;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The half-open term {@code [start, end)}: rules 2 to 5. Here nothing stops the clock.
 *
 * @param length as written; {@code null} for {@code UNTIL} (rule 3)
 */
record Term(Instant start, Instant end, @Nullable String length, String counting, String zone) {

    private static final Pattern DAYS_OR_WEEKS = Pattern.compile("P(\\d+)([DW])");

    /** The term of a merged {@code term} node. What is incomplete, empty or negative throws: rule 3 refuses it. */
    static Term of(JsonNode term) {
        ZoneId zone = ZoneId.of(Json.text(term, "zone"));
        ZonedDateTime start = moment(Json.text(term, "start"), zone);
        String counting = Json.text(term, "counting");
        ZonedDateTime end = switch (counting) {
            case "ELAPSED" -> start.plus(exactly(Json.text(term, "length")));
            case "CALENDAR" -> calendarEnd(start, Json.text(term, "length"));
            // Rule 4: day 1 is the start's local date; the end is the midnight after day n, or n + 1.
            case "DAYS_INCLUSIVE" -> midnightAfterDay(start, onlyDays(Json.text(term, "length")));
            case "DAYS_EXCLUSIVE" -> midnightAfterDay(start, onlyDays(Json.text(term, "length")) + 1);
            case "UNTIL" -> moment(Json.text(term, "until"), zone);
            default -> throw new IllegalArgumentException("unknown counting " + counting);
        };
        if (!start.toInstant().isBefore(end.toInstant())) {
            throw new IllegalArgumentException("empty or negative term " + term); // rule 3
        }
        String length = counting.equals("UNTIL") ? null : Json.text(term, "length");
        return new Term(start.toInstant(), end.toInstant(), length, counting, Json.text(term, "zone"));
    }

    /** Rule 2: in a gap moved forward by the gap, in an overlap the earlier; both are what {@code of} does. */
    private static ZonedDateTime moment(String text, ZoneId zone) {
        boolean isInstant = text.endsWith("Z") || text.matches(".*T.*[+-]\\d\\d:\\d\\d");
        return isInstant
                ? Json.instant(text).atZone(zone)
                : LocalDateTime.parse(text).atZone(zone);
    }

    private static ZonedDateTime calendarEnd(ZonedDateTime start, String length) {
        Integer days = writtenDays(length);
        return days == null ? start.plus(exactly(length)) : start.plusDays(days);
    }

    private static ZonedDateTime midnightAfterDay(ZonedDateTime start, int day) {
        return start.toLocalDate().plusDays(day).atStartOfDay(start.getZone());
    }

    private static int onlyDays(String length) {
        Integer days = writtenDays(length);
        if (days == null) {
            throw new IllegalArgumentException("DAYS_* takes whole days only, not " + length); // rule 2
        }
        return days;
    }

    /** n of {@code PnD}, 7 n of {@code PnW}, else {@code null}. */
    private static @Nullable Integer writtenDays(String length) {
        Matcher matcher = DAYS_OR_WEEKS.matcher(length);
        if (!matcher.matches()) {
            return null;
        }
        return Integer.parseInt(matcher.group(1)) * (matcher.group(2).equals("W") ? 7 : 1);
    }

    /** §4: {@code ELAPSED} is n × 24 h. */
    private static Duration exactly(String length) {
        Integer days = writtenDays(length);
        if (days != null) {
            return Duration.ofHours(24L * days);
        }
        if (!length.startsWith("PT")) {
            throw new IllegalArgumentException("months and years are refused: " + length); // rule 2
        }
        return Duration.parse(length);
    }

    /** Rule 5: none before the start, whole after the end. */
    Duration elapsed(Instant at) {
        if (at.isBefore(start)) {
            return Duration.ZERO;
        }
        return Duration.between(start, at.isBefore(end) ? at : end);
    }

    /** Rule 5: whole before the start, none from the end on. */
    Duration remaining(Instant at) {
        if (at.isBefore(start)) {
            return Duration.between(start, end);
        }
        return at.isBefore(end) ? Duration.between(at, end) : Duration.ZERO;
    }

    /** The closing paragraph of the rules: {@code {n, of}} where the length is a whole number of days, else null. */
    @Nullable
    ObjectNode day(Instant at) {
        if (length == null || exactly(length).toSeconds() % Duration.ofDays(1).toSeconds() != 0) {
            return null;
        }
        long of = exactly(length).toDays();
        long n = at.isBefore(start) ? 0 : Math.min(of, elapsed(at).toDays() + 1);
        return Json.object().put("n", n).put("of", of);
    }
}
