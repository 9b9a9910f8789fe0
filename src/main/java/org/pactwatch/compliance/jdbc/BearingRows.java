package org.pactwatch.compliance.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.Act;
import org.pactwatch.agreement.Target;
import org.pactwatch.compliance.Bearing;
import org.pactwatch.time.Occurrence;
import org.pactwatch.time.Precision;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Between a {@link Bearing} and its row. */
final class BearingRows {

    static final String COLUMNS = "incident, accused, act, target, facility_of, area, occurred_from, occurred_to,"
            + " occurred_precision, reported, accusation, denial, found";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<Bearing.Found>> FOUND = new TypeReference<>() {};

    private BearingRows() {}

    static Bearing read(ResultSet row, int number) throws SQLException {
        String act = row.getString(3);
        String target = row.getString(4);
        String found = row.getString(13);
        return new Bearing(
                row.getString(1),
                row.getString(2),
                act == null ? null : Act.valueOf(act),
                target == null ? null : Target.valueOf(target),
                row.getString(5),
                row.getString(6),
                new Occurrence(instant(row, 7), instant(row, 8), Precision.valueOf(row.getString(9))),
                instant(row, 10),
                row.getLong(11),
                row.getLong(12),
                found == null ? List.of() : JSON.readValue(found, FOUND));
    }

    /** The values of {@link #COLUMNS}, in order. */
    static Object[] values(Bearing bearing) {
        return new Object[] {
            bearing.incident(),
            bearing.accused(),
            name(bearing.act()),
            name(bearing.target()),
            bearing.facilityOf(),
            bearing.area(),
            time(bearing.occurred().from()),
            time(bearing.occurred().to()),
            bearing.occurred().precision().name(),
            time(bearing.reported()),
            bearing.accusation(),
            bearing.denial(),
            bearing.found().isEmpty() ? null : JSON.writeValueAsString(bearing.found())
        };
    }

    static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable String name(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }
}
