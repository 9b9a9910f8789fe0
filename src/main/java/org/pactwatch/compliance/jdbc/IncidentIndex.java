package org.pactwatch.compliance.jdbc;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Incidents in the order in which they were first reported, for lists. */
public final class IncidentIndex {

    private final JdbcTemplate jdbc;
    private final ActiveSlot active;

    public IncidentIndex(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.active = new ActiveSlot(jdbc);
    }

    /** @param position of the first report */
    public record Listed(String id, long position) {}

    /**
     * Incidents that follow a position.
     *
     * @param after a position; 0 for the start
     * @param knownAt the last position known
     * @param from only what ended at or after this; {@code null}: from ever
     * @param to only what began before this; {@code null}: for ever
     */
    public List<Listed> after(long after, long knownAt, @Nullable Instant from, @Nullable Instant to, int limit) {
        return active.read(slot -> {
            StringBuilder sql = new StringBuilder("select id, position from ")
                    .append(slot.incident())
                    .append(" where position > ? and position <= ?");
            List<Object> values = new ArrayList<>(List.of(after, knownAt));
            restrict(sql, values, from, to);
            sql.append(" order by position limit ").append(limit);
            return jdbc.query(
                    sql.toString(), (row, n) -> new Listed(row.getString(1), row.getLong(2)), values.toArray());
        });
    }

    /**
     * Incidents that began near a time, the nearest first to either side.
     *
     * @param earliest inclusive
     * @param middle both sides are looked at from here
     * @param latest inclusive
     * @param limit the most on each side
     */
    public List<Listed> near(Instant earliest, Instant middle, Instant latest, int limit) {
        // No condition on the position: H2 would take the primary key for it, and read every incident.
        List<Listed> near = new ArrayList<>(near(
                "occurred_from >= ? and occurred_from <= ? order by occurred_from, position",
                limit,
                time(middle),
                time(latest)));
        near.addAll(near(
                "occurred_from >= ? and occurred_from < ? order by occurred_from desc, position desc",
                limit,
                time(earliest),
                time(middle)));
        return near;
    }

    private List<Listed> near(String where, int limit, Object... values) {
        return active.read(slot -> jdbc.query(
                "select id, position from " + slot.incident() + " where " + where + " limit " + limit,
                (row, n) -> new Listed(row.getString(1), row.getLong(2)),
                values));
    }

    /** How many there are in all. */
    public long count(long knownAt, @Nullable Instant from, @Nullable Instant to) {
        return active.read(slot -> {
            StringBuilder sql = new StringBuilder("select count(*) from ")
                    .append(slot.incident())
                    .append(" where position <= ?");
            List<Object> values = new ArrayList<>(List.of(knownAt));
            restrict(sql, values, from, to);
            Long count = jdbc.queryForObject(sql.toString(), Long.class, values.toArray());
            return count == null ? 0 : count;
        });
    }

    private static void restrict(StringBuilder sql, List<Object> values, @Nullable Instant from, @Nullable Instant to) {
        if (from != null) {
            sql.append(" and occurred_to >= ?");
            values.add(time(from));
        }
        if (to != null) {
            sql.append(" and occurred_from < ?");
            values.add(time(to));
        }
    }

    private static OffsetDateTime time(Instant instant) {
        return BearingRows.time(instant);
    }
}
