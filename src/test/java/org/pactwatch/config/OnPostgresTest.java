package org.pactwatch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pactwatch.pages.web.Deployment;
import org.pactwatch.server.RunningServer;
import org.pactwatch.support.PostgresServer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;

/** A server on PostgreSQL, by three settings. */
@ExtendWith(OutputCaptureExtension.class)
class OnPostgresTest {

    @TempDir
    private Path data;

    private static String[] settings(String url, String user, String password, String... more) {
        return Stream.concat(
                        Stream.of(
                                "spring.datasource.url=" + url,
                                "spring.datasource.username=" + user,
                                "spring.datasource.password=" + password),
                        Arrays.stream(more))
                .toArray(String[]::new);
    }

    private String refused(CapturedOutput output, String url, String user) {
        assertThatThrownBy(() -> RunningServer.start(data, settings(url, user, "secret")))
                .isInstanceOf(Exception.class);
        return output.getAll();
    }

    @Test
    void the_sessions_have_what_they_need_and_an_operator_may_set_it_otherwise() {
        try (RunningServer server = RunningServer.start(
                data,
                settings(
                        PostgresServer.empty() + "?loggerLevel=OFF&x=hidden",
                        PostgresServer.USER,
                        PostgresServer.PASSWORD,
                        "spring.datasource.hikari.maximum-pool-size=4"))) {
            HikariDataSource pool = server.bean(HikariDataSource.class);
            JdbcTemplate jdbc = new JdbcTemplate(pool);
            assertThat(jdbc.queryForObject("show application_name", String.class))
                    .isEqualTo("pactwatch");
            assertThat(jdbc.queryForObject("show idle_in_transaction_session_timeout", String.class))
                    .isEqualTo("10s");
            for (String guess : List.of("enable_seqscan", "enable_bitmapscan", "enable_sort", "jit")) {
                assertThat(jdbc.queryForObject("show " + guess, String.class)).isEqualTo("off");
            }
            assertThat(pool.getDataSourceProperties()).containsEntry("reWriteBatchedInserts", "true");
            assertThat(pool.getConnectionTimeout()).isEqualTo(800);
            assertThat(pool.getMaximumPoolSize()).isEqualTo(4);
            Deployment deployment = server.bean(Deployment.class);
            assertThat(deployment.database()).isEqualTo("PostgreSQL");
            assertThat(deployment.embedded()).isFalse();
            assertThat(deployment.location())
                    .startsWith("postgresql://127.0.0.1:")
                    .doesNotContain("hidden");
        }
    }

    @Test
    void a_database_that_is_not_there_is_named_with_its_setting(CapturedOutput output) throws IOException {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
        assertThat(refused(output, "jdbc:postgresql://127.0.0.1:" + nobody + "/pactwatch?password=hidden", "pactwatch"))
                .contains("postgresql://127.0.0.1:" + nobody + "/pactwatch can't be used")
                .contains("spring.datasource.url: host, port")
                .doesNotContain("hidden");
    }

    @Test
    void a_missing_database_and_a_role_without_rights_are_named_with_their_settings(CapturedOutput output) {
        String there = PostgresServer.empty();
        String missing = there.replaceFirst("/[a-z0-9_]+$", "/nowhere");
        assertThat(refused(output, missing, PostgresServer.USER)).contains("Create the database, owned by the role");

        PostgresServer.asAdmin("create role visitor login");
        assertThat(refused(output, there, "visitor")).contains("the owner of the database");

        assertThat(refused(output, there, "stranger")).contains("Mend spring.datasource.username");
    }
}
