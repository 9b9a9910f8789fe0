package org.pactwatch.compliance.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pactwatch.compliance.jdbc.IncidentIndex.Listed;
import org.pactwatch.support.TestDatabase;
import org.springframework.jdbc.core.JdbcTemplate;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class IncidentIndexTest {

    private static final Instant START = Instant.parse("2025-03-18T00:00:00Z");
    private static final int HOURS = 2_000;

    @TempDir
    private Path folder;

    private TestDatabase database;
    private IncidentIndex index;

    /** One incident an hour, recorded in an order that is not that of the hours. */
    @BeforeEach
    void fill() {
        database = TestDatabase.in(folder);
        JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
        index = new IncidentIndex(jdbc);
        BearingTables.Batch batch = new BearingTables.Batch();
        for (int i = 0; i < HOURS; i++) {
            int hour = i * 7 % HOURS;
            batch.incident("at-" + hour, i + 1, hour(hour), hour(hour));
        }
        BearingTables tables = new BearingTables(jdbc);
        tables.write(tables.stand(), batch, HOURS);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Instant hour(int hour) {
        return START.plusSeconds(3600L * hour);
    }

    @Test
    void the_nearest_on_either_side_come_first_and_no_more_than_asked_for() {
        assertThat(index.near(hour(990), hour(1000), hour(1010), 3))
                .extracting(Listed::id)
                .containsExactly("at-1000", "at-1001", "at-1002", "at-999", "at-998", "at-997");
    }

    @Test
    void both_ends_are_included() {
        assertThat(index.near(hour(999), hour(1000), hour(1001), 10))
                .extracting(Listed::id)
                .containsExactly("at-1000", "at-1001", "at-999");
    }
}
