package org.pactwatch.decision.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pactwatch.decision.web.EdgeServer.as;
import static org.pactwatch.decision.web.EdgeServer.http;
import static org.pactwatch.decision.web.EdgeServer.report;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pactwatch.support.Http.Answer;

class JsonBodyTest {

    @Test
    void what_fits_is_read_and_answered_in_the_order_of_its_record() {
        Answer answer = report(
                "{\"summary\":\"s\",\"act\":\"STRIKE\",\"at\":\"2025-03-18T18:30:00+02:00\","
                        + "\"place\":{\"latitude\":45,\"name\":\"Kavkazskaya\"},\"count\":5,\"confidential\":false,"
                        + "\"accused\":[\"UKR\"],\"length\":\"PT36H\",\"start\":\"2025-03-18T18:30\",\"zone\":\"Europe/Kyiv\"}");
        assertThat(answer.body())
                .isEqualTo("{\"summary\":\"s\",\"act\":\"STRIKE\",\"at\":\"2025-03-18T16:30:00Z\","
                        + "\"place\":{\"latitude\":45.0,\"name\":\"Kavkazskaya\"},\"count\":5,\"confidential\":false,"
                        + "\"accused\":[\"UKR\"],\"length\":\"PT36H\",\"start\":\"2025-03-18T18:30:00\","
                        + "\"zone\":\"Europe/Kyiv\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"summary\":}                       | 1 | 12",
                "{\"summary\":\"s\",}                 | 1 | 16",
                "{\"summary\":\"s\" // why            | 1 | 16",
                "{'summary':'s'}                      | 1 | 2",
                "{\"place\":{\"latitude\":NaN}}       | 1 | 24",
            })
    void malformed_json_is_refused_with_line_and_column(String body, int line, int column) {
        Answer answer = report(body);
        assertProblem(answer, 400, "json-malformed");
        assertThat(answer.fault().path("line").asInt()).isEqualTo(line);
        assertThat(answer.fault().path("column").asInt()).isBetween(column, column + 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"summary\":\"s\"} {}", "{\"summary\":\"s\"}]", "{", "[", "\"", "nul"})
    void text_after_the_end_and_an_end_too_early_are_malformed(String body) {
        assertProblem(report(body), 400, "json-malformed");
    }

    @Test
    void the_second_line_is_line_two() {
        Answer answer = report("{\n\"summary\": x}");
        assertThat(answer.fault().path("line").asInt()).isEqualTo(2);
    }

    @Test
    void text_that_is_no_utf_8_is_malformed() {
        byte[] latin = "{\"summary\":\"caf\u00e9\"}".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        Answer answer = http().send(
                        "POST",
                        "/api/v1/incidents",
                        java.net.http.HttpRequest.BodyPublishers.ofByteArray(latin),
                        as("monitor")[0],
                        as("monitor")[1],
                        "Content-Type",
                        "application/json");
        assertProblem(answer, 400, "json-malformed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"count\":\"5\"}                 | /count          | 5     | a whole number",
                "{\"count\":5.5}                   | /count          | 5.5   | a whole number",
                "{\"count\":5.0}                   | /count          | 5.0   | a whole number",
                "{\"count\":99999999999}           | /count          | 99999999999 | a whole number",
                "{\"count\":true}                  | /count          |       | a whole number",
                "{\"count\":\"\"}                  | /count          |       | a whole number",
                "{\"summary\":5}                   | /summary        | 5     | text in double quotes",
                "{\"summary\":true}                | /summary        | true  | text in double quotes",
                "{\"summary\":{}}                  | /summary        |       | text in double quotes",
                "{\"confidential\":\"true\"}       | /confidential   | true  | true or false",
                "{\"confidential\":1}              | /confidential   | 1     | true or false",
                "{\"act\":\"STRIKES\"}             | /act            | STRIKES | one of STRIKE, SHELLING",
                "{\"act\":\"strike\"}              | /act            | strike | Did you mean STRIKE?",
                "{\"act\":0}                       | /act            | 0     | one of STRIKE, SHELLING",
                "{\"act\":\"\"}                    | /act            |       | one of STRIKE, SHELLING",
                "{\"at\":1742313600}               | /at             |       | an instant such as",
                "{\"at\":\"1742313600\"}           | /at             | 1742313600 | an instant such as",
                "{\"at\":\"2025-03-18\"}           | /at             | 2025-03-18 | an instant such as",
                "{\"at\":\"2025-03-18T16:30:00\"}  | /at             | 2025-03-18T16:30:00 | an instant such as",
                "{\"at\":\"+12025-03-18T16:30:00Z\"} | /at           | +12025-03-18T16:30:00Z | an instant such as",
                "{\"start\":[2025,3,18,18,30]}     | /start          |       | a local date and time",
                "{\"length\":36}                   | /length         |       | an ISO 8601 duration",
                "{\"zone\":\"Europe/Kiew\"}        | /zone           | Europe/Kiew | a time zone",
                "{\"place\":{\"latitude\":\"NaN\"}} | /place/latitude |      | a number",
                "{\"place\":{\"latitude\":\"45.1\"}} | /place/latitude |     | a number",
                "{\"place\":{\"latitude\":1e999}}  | /place/latitude | Infinity | a number",
                "{\"place\":{\"latitude\":null}}   | /place/latitude |       | a number",
                "{\"place\":[]}                    | /place          |       | an object",
                "{\"place\":\"\"}                  | /place          |       | an object",
                "{\"accused\":\"UKR\"}             | /accused        |       | a list",
                "{\"accused\":[\"UKR\",5]}         | /accused/1      | 5     | text in double quotes",
                "{\"accused\":[null]}              | /accused/0      |       | text in double quotes",
                "[]                                |                 |       | an object",
            })
    void another_type_is_refused_and_the_field_named(String body, String pointer, String value, String fix) {
        Answer answer = report(body);
        assertProblem(answer, 422, "json-type");
        assertThat(answer.fault().path("pointer").asString()).isEqualTo(pointer == null ? "" : pointer);
        assertThat(answer.fault().path("fix").asString()).contains(fix);
        if (value != null) {
            assertThat(answer.fault().path("value").asString()).isEqualTo(value);
        }
    }

