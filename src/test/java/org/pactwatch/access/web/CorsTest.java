package org.pactwatch.access.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
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

@SpringBootTest(classes = EdgeApp.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@SuppressWarnings("NullAway.Init")
class CorsTest {

    private static final String ELSEWHERE = "https://elsewhere.example";

    @TempDir
    static Path data;

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void data(DynamicPropertyRegistry registry) {
        registry.add("pactwatch.data", data::toString);
    }

    @Test
    void a_page_of_any_site_may_read_without_credentials() {
        Answer answer = new Http(port).get("/api/v1/agreements/a", "Origin", ELSEWHERE);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(answer.headers().allValues("Access-Control-Expose-Headers")).containsExactly("ETag, Link");
    }

    @Test
    void a_page_of_another_site_reads_problems_too() {
        Answer answer = new Http(port).get("/api/v1/nowhere", "Origin", ELSEWHERE);
        assertThat(answer.rule()).isEqualTo("route-unknown");
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
    }

    @Test
    void a_page_of_another_site_can_not_write() {
        Answer preflight = preflight("POST", "content-type");
        assertThat(preflight.status()).isEqualTo(403);
        assertThat(preflight.rule()).isEqualTo("origin-refused");
        Answer write = new Http(port).postJson("/api/v1/incidents", "{}", "Origin", ELSEWHERE);
        assertThat(write.rule()).isEqualTo("origin-refused");
    }

    @Test
    void a_page_of_another_site_can_not_send_a_token() {
        assertThat(preflight("GET", "authorization").rule()).isEqualTo("origin-refused");
    }

    @Test
    void a_preflight_for_a_stream_that_resumes_is_granted() {
        Answer preflight = preflight("GET", "last-event-id");
        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.header("Access-Control-Allow-Methods")).isEqualTo("GET,HEAD,OPTIONS");
    }

    private Answer preflight(String method, String headers) {
        return new Http(port)
                .send(
                        "OPTIONS",
                        "/api/v1/incidents",
                        BodyPublishers.noBody(),
                        "Origin",
                        ELSEWHERE,
                        "Access-Control-Request-Method",
                        method,
                        "Access-Control-Request-Headers",
                        headers);
    }
}
