package org.pactwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pactwatch.compliance.axon.TablesCheck;
import org.springframework.jdbc.core.JdbcTemplate;

/** A newer server on the database that an older one has filled. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class UpgradeTest {

    /** What V5 did, undone: so that it finds the tables as they were, filled. */
    private static final List<String> BACK_TO_V4 = List.of(
            "drop table bearing_b",
            "drop table bearing_shape_b",
            "drop table incident_b",
            "drop table touched_b",
            "drop table progress_of_rebuild",
            "alter table progress drop column slot",
            "alter table progress drop column switches",
            "drop index touched_a_by_position",
            "alter table bearing_a rename to bearing",
            "alter index bearing_a_by_position rename to bearing_by_position",
            "alter index bearing_a_without_shape rename to bearing_without_shape",
            "alter index bearing_a_substantiated rename to bearing_substantiated",
            "alter index bearing_a_count rename to bearing_count",
            "alter index bearing_a_ground rename to bearing_ground",
            "alter index bearing_a_reported rename to bearing_reported",
            "alter table bearing_shape_a rename to bearing_shape",
            "alter index bearing_shape_a_by_accused rename to bearing_shape_by_accused",
            "alter table incident_a rename to incident",
            "alter index incident_a_by_time rename to incident_by_time",
            "alter table touched_a rename to touched",
            "delete from \"flyway_schema_history\" where \"version\" = '5'");

    private static final String STATUS = "/compliance/energy-moratorium-2025/rus-abstains?at=2025-04-11T12:00:00Z";

    @Test
    void tables_of_version_4_are_taken_over_as_they_are(@TempDir Path data) {
        String status;
        TablesCheck.Compared before;
        try (RunningServer server = RunningServer.start(data)) {
            status = server.get(STATUS).body();
            before = check(server).compare(pace -> {});
            JdbcTemplate jdbc = server.bean(JdbcTemplate.class);
            BACK_TO_V4.forEach(jdbc::execute);
            assertThat(jdbc.queryForObject("select count(*) from bearing", Long.class))
                    .isPositive();
        }
        try (RunningServer server = RunningServer.start(data)) {
            assertThat(server.get(STATUS).status()).isEqualTo(200);
            assertThat(server.get(STATUS).body()).isEqualTo(status);
            TablesCheck.Compared after = check(server).compare(pace -> {});
            assertThat(after.difference()).isEmpty();
            assertThat(after.live()).isEqualTo(before.live());
            assertThat(after.position()).isEqualTo(before.position()).isPositive();
        }
    }

    private static TablesCheck check(RunningServer server) {
        return server.bean(TablesCheck.class);
    }
}
