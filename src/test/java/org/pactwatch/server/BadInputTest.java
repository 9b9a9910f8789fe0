package org.pactwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pactwatch.config.ClockHands;
import org.pactwatch.support.Http.Answer;
import tools.jackson.databind.JsonNode;

/** What is wrong is refused by its rule, at its place, with what to do; and nothing of it is written. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BadInputTest {

    private static final RunningServer SERVER = RunningServer.real();
    private static final Pacts PACT = Pacts.registered(SERVER);

    private final RunningServer server = SERVER;

    private static Arguments agreement(String rule, int status, String pointer, String from, String to) {
        Pacts fresh = Pacts.fresh();
        String body = fresh.agreement();
        assertThat(body).contains(from.formatted(fresh.one));
        return Arguments.of(
                "registrar", "/agreements", body.replace(from.formatted(fresh.one), to), status, rule, pointer);
    }

    private static Arguments declaration(String rule, int status, String pointer, String body) {
        return Arguments.of(
                "registrar",
                "/agreements/" + PACT.id + "/declarations",
                body.replace("ONE", PACT.one),
                status,
                rule,
                pointer);
    }

    private static Arguments incident(String rule, int status, String pointer, String from, String to) {
        assertThat(PACT.strike()).contains(from);
        return Arguments.of("monitor", "/incidents", PACT.strike().replace(from, to), status, rule, pointer);
    }

    static Stream<Arguments> wrong() {
        String length = "\"length\":\"P30D\"";
        return Stream.of(
                agreement("unknown-party", 422, "/commitments/0/obligor", "\"obligor\":\"%s\"", "\"obligor\":\"XXX\""),
                agreement("length-malformed", 422, "/commitments/0/term/length", length, "\"length\":\"P-30D\""),
                agreement("length-malformed", 422, "/commitments/0/term/length", length, "\"length\":\"PT-1H\""),
                agreement("length-malformed", 422, "/commitments/0/term/length", length, "\"length\":\"P0D\""),
                agreement("length-malformed", 422, "/commitments/0/term/length", length, "\"length\":\"P1M\""),
                agreement("term-unresolvable", 422, "/term/zone", ",\"zone\":\"Europe/Moscow\"", ""),
                agreement("term-unresolvable", 422, "/term/start", "\"start\":\"2025-03-18T00:00\",", ""),
                agreement("term-unresolvable", 422, "/term/length", length + ",", ""),
                agreement(
                        "term-unresolvable",
                        422,
                        "/term/until",
                        length + ",\"start\":\"2025-03-18T00:00\",\"zone\":\"Europe/Moscow\",\"counting\":\"ELAPSED\"",
                        "\"until\":\"2025-03-17T00:00\",\"start\":\"2025-03-18T00:00\",\"zone\":\"Europe/Moscow\",\"counting\":\"UNTIL\""),
                agreement("zone-unknown", 422, "/commitments/0/term/zone", "Europe/Moscow", "Europe/Atlantis"),
                agreement("json-type", 422, "/commitments/0/term/counting", "ELAPSED", "ABOUT"),
                agreement("moment-malformed", 422, "/commitments/0/term/start", "2025-03-18T00:00", "yesterday"),
                agreement("field-unknown", 422, "/instrumnets", "\"title\":", "\"instrumnets\":[],\"title\":"),
                agreement(
                        "quantity-out-of-range", 422, "/commitments/2/quantity", "\"quantity\":10", "\"quantity\":-1"),
                agreement("json-type", 422, "/commitments/2/kind", "\"kind\":\"DELIVERY\"", "\"kind\":\"GIFT\""),
                agreement("json-type", 422, "/commitments/2/quantity", "\"quantity\":10", "\"quantity\":\"ten\""),
                agreement("zone-missing", 422, "/consents/0/at", "2025-03-17T12:00:00Z", "2025-03-17T12:00:00"),
                declaration(
                        "unknown-party",
                        422,
                        "/party",
                        "{\"type\":\"CONSENT\",\"party\":\"XXX\",\"consent\":\"ACCEPTED\",\"at\":\"2025-03-19T00:00:00Z\"}"),
                declaration(
                        "zone-missing",
                        422,
                        "/at",
                        "{\"type\":\"CONSENT\",\"party\":\"ONE\",\"consent\":\"ACCEPTED\",\"at\":\"2025-03-19T00:00\"}"),
                declaration(
                        "unknown-commitment",
                        422,
                        "/commitments",
                        "{\"type\":\"RELEASE\",\"by\":\"ONE\",\"at\":\"2025-03-19T00:00:00Z\",\"commitment\":\"nothing\"}"),
                declaration("declaration-type-unknown", 422, "/type", "{\"type\":\"PEACE\"}"),
                declaration("declaration-type-unknown", 422, "/type", "{\"by\":\"ONE\"}"),
                declaration(
                        "end-before-start",
                        422,
                        "/at/to",
                        "{\"type\":\"INSTRUMENT\",\"id\":\"i\",\"kind\":\"READOUT\",\"title\":\"t\","
                                + "\"at\":{\"from\":\"2025-03-19T00:00:00Z\",\"to\":\"2025-03-18T00:00:00Z\"}}"),
                declaration(
                        "quantity-out-of-range",
                        422,
                        "/quantity",
                        "{\"type\":\"DELIVERY\",\"id\":\"d\",\"commitment\":\"one-delivers\",\"quantity\":-5,\"at\":\"2025-03-19T12:00:00Z\"}"),
                declaration(
                        "not-a-delivery",
                        422,
                        "/commitment",
                        "{\"type\":\"DELIVERY\",\"id\":\"d\",\"commitment\":\"one-abstains\",\"quantity\":5,\"at\":\"2025-03-19T12:00:00Z\"}"),
                incident("unknown-party", 422, "/accused", PACT.one, "XXX"),
                incident("zone-missing", 422, "/occurred/from", Pacts.INSIDE, "2025-03-25T10:00:00"),
                incident(
                        "end-before-start",
                        422,
                        "/occurred/to",
                        "\"from\":\"" + Pacts.INSIDE + "\"",
                        "\"from\":\"" + Pacts.INSIDE + "\",\"to\":\"2025-03-24T10:00:00Z\""),
                incident("json-type", 422, "/act", "\"STRIKE\"", "\"STRIEK\""),
                incident("json-type", 422, "/accused", "[\"" + PACT.one + "\"]", "\"" + PACT.one + "\""),
                incident("json-type", 422, "/summary", "\"A strike\"", "5"),
                incident("text-missing", 422, "/summary", "A strike", " "),
                incident("field-missing", 422, "/occurred", "\"occurred\":{\"from\":\"" + Pacts.INSIDE + "\"},", ""),
                incident("field-unknown", 422, "/facilityof", "\"facilityOf\"", "\"facilityof\""),
                incident(
                        "json-duplicate-key",
                        400,
                        null,
                        "\"summary\":\"A strike\"",
                        "\"summary\":\"A\",\"summary\":\"B\""),
                incident("json-too-deep", 400, null, "\"summary\":\"A strike\"", "\"summary\":" + "[".repeat(40)),
                incident("json-malformed", 400, null, "{\"summary\"", "{summary"),
                incident("instant-malformed", 422, "/reported", "2025-03-25T12:00:00Z", "9999-03-25T12:00:00Z"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void what_is_wrong_is_refused_by_its_rule_at_its_place(
            String role, String path, String body, int status, String rule, String pointer) {
        long head = server.head();
        Answer answer = server.post(role, path, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.rule()).as(answer.body()).isEqualTo(rule);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().path("detail").asString()).isNotBlank();
        if (pointer != null) {
            assertThat(answer.fault().path("pointer").asString())
                    .as(answer.body())
                    .startsWith(pointer);
            assertThat(answer.fault().path("reason").asString()).isNotBlank();
            assertThat(answer.fault().path("fix").asString()).isNotBlank();
        }
        assertThat(answer.body()).doesNotContain("java.", "org.pactwatch", "Exception");
        assertThat(server.head()).isEqualTo(head);
    }

    @Test
    void every_fault_is_named_at_once() {
        long head = server.head();
        Pacts fresh = Pacts.fresh();
        Answer answer = server.post(
                "registrar",
                "/agreements",
                fresh.agreement()
                        .replace("\"obligor\":\"" + fresh.one, "\"obligor\":\"XXX")
                        .replace("\"quantity\":10", "\"quantity\":0"));
        assertThat(answer.json().path("errors").size()).isGreaterThanOrEqualTo(3);
        assertThat(server.head()).isEqualTo(head);
    }

    @Test
    void a_body_over_the_limit_is_too_large() {
        long head = server.head();
        Answer answer = server.http()
                .send(
                        "POST",
                        "/api/v1/incidents",
                        BodyPublishers.ofString(PACT.strike().replace("A strike", "x".repeat(300 * 1024))),
                        "Content-Type",
                        "application/json",
                        server.as("monitor")[0],
                        server.as("monitor")[1]);
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.rule()).isEqualTo("body-too-large");
        assertThat(server.head()).isEqualTo(head);
    }

    @ParameterizedTest
    @CsvSource({
        // Kyiv's clock went from 03:00 to 04:00 on 30 March 2025, and from 04:00 back to 03:00 on 26 October.
        "2025-03-30T03:30, 2025-03-30T01:30:00Z",
        "2025-10-26T03:30, 2025-10-26T00:30:00Z"
    })
    void a_start_in_a_gap_or_an_overlap_of_the_clock_is_resolved(String start, String instant) {
        Pacts pact = Pacts.fresh();
        server.accepted("registrar", "/agreements", pact.agreement(Pacts.term("P30D", start, "Europe/Kyiv")));
        JsonNode verdict = server.get(pact.commitment() + "?at=2025-11-01T00:00:00Z&minPosition=" + server.head())
                .json()
                .at("/verdicts/0");
        assertThat(verdict.at("/term/start").asString()).isEqualTo(instant);
        assertThat(verdict.at("/term/zone").asString()).isEqualTo("Europe/Kyiv");
    }

    @Test
    void more_than_promised_is_recorded_and_shown() {
        Pacts pact = Pacts.registered(server);
        long position = server.accepted(
                        "registrar",
                        "/agreements/" + pact.id + "/declarations",
                        "{\"type\":\"DELIVERY\",\"id\":\"d1\",\"commitment\":\"one-delivers\",\"quantity\":12,\"at\":\"2025-03-19T12:00:00Z\",\"confirmedBy\":[\""
                                + pact.other + "\"]}")
                .path("position")
                .asLong();
        JsonNode verdict = server.get("/compliance/" + pact.id
                        + "/one-delivers?reading=as-written&at=2025-03-20T00:00:00Z&minPosition=" + position)
                .json();
        assertThat(verdict.path("compliance").asString()).isEqualTo("FULFILLED");
        assertThat(verdict.path("force").asString()).isEqualTo("FULFILLED");
        assertThat(verdict.path("confirmed").asLong()).isEqualTo(12);
        assertThat(verdict.path("promised").asLong()).isEqualTo(10);
        assertThat(verdict.path("progress").asInt()).isEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource({
        "?at=soon, 400, instant-malformed",
        "?at=2025-03-25T10:00:00, 400, zone-missing",
        "?at=2025-02-30T10:00:00Z, 400, instant-malformed",
        "?at=-0001-01-01T00:00:00Z, 400, instant-out-of-range",
        "?at=%2B12025-01-01T00:00:00Z, 400, instant-out-of-range",
        "?at=%2B999999999-12-31T00:00:00Z, 400, instant-out-of-range",
        "?knownAt=yesterday, 400, instant-malformed",
        "?knownAt=999999999, 400, position-not-reached",
        "?knownAt=99999999999999999999, 400, number-out-of-range",
        "?knownAt=0, 404, not-known-then",
        "?knownAt=2020-01-01T00:00:00Z, 404, not-known-then",
        "?reading=nobodys, 404, unknown-reading",
        "?minPosition=-1, 400, number-out-of-range",
        "?minPosition=x, 400, number-out-of-range"
    })
    void a_question_that_has_no_answer_is_told_why(String query, int status, String rule) {
        Answer answer = server.get(PACT.commitment() + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.rule()).isEqualTo(rule);
        assertThat(answer.json().path("detail").asString()).isNotBlank();
    }

    @Test
    void what_is_at_the_edge_of_time_is_answered() {
        for (String at : List.of("0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2025-03-25T12:00%2B02:00")) {
            assertThat(server.get(PACT.commitment() + "?at=" + at).status())
                    .as(at)
                    .isEqualTo(200);
        }
        assertThat(server.get(PACT.commitment() + "?knownAt=9999-12-31T23:59:59Z")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void unknown_names_are_unknown() {
        assertThat(server.get("/compliance/nothing/x").rule()).isEqualTo("unknown-agreement");
        assertThat(server.get("/compliance/" + PACT.id + "/x").rule()).isEqualTo("unknown-commitment");
        assertThat(server.get("/agreements/nothing").rule()).isEqualTo("unknown-agreement");
        assertThat(server.get("/incidents/nothing").rule()).isEqualTo("unknown-incident");
        assertThat(server.post("monitor", "/incidents/nothing/reports", PACT.strike())
                        .rule())
                .isEqualTo("unknown-incident");
        // An agreement's id names no incident.
        assertThat(server.get("/incidents/" + PACT.id).rule()).isEqualTo("unknown-incident");
    }

    @Test
    void a_reading_is_not_known_before_it_is_declared() {
        Pacts pact = Pacts.registered(server);
        long before = server.head();
        long declared = server.accepted(
                        "registrar",
                        "/agreements/" + pact.id + "/declarations",
                        "{\"type\":\"READING\",\"id\":\"late\",\"release\":\"NONE\"}")
                .path("position")
                .asLong();
        String path = pact.commitment() + "?reading=late&minPosition=" + declared;
        assertThat(server.get(path).status()).isEqualTo(200);
        Answer then = server.get(path + "&knownAt=" + before);
        assertThat(then.status()).isEqualTo(404);
        assertThat(then.rule()).isEqualTo("reading-not-yet-known");
    }

    @Test
    void who_reported_may_not_judge() {
        Pacts pact = Pacts.registered(server);
        String id = server.accepted("monitor", "/incidents", pact.strike())
                .path("id")
                .asString();
        long head = server.head();
        Answer incomplete = server.post("reviewer", "/incidents/" + id + "/findings", "{\"reasons\":\"because\"}");
        assertThat(incomplete.status()).isEqualTo(422);
        assertThat(incomplete.rule()).isEqualTo("field-missing");
        Answer nobody = server.post(
                "reviewer",
                "/incidents/" + id + "/findings",
                "{\"authority\":\"UN\",\"outcome\":\"SUBSTANTIATED\",\"attributedTo\":[\"XXX\"]}");
        assertThat(nobody.rule()).isEqualTo("unknown-party");
        assertThat(nobody.fault().path("pointer").asString()).startsWith("/attributedTo");
        Answer none = server.post("reviewer", "/incidents/" + id + "/findings", "{\"withdraws\":1,\"reasons\":\"x\"}");
        assertThat(none.rule()).isEqualTo("unknown-finding");
        Answer oneself = server.post(
                "monitor",
                "/incidents/" + id + "/attributions",
                "{\"accused\":\"%s\",\"claimant\":\"%s\",\"stance\":\"COUNTER_ACCUSES\"}"
                        .formatted(pact.one, pact.one));
        assertThat(oneself.rule()).isEqualTo("counter-accusation-of-oneself");
        assertThat(server.head()).isEqualTo(head);
    }

    @Test
    void a_clock_that_goes_backwards_leaves_the_record_in_order() {
        Pacts pact = Pacts.registered(server);
        long head = server.head();
        Instant now = Instant.now();
        try {
            ClockHands.standAt(server.context(), now.plusSeconds(5));
            server.accepted("monitor", "/incidents", pact.strike());
            ClockHands.standAt(server.context(), now.minusSeconds(3_600));
            server.accepted("monitor", "/incidents", pact.strike());
        } finally {
            ClockHands.release(server.context());
        }
        server.accepted("monitor", "/incidents", pact.strike());
        List<Instant> recorded = server.get("/history?after=" + head)
                .json()
                .path("items")
                .valueStream()
                .map(event -> Instant.parse(event.path("recorded").asString()))
                .toList();
        assertThat(recorded).hasSize(3).isSorted();
        assertThat(recorded.get(1)).isEqualTo(recorded.get(0));
    }
}
