package org.pactwatch.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** The suite runs where it says it does, on a database that keeps what it acknowledges. */
class TestDatabaseTest {

    @TempDir
    private Path folder;

    @Test
    void the_database_is_the_one_asked_for() throws SQLException {
        try (TestDatabase database = TestDatabase.in(folder);
                Connection connection = database.dataSource().getConnection()) {
            assertThat(connection.getMetaData().getDatabaseProductName())
                    .isEqualTo(TestDatabase.isPostgresql() ? "PostgreSQL" : "H2");
        }
    }

    @Test
    void the_same_folder_is_the_same_database_and_another_is_another(@TempDir Path other) {
        try (TestDatabase database = TestDatabase.in(folder)) {
            new JdbcTemplate(database.dataSource())
                    .update("insert into projection_token (processor_name, segment) values ('a', 1)");
        }
        assertThat(rows(folder)).isEqualTo(1);
        assertThat(rows(other)).isZero();
    }

    private static int rows(Path folder) {
        try (TestDatabase database = TestDatabase.in(folder)) {
            Integer count = new JdbcTemplate(database.dataSource())
                    .queryForObject("select count(*) from projection_token", Integer.class);
            return count == null ? -1 : count;
        }
    }

    /** Whatever order the operator's database has, since H2 and Java know but one. */
    @Test
    void texts_are_compared_by_their_bytes() {
        try (TestDatabase database = TestDatabase.in(folder)) {
            JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
            for (String name : List.of("b", "B", "a-b", "ab", "ä", "z", "")) {
                jdbc.update("insert into projection_token (processor_name, segment) values (?, 1)", name);
            }
            assertThat(jdbc.queryForList("select processor_name from projection_token order by 1", String.class))
                    .containsExactly("", "B", "a-b", "ab", "b", "z", "ä");
            assertThat(jdbc.queryForList(
                            "select processor_name from projection_token where processor_name > 'Z' order by 1",
                            String.class))
                    .containsExactly("a-b", "ab", "b", "z", "ä");
        }
    }
}
