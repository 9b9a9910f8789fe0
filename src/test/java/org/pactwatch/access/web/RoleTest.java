package org.pactwatch.access.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pactwatch.access.Role;
import org.pactwatch.access.Route;
import org.pactwatch.access.Routes;
import org.pactwatch.support.Http;
import org.pactwatch.support.Http.Answer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(
        classes = EdgeApp.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        // Spring Boot's tests switch the exporters of metrics off.
        properties = "management.defaults.metrics.export.enabled=true")
@SuppressWarnings("NullAway.Init")
class RoleTest {

    @TempDir
    static Path data;

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext server;

    private Http http;
    private Map<String, String> tokens;

    @DynamicPropertySource
    static void data(DynamicPropertyRegistry registry) {
        registry.add("pactwatch.data", data::toString);
    }

    @BeforeEach
    void read_tokens() throws Exception {
        http = new Http(port);
        tokens = new TreeMap<>();
        JsonNode file = new JsonMapper().readTree(Files.readString(data.resolve("demo-tokens.json")));
        file.properties()
                .forEach(token -> tokens.put(token.getKey(), token.getValue().asString()));
    }

    @Test
    void each_role_may_do_what_the_table_says_and_nothing_else() {
        SoftAssertions cells = new SoftAssertions();
        for (Route route : Routes.all()) {
            for (Role role : Role.values()) {
                boolean may = route.permission().role().map(role::equals).orElse(true);
                Answer answer = call(route, tokens.get(role.code()));
                cells.assertThat(refusedFor(answer))
                        .as("%s %s as %s", route.method(), route.path(), role.code())
                        .isEqualTo(may ? "" : "403 role-required");
            }
            cells.assertThat(refusedFor(call(route, null)))
                    .as("%s %s without a token", route.method(), route.path())
                    .isEqualTo(route.permission().role().isPresent() ? "401 token-missing" : "");
            cells.assertThat(refusedFor(call(route, "wrong")))
                    .as("%s %s with a wrong token", route.method(), route.path())
                    .isEqualTo("401 token-unknown");
        }
        cells.assertAll();
    }

    /** The table as it was agreed, written down a second time so that a slip in the first one shows. */
    @Test
    void the_table_is_the_one_that_was_agreed() {
        Map<String, Role> writes = new TreeMap<>();
        List<String> reads = new ArrayList<>();
        for (Route route : Routes.all()) {
            Optional<Role> role = route.permission().role();
            role.ifPresentOrElse(
                    needed -> writes.put(route.method() + " " + route.path(), needed),
                    () -> reads.add(route.method() + " " + route.path()));
        }
        assertThat(writes)
                .containsOnly(
                        Map.entry("POST /api/v1/agreements", Role.REGISTRAR),
                        Map.entry("POST /api/v1/agreements/{id}/declarations", Role.REGISTRAR),
                        Map.entry("POST /api/v1/backups", Role.ADMIN),
                        Map.entry("POST /api/v1/incidents", Role.MONITOR),
                        Map.entry("POST /api/v1/incidents/{id}/reports", Role.MONITOR),
                        Map.entry("POST /api/v1/incidents/{id}/attributions", Role.MONITOR),
                        Map.entry("POST /api/v1/incidents/{id}/corrections", Role.MONITOR),
                        Map.entry("POST /api/v1/incidents/{id}/retraction", Role.MONITOR),
                        Map.entry("POST /api/v1/incidents/{id}/findings", Role.REVIEWER),
                        Map.entry("POST /api/v1/incidents/{id}/duplicate-of", Role.REVIEWER));
        assertThat(reads).allMatch(route -> route.startsWith("GET "));
    }

    @Test
    void a_route_outside_the_table_is_refused_whoever_asks() {
        List<String> everybody = new ArrayList<>(tokens.values());
        everybody.add(null);
        for (String token : everybody) {
            assertThat(refusedFor(call("POST", "/api/v1/incidents/1/hidden", token)))
                    .isIn("404 route-unknown", "405 method-not-allowed");
            assertThat(refusedFor(call("GET", "/internal", token))).isEqualTo("404 route-unknown");
            // Beside the API a write comes from a form, or it is not looked at.
            assertThat(refusedFor(call("POST", "/internal", token))).isEqualTo("403 form-stale");
            assertThat(refusedFor(call("GET", "/actuator", token))).isEqualTo("404 route-unknown");
            assertThat(refusedFor(call("GET", "/actuator/env", token))).isEqualTo("404 route-unknown");
            assertThat(refusedFor(call("GET", "/error", token))).isEqualTo("404 route-unknown");
        }
    }

