package org.pactwatch.compliance.jdbc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.Act;
import org.pactwatch.agreement.Target;
import org.pactwatch.compliance.Bearing;
import org.pactwatch.compliance.Bearing.Found;
import org.pactwatch.compliance.Effect;
import org.pactwatch.time.Occurrence;

/**
 * All that decides how a bearing stands but its place in time and its area: bearings of one shape are judged once, and
 * counted.
 *
 * @param longest no occurrence of this shape lasts longer; zero: all of them are points
 * @param authority who found, if one authority did
 */
record Shape(
        String accused,
        @Nullable Act act,
        @Nullable Target target,
        @Nullable String facilityOf,
        boolean hasAccuser,
        boolean isDenied,
        @Nullable String authority,
        @Nullable Effect effect,
        Duration longest) {

    static final String COLUMNS =
            "accused, act, target, facility_of, has_accuser, is_denied, authority, effect, longest_seconds";

    /** The positions in a {@link #sample}: they tell which of them is the ground. */
    static final long ACCUSATION = 1;

    static final long DENIAL = 2;
    static final long FINDING = 3;

    /** The shape of {@code bearing}; {@code null} if several authorities found: those are judged one by one. */
    static @Nullable Shape of(Bearing bearing) {
        if (bearing.found().size() > 1) {
            return null;
        }
        Found found = bearing.found().isEmpty() ? null : bearing.found().get(0);
        return new Shape(
                bearing.accused(),
                bearing.act(),
                bearing.target(),
                bearing.facilityOf(),
                bearing.accusation() > 0,
                bearing.denial() > 0,
                found == null ? null : found.authority(),
                found == null ? null : found.effect(),
                longest(Duration.between(
                        bearing.occurred().from(), bearing.occurred().to())));
    }

    /** A few classes, so that one report of a whole year makes no search wider for those that know the hour. */
    private static Duration longest(Duration span) {
        if (span.isZero()) {
            return Duration.ZERO;
        }
        long seconds = 1;
        while (Duration.ofSeconds(seconds).compareTo(span) < 0) {
            seconds *= 4;
        }
        return Duration.ofSeconds(seconds);
    }

    boolean isPoint() {
        return longest.isZero();
    }

    /** A bearing of this shape. */
    Bearing sample(Occurrence when, @Nullable String area) {
        return new Bearing(
                "",
                accused,
                act,
                target,
                facilityOf,
                area,
                when,
                when.from(),
                hasAccuser ? ACCUSATION : 0,
                isDenied ? DENIAL : 0,
                authority == null || effect == null ? List.of() : List.of(new Found(authority, effect, FINDING)));
    }

    /** The last word on a bearing, most often its ground: the finding, else the denial, else the accusation. */
    static long lastWord(Bearing bearing) {
        long finding = bearing.found().stream().mapToLong(Found::position).max().orElse(0);
        return finding > 0 ? finding : bearing.denial() > 0 ? bearing.denial() : bearing.accusation();
    }

    /** The same for the same shape, everywhere and always. */
    UUID id() {
        String said = Stream.of(accused, act, target, facilityOf, hasAccuser, isDenied, authority, effect, longest)
                // Lengths, since names are free text: no two shapes may read the same.
                .map(part -> part == null ? "-" : part.toString().length() + ":" + part)
                .collect(Collectors.joining());
        try {
            ByteBuffer hash =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(said.getBytes(StandardCharsets.UTF_8)));
            return new UUID(hash.getLong(), hash.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The values of {@link #COLUMNS}, in order. */
    Object[] values() {
        return new Object[] {
            accused,
            BearingRows.name(act),
            BearingRows.name(target),
            facilityOf,
            hasAccuser,
            isDenied,
            authority,
            BearingRows.name(effect),
            longest.toSeconds()
        };
    }

    static Shape read(ResultSet row) throws SQLException {
        String act = row.getString(2);
        String target = row.getString(3);
        String effect = row.getString(8);
        return new Shape(
                row.getString(1),
                act == null ? null : Act.valueOf(act),
                target == null ? null : Target.valueOf(target),
                row.getString(4),
                row.getBoolean(5),
                row.getBoolean(6),
                row.getString(7),
                effect == null ? null : Effect.valueOf(effect),
                Duration.ofSeconds(row.getLong(9)));
    }
}
