package org.pactwatch.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A moment as people write it: a wall-clock time whose zone is said elsewhere, or an instant. Exactly one of the two.
 *
 * @param local the wall-clock time
 * @param instant the instant
 */
public record Moment(
        @Nullable LocalDateTime local, @Nullable Instant instant) {

    /**
     * Reads {@code 2025-04-17T00:00} or {@code 2025-04-17T00:00+03:00}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static Moment parse(String text) {
        try {
            return new Moment(LocalDateTime.parse(text), null);
        } catch (DateTimeException notLocal) {
            try {
                return new Moment(null, OffsetDateTime.parse(text).toInstant());
            } catch (DateTimeException neither) {
                throw new IllegalArgumentException(
                        "A moment is a local date and time (2025-04-17T00:00) or one with its offset (2025-04-17T00:00Z).",
                        neither);
            }
        }
    }

    /** The moment in {@code zone}; in a gap of its clock moved forward by the gap, in an overlap the earlier one. */
    public ZonedDateTime in(ZoneId zone) {
        if (instant != null) {
            return instant.atZone(zone);
        }
        if (local == null) {
            throw new IllegalStateException("neither local nor instant");
        }
        return local.atZone(zone);
    }

    @Override
    public String toString() {
        return String.valueOf(instant == null ? local : instant);
    }
}
