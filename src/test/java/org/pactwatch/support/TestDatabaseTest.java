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
            new JdbcTemplate(database.dataSource()).update("insert into touched (subject, position) values ('a', 1)");
        }
        assertThat(touched(folder)).isEqualTo(1);
        assertThat(touched(other)).isZero();
    }

    private static int touched(Path folder) {
        try (TestDatabase database = TestDatabase.in(folder)) {
            Integer count = new JdbcTemplate(database.dataSource())
                    .queryForObject("select count(*) from touched", Integer.class);
            return count == null ? -1 : count;
        }
    }

    /** Whatever order the operator's database has, since H2 and Java know but one. */
    @Test
    void texts_are_compared_by_their_bytes() {
        try (TestDatabase database = TestDatabase.in(folder)) {
            JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
            for (String subject : List.of("b", "B", "a-b", "ab", "ä", "z", "")) {
                jdbc.update("insert into touched (subject, position) values (?, 1)", subject);
            }
            assertThat(jdbc.queryForList("select subject from touched order by subject", String.class))
                    .containsExactly("", "B", "a-b", "ab", "b", "z", "ä");
            assertThat(jdbc.queryForList(
                            "select subject from touched where subject > 'Z' order by subject", String.class))
                    .containsExactly("a-b", "ab", "b", "z", "ä");
        }
    }
}
