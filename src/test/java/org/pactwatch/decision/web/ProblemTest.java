package org.pactwatch.decision.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pactwatch.decision.web.EdgeServer.as;
import static org.pactwatch.decision.web.EdgeServer.http;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pactwatch.support.Http.Answer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ProblemTest {

    @ParameterizedTest
    @CsvSource({
        "invalid, 422, field-missing",
        "conflict, 409, rule-unknown",
        "forbidden, 403, rule-unknown",
        "unknown, 404, rule-unknown",
        "later, 503, unavailable",
        "time, 422, time-malformed",
        "status, 410, request-refused",
        "boom, 500, internal-error",
    })
    void whatever_a_controller_throws_is_a_problem(String thrown, int status, String rule) {
        Answer answer = http().get("/api/v1/incidents/" + thrown);
        assertProblem(answer, status, rule);
        assertThat(answer.json().path("instance").asString()).isEqualTo("/api/v1/incidents/" + thrown);
        assertThat(answer.body()).doesNotContain("secret-of");
    }

    @Test
    void a_rejection_brings_its_faults_along() {
        Answer answer = http().get("/api/v1/incidents/invalid");
        assertThat(answer.fault().path("pointer").asString()).isEqualTo("/a\nb");
        assertThat(answer.fault().path("value").asString()).isEqualTo("x".repeat(200) + "…");
        assertThat(answer.fault().path("reason").asString()).isEqualTo("It can't.");
        assertThat(answer.fault().path("fix").asString()).isEqualTo("Fix it.");
    }

    @Test
    void a_problem_may_bring_headers() {
        assertThat(http().get("/api/v1/incidents/later").header("Retry-After")).isEqualTo("2");
    }

    @Test
    void what_nobody_foresaw_is_in_the_log_under_the_reference_in_the_answer(CapturedOutput output) {
        String reference =
                http().get("/api/v1/incidents/boom").json().path("reference").asString();
        assertThat(reference).hasSize(36);
        assertThat(output).contains(reference).contains("secret-of-the-server");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/compliance/a/b                                  | parameter-missing | at",
                "/api/v1/compliance/a/b?at=yesterday                     | parameter-type    | at",
                "/api/v1/compliance/a/b?at=2025-03-18T16:30:00Z&limit=x  | parameter-type    | limit",
            })
    void a_parameter_at_fault_is_named(String path, String rule, String parameter) {
        Answer answer = http().get(path);
        assertProblem(answer, 422, rule);
        assertThat(answer.fault().path("parameter").asString()).isEqualTo(parameter);
        assertThat(answer.body()).doesNotContain("java.");
    }

    @Test
    void a_body_of_another_type_is_told_which_are_read() {
        Answer answer = http().send(
                        "POST",
                        "/api/v1/incidents",
                        BodyPublishers.ofString("summary=x"),
                        as("monitor")[0],
                        as("monitor")[1],
                        "Content-Type",
                        "application/x-www-form-urlencoded");
        assertProblem(answer, 415, "media-type-unsupported");
        assertThat(answer.json().path("detail").asString())
                .contains("application/x-www-form-urlencoded")
                .contains("application/json");
        assertThat(answer.header("Accept")).contains("application/json");
    }

    @Test
    void a_file_in_a_form_is_of_another_type_too() {
        Answer answer = http().send(
                        "POST",
                        "/api/v1/incidents",
                        BodyPublishers.ofString(
                                "--x\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\n1\r\n--x--\r\n"),
                        as("monitor")[0],
                        as("monitor")[1],
                        "Content-Type",
                        "multipart/form-data; boundary=x");
        assertProblem(answer, 415, "media-type-unsupported");
    }

    @Test
    void a_content_type_that_is_none_is_refused() {
        Answer answer = http().send(
                        "POST",
                        "/api/v1/incidents",
                        BodyPublishers.ofString("{}"),
                        as("monitor")[0],
                        as("monitor")[1],
                        "Content-Type",
                        "nonsense");
        assertProblem(answer, 415, "media-type-unsupported");
    }

    @Test
    void an_answer_in_another_form_can_not_be_had() {
        assertProblem(http().get("/api/v1/agreements/a", "Accept", "image/png"), 406, "not-acceptable");
        assertProblem(http().get("/api/v1/agreements/a", "Accept", "application/yaml"), 406, "not-acceptable");
    }

    @Test
    void a_problem_is_a_problem_whatever_is_accepted() {
        assertProblem(http().get("/api/v1/incidents/boom", "Accept", "text/html"), 500, "internal-error");
        assertProblem(http().get("/api/v1/incidents/conflict", "Accept", "text/event-stream"), 409, "rule-unknown");
        assertProblem(http().get("/nowhere", "Accept", "text/html"), 404, "route-unknown");
    }

    @Test
    void a_read_that_is_public_but_not_there_is_not_found() {
        assertProblem(http().get("/api/v1/history/a/b/c"), 404, "route-unknown");
    }

    @ParameterizedTest
    @CsvSource({"/api//v1/agreements", "/api/v1/agreements/a%2fb", "/api/v1/agreements;a=b", "/api/v1/%00"})
    void a_path_with_characters_that_no_path_needs_is_malformed(String path) {
        assertProblem(http().get(path), 400, "request-malformed");
    }

    @Test
    void a_rule_is_explained_where_the_problem_points_to() {
        String type = http().get("/nowhere").json().path("type").asString();
        Answer answer = http().get(type);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("rule").asString()).isEqualTo("route-unknown");
        assertThat(answer.json().path("title").asString()).isNotEmpty();
        assertThat(answer.json().path("explanation").asString()).isNotEmpty();
        assertThat(http().get("/api/v1/problems").json().path("items").size()).isGreaterThan(20);
        assertProblem(http().get("/api/v1/problems/none"), 404, "rule-unknown");
    }

    private static void assertProblem(Answer answer, int status, String rule) {
        assertThat(answer.status() + " " + answer.rule()).as(answer.body()).isEqualTo(status + " " + rule);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }
}
