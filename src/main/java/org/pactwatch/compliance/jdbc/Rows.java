package org.pactwatch.compliance.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCallback;

/** Values for one statement that is run for many rows. All have as many columns, and a column has one type. */
record Rows(List<? extends @Nullable Object[]> values) {

    /** @return how many rows of the table each has changed */
    int[] run(JdbcTemplate jdbc, String statement) {
        if (values.isEmpty()) {
            return new int[0];
        }
        @Nullable Object[] kinds = kinds();
        return Objects.requireNonNull(jdbc.execute(statement, (PreparedStatementCallback<int[]>) prepared -> {
            for (@Nullable Object[] row : values) {
                for (int i = 0; i < row.length; i++) {
                    set(prepared, i + 1, row[i], kinds[i]);
                }
                prepared.addBatch();
            }
            return prepared.executeBatch();
        }));
    }

    /** For each column one of its values; {@code null} if it has none. */
    private @Nullable Object[] kinds() {
        @Nullable Object[] kinds = new @Nullable Object[values.get(0).length];
        for (@Nullable Object[] row : values) {
            for (int i = 0; i < row.length; i++) {
                kinds[i] = kinds[i] == null ? row[i] : kinds[i];
            }
        }
        return kinds;
    }

    /** @param kind whose type a null has: PostgreSQL's driver prepares a statement anew for each pattern of types */
    private static void set(PreparedStatement prepared, int index, @Nullable Object value, @Nullable Object kind)
            throws SQLException {
        if (value != null) {
            prepared.setObject(index, value);
        } else if (kind instanceof UUID) {
            prepared.setNull(index, Types.OTHER, "uuid");
        } else {
            prepared.setNull(
                    index, kind instanceof String ? Types.VARCHAR : kind instanceof Long ? Types.BIGINT : Types.NULL);
        }
    }
}
