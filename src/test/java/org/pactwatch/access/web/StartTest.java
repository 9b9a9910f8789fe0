package org.pactwatch.access.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pactwatch.support.Http;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
class StartTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path data;

    @Test
    void demo_tokens_are_for_their_owner_alone() throws Exception {
        start().close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(demoTokens())))
                .isEqualTo("rw-------");
        assertThat(Files.list(data)).containsExactly(demoTokens());
    }

    @Test
    void each_role_has_a_demo_token_of_its_own_with_32_bytes() throws Exception {
        start().close();
        JsonNode file = new JsonMapper().readTree(Files.readString(demoTokens()));
        assertThat(file.propertyNames()).containsExactly("monitor", "reviewer", "registrar", "auditor", "admin");
        assertThat(file.valueStream().map(JsonNode::asString))
                .doesNotHaveDuplicates()
                .allMatch(token -> token.matches("[A-Za-z0-9_-]{43}"));
    }

    @Test
    void a_restart_keeps_the_demo_tokens(CapturedOutput output) throws Exception {
        start().close();
        byte[] first = Files.readAllBytes(demoTokens());
        try (ConfigurableApplicationContext again = start()) {
            assertThat(Files.readAllBytes(demoTokens())).isEqualTo(first);
            String monitor = new JsonMapper().readTree(first).path("monitor").asString();
            assertThat(whoIs(again, monitor)).isEqualTo("demo-monitor");
            assertThat(output.getAll()).doesNotContain(monitor);
        }
    }

    @Test
    void without_demo_tokens_none_are_made_and_old_ones_open_nothing() throws Exception {
        start().close();
        String monitor = new JsonMapper().readTree(demoTokens()).path("monitor").asString();
        try (ConfigurableApplicationContext server = start("--pactwatch.demo-tokens=false")) {
            assertThat(whoIs(server, monitor)).isEqualTo("token-unknown");
        }
        Files.delete(demoTokens());
        start("--pactwatch.demo-tokens=false").close();
        assertThat(demoTokens()).doesNotExist();
    }

    @Test
    void a_broken_file_of_demo_tokens_is_named_and_not_replaced(CapturedOutput output) throws Exception {
        Files.writeString(demoTokens(), "{\"monitor\":\"a\",\"reviewer\":\"b\",\"registrar\":\"c\",\"auditor\":\"d\"}");
        refusesToStart();
        assertThat(output).contains("/admin is missing").contains("Delete " + demoTokens());
    }

    @Test
    void a_real_token_is_known_by_its_hash() throws Exception {
        Path tokens = tokens(entry("olena", "[\"monitor\",\"reviewer\"]", Sha256.hex("s3cret")));
        try (ConfigurableApplicationContext server = start("--pactwatch.demo-tokens=false")) {
            assertThat(whoIs(server, "s3cret")).isEqualTo("olena");
            assertThat(whoIs(server, Sha256.hex("s3cret"))).isEqualTo("token-unknown");
        }
        assertThat(tokens).exists();
    }

    @Test
    void real_and_demo_tokens_may_stand_together() throws Exception {
        tokens(entry("olena", "[\"monitor\"]", Sha256.hex("s3cret").toUpperCase(java.util.Locale.ROOT)));
        try (ConfigurableApplicationContext server = start()) {
            assertThat(whoIs(server, "s3cret")).isEqualTo("olena");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"subject\":\"olena\",                             | line 1, column",
                "{}                                                   | Write a list",
                "[{\"subject\":\"olena\",\"role\":[\"monitor\"]}]     | at /0/role: There is no field \"role\" here. Did you mean \"roles\"?",
                "[{\"roles\":[\"monitor\"],\"sha256\":\"HASH\"}]      | at /0/subject",
                "[{\"subject\":\"a:b\",\"roles\":[\"monitor\"],\"sha256\":\"HASH\"}] | at /0/subject: \"a:b\" is no name",
                "[{\"subject\":\"demo-admin\",\"roles\":[\"admin\"],\"sha256\":\"HASH\"}] | at /0/subject",
                "[{\"subject\":\"olena\",\"roles\":[],\"sha256\":\"HASH\"}] | at /0/roles: at least one",
                "[{\"subject\":\"olena\",\"roles\":[\"monitor\",\"boss\"],\"sha256\":\"HASH\"}] | at /0/roles/1: \"boss\" is no role",
                "[{\"subject\":\"olena\",\"roles\":[\"monitor\"]}]    | at /0/sha256: the SHA-256",
                "[{\"subject\":\"olena\",\"roles\":[\"monitor\"],\"sha256\":\"s3cret\"}] | at /0/sha256: the SHA-256",
                "[{\"subject\":\"a\",\"roles\":[\"admin\"],\"sha256\":\"HASH\"},{\"subject\":\"b\",\"roles\":[\"admin\"],\"sha256\":\"HASH\"}] | at /1/sha256: the same token",
            })
    void a_wrong_file_of_tokens_stops_the_start_and_the_place_is_named(
            String content, String named, CapturedOutput output) throws Exception {
        Files.writeString(data.resolve("tokens.json"), content.replace("HASH", "ab".repeat(32)));
        refusesToStart("--pactwatch.demo-tokens=false");
        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains(named)
                .contains("pactwatch.tokens");
        assertThat(output).doesNotContain("s3cret").doesNotContain("\tat org.pactwatch");
    }

    @Test
    void a_file_of_tokens_that_is_named_but_missing_stops_the_start(CapturedOutput output) {
        refusesToStart("--pactwatch.tokens=" + data.resolve("nowhere.json"));
        assertThat(output).contains("nowhere.json").contains("can't be read");
    }

    @ParameterizedTest
    @CsvSource({
        "--server.address=0.0.0.0, server.address is 0.0.0.0",
        "--server.address=::, server.address is",
        "--server.address=, server.address is not set",
        "--management.server.port=0, management.server.address is not set",
    })
    void with_demo_tokens_the_server_refuses_to_be_reached_from_elsewhere(
            String argument, String named, CapturedOutput output) throws Exception {
        int port = freePort();
        refusesToStart("--server.port=" + port, argument);
        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains(named)
                .contains("pactwatch.demo-tokens=false")
                .contains("pactwatch.tokens");
        assertThat(output).doesNotContain("Tomcat started on port").doesNotContain("\tat org.pactwatch");
        assertThat(isOpen(port)).isFalse();
        // It comes before the tokens are made: there is nothing to leak.
        assertThat(demoTokens()).doesNotExist();
    }

    @Test
    void without_demo_tokens_the_server_may_be_reached_from_elsewhere() {
        start("--pactwatch.demo-tokens=false", "--server.address=0.0.0.0").close();
    }

    @Test
    void any_loopback_address_will_do() {
        start("--server.address=localhost").close();
        start("--server.address=::1").close();
    }

    private void refusesToStart(String... arguments) {
        assertThatThrownBy(() -> start(arguments).close()).hasRootCauseInstanceOf(StartRefused.class);
    }

    private ConfigurableApplicationContext start(String... arguments) {
        SpringApplication server = new SpringApplication(EdgeApp.class);
        server.setDefaultProperties(Map.of("logging.level.root", "info"));
        List<String> all = new ArrayList<>(List.of("--pactwatch.data=" + data));
        all.addAll(List.of(arguments));
        if (all.stream().noneMatch(argument -> argument.startsWith("--server.port="))) {
            all.add("--server.port=0");
        }
        return server.run(all.toArray(String[]::new));
    }

    private static String whoIs(ConfigurableApplicationContext server, String token) {
        int port = server.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        Http.Answer answer = new Http(port).get("/api/v1/agreements", "Authorization", "Bearer " + token);
        return answer.status() == 200 ? answer.json().path("id").asString() : answer.rule();
    }

    private Path demoTokens() {
        return data.resolve("demo-tokens.json");
    }

    private Path tokens(String... entries) throws Exception {
        return Files.writeString(data.resolve("tokens.json"), "[" + String.join(",", entries) + "]");
    }

    private static String entry(String subject, String roles, String hash) {
        return "{\"subject\":\"" + subject + "\",\"roles\":" + roles + ",\"sha256\":\"" + hash + "\"}";
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static boolean isOpen(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
            return true;
        } catch (java.io.IOException e) {
            return false;
        }
    }
}
