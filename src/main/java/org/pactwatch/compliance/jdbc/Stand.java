package org.pactwatch.compliance.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Where answers come from.
 *
 * @param slot the slot
 * @param position at which it stands; 0 before the first event
 * @param switches how often the other slot has taken its place
 */
public record Stand(Slot slot, long position, long switches) {

    private static final String READ = "select slot, position, switches from progress where name = 'bearings'";

    static Stand read(JdbcTemplate jdbc) {
        return Objects.requireNonNull(jdbc.queryForObject(READ, Stand::row));
    }

    /**
     * The same, and nobody else writes to the slot or switches until the caller's transaction ends.
     *
     * @param forUpdate how the database is told
     */
    static Stand lock(JdbcTemplate jdbc, String forUpdate) {
        return Objects.requireNonNull(jdbc.queryForObject(READ + forUpdate, Stand::row));
    }

    private static Stand row(ResultSet row, int number) throws SQLException {
        return new Stand(Slot.of(row.getString(1)), row.getLong(2), row.getLong(3));
    }
}
