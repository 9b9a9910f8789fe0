package org.pactwatch.pages.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What a time on the wall comes to.
 *
 * @param instant as java.time resolves it: out of a gap, later by the gap's length; of two, the earlier
 */
public record LocalMoment(Instant instant, ZoneId zone, Kind kind) {

    private static final Instant EARLIEST = Instant.parse("1800-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2500-01-01T00:00:00Z");

    /** How many instants a time on the wall names. */
    public enum Kind {
        ONE,
        /** None: clocks were put forward over it. */
        GAP,
        /** Two: clocks were put back over it. */
        OVERLAP
    }

    /** Reads {@code 2025-03-30T03:30}, with seconds or without; an offset or Z at its end speaks for itself. */
    static Optional<LocalMoment> read(String text, ZoneId zone) {
        return parse(text.strip().replace(' ', 'T'), zone)
                .filter(moment ->
                        !moment.instant().isBefore(EARLIEST) && moment.instant().isBefore(LATEST));
    }

    private static Optional<LocalMoment> parse(String text, ZoneId zone) {
        try {
            LocalDateTime local = LocalDateTime.parse(text);
            int offsets = zone.getRules().getValidOffsets(local).size();
            return Optional.of(new LocalMoment(
                    local.atZone(zone).toInstant().truncatedTo(ChronoUnit.MICROS),
                    zone,
                    offsets == 0 ? Kind.GAP : offsets == 1 ? Kind.ONE : Kind.OVERLAP));
        } catch (DateTimeException notLocal) {
            try {
                return Optional.of(new LocalMoment(
                        OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS), zone, Kind.ONE));
            } catch (DateTimeException neither) {
                return Optional.empty();
            }
        }
    }
}