    @Test
    void an_unknown_field_is_refused_and_the_nearest_suggested() {
        Answer answer = report("{\"summary\":\"s\",\"place\":{\"latitude\":1,\"nmae\":\"x\"}}");
        assertProblem(answer, 422, "field-unknown");
        assertThat(answer.fault().path("pointer").asString()).isEqualTo("/place/nmae");
        assertThat(answer.fault().path("fix").asString()).isEqualTo("Did you mean \"name\"?");
    }

    @Test
    void an_unknown_field_like_no_other_is_answered_with_all_that_are_known() {
        Answer answer = report("{\"place\":{\"latitude\":1,\"a/b~c\":1}}");
        assertThat(answer.fault().path("pointer").asString()).isEqualTo("/place/a~1b~0c");
        assertThat(answer.fault().path("fix").asString()).isEqualTo("Known here are latitude, name.");
    }

    @Test
    void a_number_that_cannot_be_absent_is_missed_by_its_name() {
        Answer answer = report("{\"place\":{\"name\":\"x\"}}");
        assertProblem(answer, 422, "field-missing");
        assertThat(answer.fault().path("pointer").asString()).isEqualTo("/place/latitude");
        assertThat(answer.fault().path("fix").asString()).isEqualTo("Give it: a number.");
    }

    @Test
    void an_unknown_type_is_refused_with_those_that_are_known() {
        Answer answer = declare("{\"type\":\"CONSNET\",\"party\":\"UKR\"}");
        assertProblem(answer, 422, "json-type");
        assertThat(answer.fault().path("pointer").asString()).isEqualTo("/type");
        assertThat(answer.fault().path("value").asString()).isEqualTo("CONSNET");
        assertThat(answer.fault().path("fix").asString())
                .isEqualTo("Write one of CONSENT, RELEASE. Did you mean CONSENT?");
    }

    @Test
    void a_missing_type_is_a_missing_field() {
        Answer answer = declare("{\"party\":\"UKR\"}");
        assertProblem(answer, 422, "field-missing");
        assertThat(answer.fault().path("pointer").asString()).isEqualTo("/type");
    }

    @Test
    void a_key_that_is_given_twice_is_refused_wherever_it_stands() {
        assertProblem(report("{\"summary\":\"a\",\"summary\":\"b\"}"), 400, "json-duplicate-key");
        assertProblem(anyJson("{\"a\":[{\"b\":1,\"b\":2}]}"), 400, "json-duplicate-key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void ten_thousand_levels_are_too_deep(String level) {
        assertProblem(anyJson(level.repeat(10_000)), 400, "json-too-deep");
        assertProblem(report(level.repeat(10_000)), 400, "json-too-deep");
    }

    @Test
    void thirty_two_levels_are_the_last_that_are_read() {
        assertThat(anyJson("[".repeat(32) + "]".repeat(32)).status()).isEqualTo(200);
        assertProblem(anyJson("[".repeat(33) + "]".repeat(33)), 400, "json-too-deep");
    }

    @Test
    void a_number_and_a_name_that_are_too_long_are_refused() {
        assertThat(anyJson("[" + "9".repeat(100) + "]").status()).isEqualTo(200);
        assertProblem(anyJson("[" + "9".repeat(101) + "]"), 400, "json-too-long");
        assertProblem(anyJson("{\"" + "n".repeat(1000) + "\":1}"), 400, "json-too-long");
    }

    @Test
    void what_a_constructor_of_ours_says_to_itself_stays_inside() {
        Answer answer = report("{\"summary\":\"nonsense\"}");
        assertProblem(answer, 422, "json-value");
        assertThat(answer.body()).doesNotContain("secret");
    }

    @Test
    void a_refusal_from_a_constructor_is_that_refusal() {
        assertProblem(report("{\"summary\":\"rejected\"}"), 409, "rule-unknown");
    }

    @Test
    void a_body_that_is_missing_is_called_missing() {
        assertProblem(report(""), 400, "body-missing");
        assertProblem(report("  "), 400, "body-missing");
        assertProblem(
                http().send(
                                "POST",
                                "/api/v1/incidents",
                                java.net.http.HttpRequest.BodyPublishers.noBody(),
                                as("monitor")),
                400,
                "body-missing");
    }

    @Test
    void a_value_is_repeated_up_to_200_characters_and_cannot_pretend() {
        Answer answer = report("{\"act\":\"" + "\\u202e" + "x".repeat(500) + "\"}");
        String value = answer.fault().path("value").asString();
        assertThat(value).startsWith("\\u202ex").endsWith("x…").hasSizeLessThan(210);
        assertThat(answer.body()).doesNotContain("\u202e").doesNotContain("x".repeat(201));
    }

    private static Answer anyJson(String body) {
        return http().postJson("/api/v1/incidents/1/reports", body, as("monitor"));
    }

    private static Answer declare(String body) {
        return http().postJson("/api/v1/agreements/a/declarations", body, as("registrar"));
    }

    private static void assertProblem(Answer answer, int status, String rule) {
        assertThat(answer.status() + " " + answer.rule()).as(answer.body()).isEqualTo(status + " " + rule);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().path("type").asString()).isEqualTo("/api/v1/problems/" + rule);
    }
}
