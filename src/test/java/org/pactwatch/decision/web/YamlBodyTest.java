package org.pactwatch.decision.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pactwatch.decision.web.EdgeServer.as;
import static org.pactwatch.decision.web.EdgeServer.http;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pactwatch.support.Http.Answer;

class YamlBodyTest {

    @ParameterizedTest
    @ValueSource(strings = {"application/yaml", "application/x-yaml", "text/yaml", "application/yaml;charset=UTF-8"})
    void yaml_is_read_and_answered_in_json(String mediaType) {
        Answer answer = send(
                "# why\nsummary: Russia does not strike\nact: STRIKE\nat: 2025-03-18T16:30:00Z\naccused: [ RUS ]\n",
                mediaType);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.json().path("at").asString()).isEqualTo("2025-03-18T16:30:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "summary: [ a                            | 400 | yaml-malformed",
                "summary: a\\n  act: b: c                | 400 | yaml-malformed",
                "summary: \"a                            | 400 | yaml-malformed",
                "summary: a\\nsummary: b                 | 400 | json-duplicate-key",
                "summary: &a x\\naccused: [ *a ]         | 422 | yaml-refused",
                "summary: !!str x                        | 422 | yaml-refused",
                "summary: !<CONSENT> x                   | 422 | yaml-refused",
                "summary: a\\n---\\nsummary: b           | 422 | yaml-refused",
                "sumary: a                               | 422 | field-unknown",
                "summary: 5                              | 422 | json-type",
                "summary: true                           | 422 | json-type",
                "count: \"5\"                            | 422 | json-type",
                "act: strike                             | 422 | json-type",
                "place: { latitude: .nan }               | 400 | yaml-malformed",
                "at: 2025-03-18                          | 422 | json-type",
                "- summary                               | 422 | json-type",
                "# nothing                               | 400 | body-missing",
            })
    void yaml_is_as_strict_as_json(String body, int status, String rule) {
        Answer answer = send(body.replace("\\n", "\n"), "application/yaml");
        assertThat(answer.status() + " " + answer.rule()).as(answer.body()).isEqualTo(status + " " + rule);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("JSON");
    }

    @Test
    void a_fault_has_its_line_and_column() {
        Answer answer = send("summary: a\nact: &x STRIKE\n", "application/yaml");
        assertThat(answer.fault().path("line").asInt()).isEqualTo(2);
        assertThat(answer.fault().path("column").asInt()).isEqualTo(6);
    }

    @Test
    void a_laughing_billion_stops_at_the_first_anchor() {
        StringBuilder yaml = new StringBuilder("a0: &a0 [ x, x, x, x, x, x, x, x, x ]\n");
        for (int i = 1; i < 10; i++) {
            yaml.append("a" + i + ": &a" + i + " [ " + ("*a" + (i - 1) + ", ").repeat(9) + "x ]\n");
        }
        assertThat(send(yaml.toString(), "application/yaml").rule()).isEqualTo("yaml-refused");
    }

    @Test
    void ten_thousand_levels_are_too_deep() {
        Answer answer = send("a: " + "[".repeat(10_000), "application/yaml");
        assertThat(answer.status() + " " + answer.rule()).isEqualTo("400 json-too-deep");
    }

    private static Answer send(String yaml, String mediaType) {
        return http().send(
                        "POST",
                        "/api/v1/agreements",
                        BodyPublishers.ofString(yaml),
                        as("registrar")[0],
                        as("registrar")[1],
                        "Content-Type",
                        mediaType);
    }
}
