package org.pactwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.pactwatch.support.Http.Answer;
import tools.jackson.databind.JsonNode;

/** A monitor reports by the form, without any script. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReportFormTest {

    private final RunningServer server = RunningServer.real();
    private final Pacts pact = Pacts.registered(server);

    /** A strike inside the term, 12:00 in Kyiv. */
    private String[] strike(String... more) {
        List<String> fields = new ArrayList<>(List.of(
                "summary",
                "A strike on a substation",
                "act",
                "STRIKE",
                "target",
                "SUBSTATION",
                "facilityOf",
                pact.other,
                "accused",
                pact.one,
                "claimant",
                pact.other,
                "occurred.from",
                "2025-03-25T12:00",
                "occurred.precision",
                "EXACT",
                "zone",
                "Europe/Kyiv"));
        fields.addAll(Arrays.asList(more));
        return fields.toArray(String[]::new);
    }

    /** One that no other test's report is like. */
    private String[] unlike(String button) {
        String[] fields = strike("do", button);
        fields[1] = "Turbine hall burning near " + pact.id;
        return fields;
    }

    private static String incident(Answer recorded) {
        assertThat(recorded.status()).as(recorded.body()).isEqualTo(303);
        return recorded.header("Location").replaceFirst("\\?.*", "").replaceFirst("^/incidents/", "");
    }

    @Test
    void what_is_sent_is_recorded_as_the_api_would_and_its_page_says_where() {
        Visitor monitor = Visitor.signedIn(server, "monitor");
        Answer sent = monitor.submit(
                "/report",
                "/report",
                strike(
                        "do",
                        "record",
                        "place.latitude",
                        "50,45",
                        "place.longitude",
                        "-30.5",
                        "place.precision",
                        "VICINITY",
                        "source.name",
                        "A broadcaster",
                        "source.reliability",
                        "B",
                        "source.credibility",
                        "2",
                        "source.citations.0.url",
                        "https://example.org/a",
                        "supports",
                        pact.id + "/other-abstains"));
        String id = incident(sent);
        JsonNode incident = server.get("/incidents/" + id).json();
        assertThat(incident.at("/occurred/from").asString()).isEqualTo("2025-03-25T10:00:00Z");
        assertThat(incident.at("/occurred/to").asString()).isEqualTo("2025-03-25T10:00:00Z");
        assertThat(incident.at("/place/latitude").asDouble()).isEqualTo(50.45);
        assertThat(incident.at("/place/longitude").asDouble()).isEqualTo(-30.5);
        assertThat(incident.at("/source/citations/0/url").asString()).isEqualTo("https://example.org/a");
        assertThat(incident.at("/supports/0").asString()).isEqualTo(pact.id + "/other-abstains");
        assertThat(incident.at("/standings/0/standing").asString()).isEqualTo("ALLEGED");
        String page = monitor.follow(sent).body();
        assertThat(page)
                .contains("/record/" + incident.path("position").asLong())
                .contains("standing-ALLEGED");
    }

    @Test
    void without_the_token_of_the_form_nothing_is_recorded() {
        Visitor monitor = Visitor.signedIn(server, "monitor");
        String form = monitor.get("/report").body();
        long head = server.head();
        Answer answer = monitor.post("/report", strike("do", "record", "key", Visitor.key(form)));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(server.head()).isEqualTo(head);
    }

    @Test
    void only_a_monitor_is_given_the_form_or_may_send_it() {
        Answer unknown = Visitor.of(server).get("/report");
        assertThat(unknown.status()).isEqualTo(303);
        assertThat(unknown.header("Location")).isEqualTo("/sign-in?to=%2Freport");
        Visitor monitor = Visitor.signedIn(server, "monitor");
        assertThat(monitor.get("/").body()).contains("href=\"/report\"");
        Visitor reviewer = Visitor.signedIn(server, "reviewer");
        assertThat(reviewer.get("/report").status()).isEqualTo(403);
        assertThat(reviewer.get("/").body()).doesNotContain("href=\"/report\"");
        long head = server.head();
        String token = Visitor.formToken(reviewer.get("/").body());
        assertThat(reviewer.post("/report", strike("_csrf", token, "key", "k", "do", "record"))
                        .status())
                .isEqualTo(403);
        assertThat(server.head()).isEqualTo(head);
    }

    @Test
    void sent_twice_or_by_many_at_once_it_is_recorded_once() throws Exception {
        Visitor monitor = Visitor.signedIn(server, "monitor");
        String form = monitor.get("/report").body();
        long head = server.head();
        try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
            List<Future<Answer>> answers = callers.invokeAll(IntStream.range(0, 8)
                    .<java.util.concurrent.Callable<Answer>>mapToObj(
                            i -> () -> monitor.again(form, "/report", strike("do", "record")))
                    .toList());
            List<String> places = new ArrayList<>();
            for (Future<Answer> answer : answers) {
                assertThat(answer.get().status()).isEqualTo(303);
                places.add(answer.get().header("Location"));
            }
            assertThat(places).containsOnly(places.get(0));
        }
        assertThat(server.head()).isEqualTo(head + 1);
    }

    @Test
    void a_form_that_was_recorded_and_now_says_something_else_is_refused_and_says_so() {
        Visitor monitor = Visitor.signedIn(server, "monitor");
        String form = monitor.get("/report").body();
        monitor.again(form, "/report", strike("do", "record"));
        long head = server.head();
        String[] other = strike("do", "record");
        other[1] = "Another strike";
        Answer answer = monitor.again(form, "/report", other);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("recorded at position " + head).contains("Another strike");
        assertThat(server.head()).isEqualTo(head);
    }

    @Test
    void a_check_records_nothing_and_says_what_would_be_alleged_and_what_it_may_be_the_same_as() {
        Visitor monitor = Visitor.signedIn(server, "monitor");
        String before = monitor.submit("/report", "/report", unlike("check")).body();
        assertThat(before)
                .contains("id=\"preview\"")
                .contains("standing-ALLEGED")
                .contains("compliance-NO_VIOLATION_ESTABLISHED")
                .contains("compliance-ALLEGED")
                .contains("25 Mar 2025, 10:00 UTC")
                .doesNotContain("formaction=\"/incidents/");
        String id = incident(monitor.submit("/report", "/report", unlike("record")));
        long head = server.head();
        Answer check = monitor.submit("/report", "/report", unlike("check"));
        assertThat(check.status()).isEqualTo(200);
        assertThat(check.body()).contains("formaction=\"/incidents/" + id + "/reports\"");
        // It is alleged already, so one more would change nothing.
        assertThat(check.body()).doesNotContain("compliance-NO_VIOLATION_ESTABLISHED");
        assertThat(server.head()).isEqualTo(head);
        assertThat(server.get("/incidents?commitment=" + pact.id + "/one-abstains")
                        .json()
                        .path("items"))
                .hasSize(1);
        // The key of the check is that of the record.
        Answer added = monitor.again(check.body(), "/incidents/" + id + "/reports", unlike("record"));
        assertThat(incident(added)).isEqualTo(id);
        assertThat(server.head()).isEqualTo(head + 1);
        assertThat(server.get("/incidents/" + id).json().path("reports")).hasSize(2);
    }

    @Test
    void what_would_be_is_what_is_once_it_is_recorded() {
        Visitor monitor = Visitor.signedIn(server, "monitor");
        String said =
                monitor.submit("/report", "/report", strike("do", "check")).body();
        incident(monitor.submit("/report", "/report", strike("do", "record")));
        JsonNode verdict = server.get(pact.commitment()).json().path("verdicts").get(0);
        assertThat(said)
                .contains("would be")
                .contains("compliance-" + verdict.path("compliance").asString());
    }

    @Test
    void a_time_that_was_on_no_clock_is_shown_as_what_it_comes_to() {
        Visitor monitor = Visitor.signedIn(server, "monitor");
        String[] gap = strike("do", "check");
        gap[13] = "2025-03-30T03:30";
        assertThat(monitor.submit("/report", "/report", gap).body())
                .contains("Clocks in Europe/Kyiv were put forward")
                .contains("30 Mar 2025, 01:30 UTC");
    }

    @Test
    void each_fault_stands_beside_its_field_and_what_was_typed_is_kept() {
        Visitor monitor = Visitor.signedIn(server, "monitor");
        long head = server.head();
        Answer answer = monitor.submit(
                "/report",
                "/report",
                "summary",
                "Something about a \"quoted\" <i>thing</i>",
                "occurred.from",
                "yesterday",
                "place.latitude",
                "north",
                "zone",
                "Europe/Atlantis",
                "accused",
                pact.one,
                "do",
                "record");
        assertThat(answer.status()).isEqualTo(422);
        String page = answer.body();
        assertThat(page)
                .contains("role=\"alert\"")
                .contains("href=\"#occurred.from\"")
                .contains("id=\"occurred.from.fault\"")
                .contains("id=\"occurred.precision.fault\"")
                .contains("id=\"place.latitude.fault\"")
                .contains("id=\"zone.fault\"")
                .contains("value=\"yesterday\"")
                .contains("Something about a &quot;quoted&quot; &lt;i&gt;thing&lt;/i&gt;")
                .containsPattern("name=\"accused\" value=\"" + pact.one + "\" checked");
        assertThat(server.head()).isEqualTo(head);
    }

    @Test
    void what_the_rules_refuse_stands_beside_its_field_too() {
        Visitor monitor = Visitor.signedIn(server, "monitor");
        String[] unknown = strike("do", "record", "place.area", "!", "place.latitude", "91", "place.longitude", "0");
        Answer answer = monitor.submit("/report", "/report", unknown);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("id=\"place.area.fault\"").contains("id=\"place.latitude.fault\"");
        unknown = strike("do", "record");
        unknown[9] = "NOBODY";
        assertThat(monitor.submit("/report", "/report", unknown).body())
                .contains("id=\"accused.fault\"")
                .contains("party to no recorded agreement");
    }

    @Test
    void a_night_without_an_end_is_asked_for_and_suggested() {
        Visitor monitor = Visitor.signedIn(server, "monitor");
        String[] night = strike("do", "record");
        night[15] = "NIGHT";
        Answer answer = monitor.submit("/report", "/report", night);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("value=\"2025-03-26T06:00\"").contains("id=\"occurred.to.fault\"");
    }

    @Test
    void a_field_that_there_is_not_or_that_comes_twice_is_refused() {
        Visitor monitor = Visitor.signedIn(server, "monitor");
        long head = server.head();
        assertThat(monitor.submit("/report", "/report", strike("do", "record", "sumary", "x"))
                        .status())
                .isEqualTo(400);
        assertThat(monitor.submit("/report", "/report", strike("do", "record", "summary", "x"))
                        .status())
                .isEqualTo(400);
        assertThat(server.head()).isEqualTo(head);
    }
}
