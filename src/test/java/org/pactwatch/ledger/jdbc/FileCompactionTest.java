package org.pactwatch.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Random;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pactwatch.support.TestDatabase;

/** H2's file is no larger than what is in it asks for. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FileCompactionTest {

    private static final int ROWS = 10_000;
    private static final int COMMITS = 4_000;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void what_is_written_in_small_commits_here_and_there_is_moved_together() throws Exception {
        assumeFalse(TestDatabase.isPostgresql(), "a file of H2's");
        try (H2File file = H2File.reusingAtOnce(folder)) {
            try (Connection connection = file.dataSource().getConnection()) {
                fill(connection);
            }
            long before = size();
            file.ledger();
            try (Connection connection = file.dataSource().getConnection()) {
                change(connection);
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(
                                () -> assertThat(percentNeeded(connection)).isGreaterThanOrEqualTo(60));
            }
            assertThat(size()).isLessThan(5 * before);
        }
    }

    private static void fill(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table derived (id int primary key, text varchar)");
            statement.execute("insert into derived select x, repeat('x', 300) from system_range(1, " + ROWS + ")");
            statement.execute("CHECKPOINT SYNC");
        }
    }

    /** Each a commit of its own, as a projection's are. */
    private static void change(Connection connection) throws SQLException {
        Random random = new Random(2025);
        try (PreparedStatement update = connection.prepareStatement("update derived set text = ? where id = ?")) {
            for (int i = 0; i < COMMITS; i++) {
                update.setString(1, Long.toString(random.nextLong(), 36).repeat(20));
                update.setInt(2, 1 + random.nextInt(ROWS));
                update.executeUpdate();
            }
        }
    }

    private static int percentNeeded(Connection connection) throws SQLException {
        return ((SessionLocal) connection.unwrap(JdbcConnection.class).getSession())
                .getDatabase()
                .getStore()
                .getMvStore()
                .getFileStore()
                .getChunksFillRate();
    }

    private long size() throws IOException {
        return Files.size(folder.resolve("pactwatch.mv.db"));
    }
}