    @Test
    void a_refusal_for_the_role_names_the_role_needed_and_those_held() {
        Answer answer = call("POST", "/api/v1/incidents", tokens.get("auditor"));
        assertThat(answer.json().path("detail").asString())
                .contains("monitor")
                .contains("demo-auditor")
                .contains("holds auditor");
        assertThat(answer.json().path("instance").asString()).isEqualTo("/api/v1/incidents");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void a_write_without_a_token_is_told_to_bring_one() {
        assertThat(call("POST", "/api/v1/incidents", null).header("WWW-Authenticate"))
                .startsWith("Bearer");
        assertThat(call("POST", "/api/v1/incidents", "wrong").header("WWW-Authenticate"))
                .contains("invalid_token");
    }

    @Test
    void another_scheme_and_two_tokens_are_refused_on_reads_too() {
        String good = "Bearer " + tokens.get("auditor");
        assertThat(http.get("/api/v1/agreements", "Authorization", "Basic YTpi").rule())
                .isEqualTo("token-unknown");
        assertThat(http.get("/api/v1/agreements", "Authorization", good, "Authorization", good)
                        .rule())
                .isEqualTo("token-unknown");
        assertThat(http.get("/api/v1/agreements", "Authorization", "Bearer").rule())
                .isEqualTo("token-unknown");
    }

    @Test
    void a_controller_learns_who_is_asking() {
        assertThat(http.get("/api/v1/agreements").json().path("id").asString()).isEqualTo("anonymous");
        assertThat(call("GET", "/api/v1/agreements", tokens.get("reviewer"))
                        .json()
                        .path("id")
                        .asString())
                .isEqualTo("demo-reviewer");
    }

    @Test
    void reviewer_and_auditor_alone_see_what_is_confidential() {
        for (Role role : Role.values()) {
            assertThat(call("GET", "/api/v1/agreements", tokens.get(role.code()))
                            .json()
                            .path("sees")
                            .asBoolean())
                    .as(role.code())
                    .isEqualTo(role == Role.REVIEWER || role == Role.AUDITOR);
        }
        assertThat(http.get("/api/v1/agreements").json().path("sees").asBoolean())
                .isFalse();
    }

    @Test
    void a_path_that_exists_says_which_methods_it_takes() {
        Answer answer = call("DELETE", "/api/v1/incidents", tokens.get("admin"));
        assertThat(refusedFor(answer)).isEqualTo("405 method-not-allowed");
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, POST");
    }

    @Test
    void the_head_of_a_public_read_is_public() {
        assertThat(call("HEAD", "/api/v1/agreements", null).status()).isEqualTo(200);
    }

    @Test
    void answers_carry_the_headers_that_keep_browsers_out_of_trouble() {
        Answer answer = http.get("/api/v1/agreements");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Content-Security-Policy")).startsWith("default-src 'none'");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    @Test
    void no_cache_may_hand_an_answer_to_somebody_with_another_token() {
        assertThat(http.get("/api/v1/agreements").headers().allValues("Vary")).contains("Authorization");
    }

    @Test
    void the_description_of_the_api_is_public_and_takes_the_subject_for_no_parameter() {
        Answer answer = http.get("/api/v1/openapi");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()
                        .path("paths")
                        .path("/api/v1/agreements")
                        .path("get")
                        .path("parameters")
                        .isMissingNode())
                .isTrue();
    }

    @Test
    void routes_that_nobody_entered_into_the_table_are_found() {
        assertThat(RouteCoverage.missing(server))
                .containsExactlyInAnyOrder("GET /internal", "POST /internal", "POST /api/v1/incidents/{id}/hidden");
    }

    private Answer call(Route route, @org.jspecify.annotations.Nullable String token) {
        String path = route.path().replace("{id}", "1").replace("/**", "");
        return call(route.method(), path, token);
    }

    private Answer call(String method, String path, @org.jspecify.annotations.Nullable String token) {
        String[] headers = token == null ? new String[0] : new String[] {"Authorization", "Bearer " + token};
        return http.send(method, path, java.net.http.HttpRequest.BodyPublishers.noBody(), headers);
    }

    /** Status and rule if it is about who asks or what is there; empty if the call got past that. */
    private static String refusedFor(Answer answer) {
        return answer.status() == 401 || answer.status() == 403 || answer.status() == 404 || answer.status() == 405
                ? answer.status() + " " + answer.rule()
                : "";
    }
}
