package org.pactwatch.access.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pactwatch.support.Http;
import org.pactwatch.support.Http.Answer;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(classes = EdgeApp.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@SuppressWarnings("NullAway.Init")
class RequestKeyTest {

    @TempDir
    static Path data;

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void data(DynamicPropertyRegistry registry) {
        registry.add("pactwatch.data", data::toString);
    }

    @Test
    void the_key_belongs_to_the_subject_and_the_hash_to_the_bytes_as_sent() {
        Answer answer = write("attributions", "{ \"a\": 1 }", "k-1");
        assertThat(answer.json().path("key").asString()).isEqualTo("demo-monitor:k-1");
        String hashed = "POST\n/api/v1/incidents/1/attributions\n{ \"a\": 1 }";
        assertThat(hash(answer)).isEqualTo(Sha256.hex(hashed.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void another_body_or_another_path_gives_another_hash() {
        String first = hash(write("attributions", "{\"a\":1}", "k"));
        assertThat(hash(write("attributions", "{\"a\":1}", "k"))).isEqualTo(first);
        assertThat(hash(write("attributions", "{\"a\":1 }", "k"))).isNotEqualTo(first);
        assertThat(hash(write("corrections", "{\"a\":1}", "k"))).isNotEqualTo(first);
        assertThat(hash(write("attributions?dryRun=true", "{\"a\":1}", "k"))).isNotEqualTo(first);
    }

    @Test
    void without_the_header_there_is_no_key() {
        Answer answer =
                new Http(port).postJson("/api/v1/incidents/1/attributions", "{}", "Authorization", "Bearer " + token());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().isEmpty()).isTrue();
    }

    @Test
    void a_key_of_200_visible_characters_will_do_and_no_other() {
        assertThat(write("attributions", "{}", "~".repeat(200)).status()).isEqualTo(200);
        assertRefused("~".repeat(201));
        assertRefused("two words");
        assertRefused("");
    }

    @Test
    void two_keys_are_none() {
        Answer answer = new Http(port)
                .postJson(
                        "/api/v1/incidents/1/attributions",
                        "{}",
                        "Authorization",
                        "Bearer " + token(),
                        "Idempotency-Key",
                        "a",
                        "Idempotency-Key",
                        "b");
        assertThat(answer.rule()).isEqualTo("idempotency-key-malformed");
    }

    private void assertRefused(String key) {
        Answer answer = write("attributions", "{}", key);
        assertThat(answer.status()).as(key).isEqualTo(422);
        assertThat(answer.rule()).isEqualTo("idempotency-key-malformed");
    }

    private Answer write(String part, String body, String key) {
        return new Http(port)
                .postJson(
                        "/api/v1/incidents/1/" + part,
                        body,
                        "Authorization",
                        "Bearer " + token(),
                        "Idempotency-Key",
                        key);
    }

    private static String hash(Answer answer) {
        return answer.json().path("bodyHash").asString();
    }

    private static String token() {
        try {
            return new JsonMapper()
                    .readTree(Files.readString(data.resolve("demo-tokens.json")))
                    .path("monitor")
                    .asString();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
