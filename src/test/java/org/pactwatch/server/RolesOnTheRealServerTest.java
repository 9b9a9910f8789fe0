package org.pactwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pactwatch.access.Permission;
import org.pactwatch.access.Route;
import org.pactwatch.access.Routes;
import org.pactwatch.access.web.RouteCoverage;
import org.pactwatch.support.Http.Answer;

/** Each role on each route of the table, on the server that is shipped. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RolesOnTheRealServerTest {

    private static final List<String> EVERYBODY =
            List.of("public", "monitor", "reviewer", "registrar", "auditor", "admin");

    private static final Map<Permission, String> WRITER = Map.of(
            Permission.REPORT,
            "monitor",
            Permission.REVIEW,
            "reviewer",
            Permission.REGISTER,
            "registrar",
            Permission.ADMINISTER,
            "admin");

    private final RunningServer server = RunningServer.real();

    @Test
    void every_controller_stands_in_the_table_of_routes() {
        assertThat(RouteCoverage.missing(server.context())).isEmpty();
    }

    static Stream<Route> writes() {
        return Routes.all().stream().filter(route -> route.method().equals("POST"));
    }

    static Stream<Route> reads() {
        return Routes.all().stream().filter(route -> route.method().equals("GET"));
    }

    @ParameterizedTest
    @MethodSource("writes")
    void a_write_is_for_one_role(Route route) {
        String path = route.path().substring("/api/v1".length()).replace("{id}", "nothing-of-that-name");
        for (String role : EVERYBODY) {
            // A body that nobody could accept, so that nothing is written by whoever may.
            Answer answer = server.post(role, path, "{\"nonsense\":1}");
            if (role.equals(WRITER.get(route.permission()))) {
                assertThat(answer.rule())
                        .as("%s by %s: %s", route, role, answer.body())
                        .isNotIn("token-missing", "role-required");
                assertThat(answer.status()).isIn(404, 409, 422);
            } else if (role.equals("public")) {
                assertThat(answer.status()).as("%s by %s", route, role).isEqualTo(401);
                assertThat(answer.rule()).isEqualTo("token-missing");
                assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
            } else {
                assertThat(answer.status()).as("%s by %s", route, role).isEqualTo(403);
                assertThat(answer.rule()).isEqualTo("role-required");
                assertThat(answer.body()).contains("demo-" + role);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("reads")
    void a_read_is_for_everybody(Route route) {
        if (route.path().equals("/api/v1/stream")) {
            return; // Never ends; StreamTest listens to it.
        }
        String path = route.path().replace("/**", "");
        for (String role : EVERYBODY) {
            Answer answer = server.http().get(path, server.as(role));
            assertThat(answer.status())
                    .as("%s by %s: %s", route, role, answer.body())
                    .isEqualTo(200);
        }
        assertThat(server.http().get(path, "Authorization", "Bearer nobody's").status())
                .as("a token that nobody gave")
                .isEqualTo(401);
    }

    @Test
    void what_is_not_in_the_table_is_not_there() {
        for (String path : List.of(
                "/nowhere",
                "/assets",
                "/api/v1",
                "/api/v1/tokens",
                "/actuator",
                "/actuator/env",
                "/actuator/beans",
                "/h2-console",
                "/error")) {
            Answer answer = server.http().get(path, server.as("admin"));
            assertThat(answer.status()).as(path + answer.body()).isEqualTo(404);
            assertThat(answer.rule()).isEqualTo("route-unknown");
        }
        Answer put = server.http()
                .send(
                        "PUT",
                        "/api/v1/agreements",
                        java.net.http.HttpRequest.BodyPublishers.ofString("{}"),
                        server.as("registrar"));
        assertThat(put.status()).isEqualTo(405);
        assertThat(put.header("Allow")).contains("GET", "POST");
    }
}
