package org.pactwatch.config;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/** Instants as people and programs write them. */
final class Instants {

    private static final Instant EARLIEST = Instant.parse("1800-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2500-01-01T00:00:00Z");

    private Instants() {}

    /** A moment on somebody's clock, nobody knows whose. */
    static final class WithoutZone extends IllegalArgumentException {

        private static final long serialVersionUID = 1;
        private final String text;

        WithoutZone(String text) {
            super("This moment has no zone, so it may be any of many hours.");
            this.text = text;
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }

        String fix() {
            return "Add Z or an offset: " + text + "Z, or " + text + "+02:00.";
        }
    }

    /**
     * Reads {@code 2025-03-18T18:30Z} or the same with an offset, to the microsecond, which is what every database keeps.
     *
     * @throws IllegalArgumentException if it is something else, has no zone, or lies outside 1800 to 2500
     */
    static Instant parse(String text) {
        OffsetDateTime time;
        try {
            time = OffsetDateTime.parse(text);
        } catch (DateTimeException e) {
            if (isLocal(text)) {
                throw new WithoutZone(text);
            }
            throw new IllegalArgumentException(
                    "An instant is written like 2025-03-18T18:30:00Z or 2025-03-18T20:30:00+02:00.", e);
        }
        Instant instant = time.toInstant().truncatedTo(ChronoUnit.MICROS);
        if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
            throw new IllegalArgumentException("An instant lies between the years 1800 and 2500.");
        }
        return instant;
    }

    private static boolean isLocal(String text) {
        try {
            LocalDateTime.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
