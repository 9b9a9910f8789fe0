package org.pactwatch.decision.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pactwatch.decision.web.EdgeServer.as;
import static org.pactwatch.decision.web.EdgeServer.http;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.pactwatch.support.Http.Answer;

class BodyLimitTest {

    private static final int LIMIT = 64 * 1024;

    @Test
    void a_body_of_the_limit_is_read_whether_it_announces_its_length_or_not() {
        byte[] body = json(LIMIT);
        assertThat(send(BodyPublishers.ofByteArray(body)).status()).isEqualTo(200);
        assertThat(send(chunked(body)).status()).isEqualTo(200);
    }

    @Test
    void one_byte_more_is_too_large_by_its_announced_length() {
        assertTooLarge(send(BodyPublishers.ofByteArray(json(LIMIT + 1))));
    }

    @Test
    void one_byte_more_is_too_large_in_chunks() {
        assertTooLarge(send(chunked(json(LIMIT + 1))));
        assertTooLarge(send(chunked(json(20 * LIMIT))));
    }

    @Test
    void somebody_who_may_not_write_is_told_so_first() {
        Answer answer = http().postJson("/api/v1/incidents/1/reports", "x".repeat(LIMIT + 1));
        assertThat(answer.rule()).isEqualTo("token-missing");
    }

    private static void assertTooLarge(Answer answer) {
        assertThat(answer.status() + " " + answer.rule()).isEqualTo("413 body-too-large");
        assertThat(answer.json().path("detail").asString())
                .contains("65536 bytes")
                .contains("pactwatch.http.max-body");
    }

    private static Answer send(BodyPublisher body) {
        return http().send(
                        "POST",
                        "/api/v1/incidents/1/reports",
                        body,
                        as("monitor")[0],
                        as("monitor")[1],
                        "Content-Type",
                        "application/json");
    }

    private static BodyPublisher chunked(byte[] body) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    }

    /** Valid JSON with that many bytes. */
    private static byte[] json(int bytes) {
        return ("[" + " ".repeat(bytes - 2) + "]").getBytes(StandardCharsets.UTF_8);
    }
}
