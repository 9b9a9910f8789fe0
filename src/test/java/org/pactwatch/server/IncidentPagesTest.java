package org.pactwatch.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pactwatch.support.Http.Answer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.util.ReflectionTestUtils;
import tools.jackson.databind.JsonNode;

/** What pages and exports show of incidents, and what monitors and reviewers do there. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class IncidentPagesTest {

    private static final String HOSTILE = "=1+1\"><script>alert('x')</script>{{7*7}}${7*7}";

    private final RunningServer server = RunningServer.real();
    private final Pacts pact = Pacts.registered(server);
    private final Visitor anybody = Visitor.of(server);

    private String recorded(String body) {
        return server.accepted("monitor", "/incidents", body).path("id").asString();
    }

    private static String json(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    // ---- The incident's page

    @Test
    void a_claim_and_a_denial_stand_side_by_side_each_with_its_place_in_the_record() {
        String id = recorded(pact.strike());
        Visitor monitor = Visitor.signedIn(server, "monitor");
        String page = "/incidents/" + id;
        Answer sent = monitor.submit(
                page, page + "/attributions", "accused", pact.one, "claimant", pact.one, "stance", "DENIES");
        String shown = monitor.follow(sent).body();
        JsonNode incident = server.get("/incidents/" + id).json();
        assertThat(incident.path("attributions")).hasSize(2);
        assertThat(shown)
                .contains("standing-CONTESTED")
                .contains("/record/" + incident.at("/attributions/0/position").asLong())
                .contains("/record/" + incident.at("/attributions/1/position").asLong());
    }

    @Test
    void the_list_names_whoever_is_accused_in_return_until_that_is_taken_back() {
        String id = recorded(pact.strike());
        String list = "/incidents?commitment=" + pact.id + "/one-abstains";
        String row = "tr:has(a[href*=" + id + "]) td:nth-child(4)";
        Visitor visitor = Visitor.of(server);
        assertThat(visitor.page(list).select(row).text()).contains(pact.one).doesNotContain(pact.other);
        accuse(id, pact.other, pact.one, "COUNTER_ACCUSES");
        assertThat(visitor.page(list).select(row).text()).contains(pact.one, pact.other);
        accuse(id, pact.other, pact.one, "DENIES");
        assertThat(visitor.page(list).select(row).text()).contains(pact.one).doesNotContain(pact.other);
    }

    private void accuse(String id, String accused, String claimant, String stance) {
        long position = server.accepted(
                        "monitor",
                        "/incidents/" + id + "/attributions",
                        "{\"accused\":\"" + accused + "\",\"claimant\":\"" + claimant + "\",\"stance\":\"" + stance
                                + "\"}")
                .path("position")
                .asLong();
        server.get("/compliance?minPosition=" + position);
    }

    @Test
    void a_reviewer_records_a_finding_and_withdraws_it_and_the_withdrawn_one_stays_struck() {
        String id = recorded(pact.strike());
        Visitor reviewer = Visitor.signedIn(server, "reviewer");
        String page = "/incidents/" + id;
        Answer found = reviewer.submit(
                page,
                page + "/findings",
                "authority",
                "The Commission",
                "outcome",
                "SUBSTANTIATED",
                "attributedTo",
                pact.one,
                "reasons",
                "Fragments",
                "do",
                "find");
        assertThat(reviewer.follow(found).body())
                .contains("standing-SUBSTANTIATED")
                .doesNotContain("<del");
        long position =
                server.get("/incidents/" + id).json().at("/findings/0/position").asLong();
        Answer withdrawn = reviewer.submit(
                page,
                page + "/findings",
                "withdraws",
                Long.toString(position),
                "reasons",
                "A forgery",
                "do",
                "withdraw");
        String after = reviewer.follow(withdrawn).body();
        assertThat(after)
                .contains("<del>Substantiated</del>")
                .contains("A forgery")
                .contains("Fragments")
                .contains("standing-ALLEGED");
    }

    @Test
    void a_finding_without_what_it_needs_is_refused_beside_its_field() {
        String id = recorded(pact.strike());
        Visitor reviewer = Visitor.signedIn(server, "reviewer");
        String page = "/incidents/" + id;
        long head = server.head();
        Answer answer = reviewer.submit(
                page, page + "/findings", "authority", "The Commission", "outcome", "WITHIN_EXCEPTION", "do", "find");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .contains("id=\"finding.clause.fault\"")
                .contains("href=\"#finding.clause\"")
                .contains("value=\"The Commission\"");
        assertThat(server.head()).isEqualTo(head);
    }

    @Test
    void forms_are_offered_to_those_who_may_and_refused_to_others() {
        String id = recorded(pact.strike());
        String page = "/incidents/" + id;
        assertThat(anybody.get(page).body()).doesNotContain(page + "/findings").doesNotContain(page + "/attributions");
        Visitor monitor = Visitor.signedIn(server, "monitor");
        String seen = monitor.get(page).body();
        assertThat(seen).contains(page + "/attributions").doesNotContain(page + "/findings");
        long head = server.head();
        assertThat(monitor.again(seen, page + "/findings", "authority", "Me", "outcome", "SUBSTANTIATED", "do", "find")
                        .status())
                .isEqualTo(403);
        assertThat(server.head()).isEqualTo(head);
    }

    @Test
    void a_further_report_is_added_by_the_form_that_the_page_leads_to() {
        String id = recorded(pact.strike());
        Visitor monitor = Visitor.signedIn(server, "monitor");
        assertThat(monitor.get("/incidents/" + id).body()).contains("/report?incident=" + id);
        Answer sent = monitor.submit(
                "/report?incident=" + id,
                "/incidents/" + id + "/reports",
                "summary",
                "Seen from elsewhere",
                "occurred.from",
                "2025-03-25T10:00",
                "occurred.precision",
                "EXACT",
                "do",
                "record");
        assertThat(monitor.follow(sent).body()).contains("Seen from elsewhere").contains("2 reports");
        assertThat(monitor.get("/report?incident=" + UUID.randomUUID()).status())
                .isEqualTo(404);
    }

    @Test
    void an_incident_that_was_not_known_then_is_said_to_be_so() {
        long before = server.head();
        String id = recorded(pact.strike());
        assertThat(anybody.get("/incidents/" + id).status()).isEqualTo(200);
        assertThat(anybody.get("/incidents/" + id + "?knownAt=" + before).status())
                .isEqualTo(404);
        assertThat(anybody.get("/incidents/nobody").status()).isEqualTo(404);
    }

    // ---- The record

    @Test
    void each_event_has_a_page_with_its_neighbours() {
        long position = server.accepted("monitor", "/incidents", pact.strike())
                .path("position")
                .asLong();
        String page = anybody.get("/record/" + position).body();
        assertThat(page)
                .contains("/record/" + (position - 1))
                .contains("/api/v1/history/" + position)
                .contains("Incident reported")
                .contains("demo-monitor");
        assertThat(anybody.get("/record/" + (server.head() + 1)).status()).isEqualTo(404);
        assertThat(anybody.get("/record/first").status()).isEqualTo(400);
        recorded(pact.strike());
        assertThat(anybody.get("/record/" + position).body()).contains("/record/" + (position + 1));
    }

    // ---- What nobody may see, and what nobody may run

    @Test
    void a_confidential_source_is_on_no_page_for_the_public_and_in_no_export_for_anybody() {
        String name = "Informant " + UUID.randomUUID();
        JsonNode receipt = server.accepted(
                "monitor",
                "/incidents",
                pact.strike(",\"source\":{\"name\":\"" + name + "\",\"confidential\":true,\"citations\":[{\"url\":"
                        + "\"https://example.org/" + name.substring(10) + "\"}]}"));
        String id = receipt.path("id").asString();
        String query = "?commitment=" + pact.id + "/one-abstains";
        Visitor reviewer = Visitor.signedIn(server, "reviewer");
        List<String> pages = List.of("/incidents/" + id, "/record/" + receipt.path("position"), "/incidents" + query);
        for (Visitor who : List.of(anybody, Visitor.signedIn(server, "monitor"))) {
            for (String page : pages) {
                assertThat(who.get(page).body()).as(page).doesNotContain(name).doesNotContain(name.substring(10));
            }
        }
        assertThat(anybody.get(pages.get(0)).body()).contains("Withheld");
        assertThat(anybody.get(pages.get(1)).body()).contains("withheld");
        assertThat(reviewer.get(pages.get(0)).body()).contains(name);
        assertThat(reviewer.get(pages.get(1)).body()).contains(name);
        for (Visitor who : List.of(anybody, reviewer, Visitor.signedIn(server, "auditor"))) {
            String csv = who.get("/incidents.csv" + query).body();
            Answer geojson = who.get("/incidents.geojson" + query);
            assertThat(csv).contains(id).contains(",source,").doesNotContain(name);
            assertThat(geojson.body()).contains(id).doesNotContain(name).doesNotContain(name.substring(10));
            assertThat(geojson.json().at("/features/0/properties/withheld/0").asString())
                    .isEqualTo("source");
        }
    }

    @Test
    void hostile_text_is_text_on_every_page_and_in_every_export() {
        String hostile = json(HOSTILE);
        String id = recorded("""
                {"summary":"%1$s","act":"STRIKE","target":"SUBSTATION","facilityOf":"%2$s","accused":["%3$s"],
                 "claimant":"%2$s","occurred":{"from":"%4$s"},"place":{"name":"%1$s","latitude":1,"longitude":-2},
                 "source":{"name":"%1$s","citations":[{"title":"%1$s","url":"javascript:alert(1)","publisher":"%1$s"}]}}""".formatted(hostile, pact.other, pact.one, Pacts.INSIDE));
        Visitor monitor = Visitor.signedIn(server, "monitor");
        Visitor reviewer = Visitor.signedIn(server, "reviewer");
        String page = "/incidents/" + id;
        reviewer.follow(reviewer.submit(
                page,
                page + "/findings",
                "authority",
                HOSTILE,
                "mandate",
                HOSTILE,
                "standard",
                HOSTILE,
                "outcome",
                "WITHIN_EXCEPTION",
                "clause",
                HOSTILE,
                "reasons",
                HOSTILE,
                "citations.0.title",
                HOSTILE,
                "citations.0.url",
                "javascript:alert(1)",
                "do",
                "find"));
        List<String> pages = new ArrayList<>(List.of(page, "/incidents?commitment=" + pact.id + "/one-abstains"));
        server.get("/history?subject=" + id)
                .json()
                .path("items")
                .forEach(event -> pages.add("/record/" + event.path("position").asLong()));
        assertThat(pages).hasSize(4);
        for (Visitor who : List.of(anybody, monitor, reviewer)) {
            for (String each : pages) {
                assertThat(who.get(each).body())
                        .as(each)
                        .contains("&lt;script&gt;alert(")
                        .doesNotContain("<script>alert")
                        .doesNotContain("href=\"javascript:")
                        .doesNotContain("49}");
            }
        }
        // And back in the form, in every field that takes text.
        List<String> fields = new ArrayList<>(List.of("do", "check"));
        for (String field : List.of(
                "summary",
                "act",
                "facilityOf",
                "zone",
                "occurred.from",
                "occurred.to",
                "occurred.precision",
                "reported",
                "place.name",
                "place.area",
                "place.latitude",
                "claimant",
                "accused",
                "supports",
                "source.name",
                "source.reliability",
                "source.citations.2.url",
                "source.citations.2.title")) {
            fields.addAll(List.of(field, HOSTILE));
        }
        Answer form = monitor.submit("/report", "/report", fields.toArray(String[]::new));
        assertThat(form.status()).isEqualTo(422);
        assertThat(form.body()).contains("&lt;script&gt;alert(").doesNotContain("<script>alert");
        // A spreadsheet gets no formula, and a map no markup.
        String query = "?commitment=" + pact.id + "/one-abstains";
        String csv = anybody.get("/incidents.csv" + query).body();
        assertThat(csv)
                .contains(",\"'=1+1\"\"><script>")
                .doesNotContain(",=1")
                .doesNotContain(",\"=1")
                .contains(",1.0,-2.0,");
        assertThat(anybody.get("/incidents.geojson" + query)
                        .json()
                        .at("/features/0/properties/summary")
                        .asString())
                .isEqualTo(HOSTILE);
    }

    // ---- Lists and exports

    @Test
    void the_list_has_the_same_filters_as_the_api_and_the_next_page_follows() {
        String inside = recorded(pact.strike());
        String outside = recorded(pact.strike().replace("\"SUBSTATION\"", "\"FUEL_RETAIL\""));
        String commitment = "/incidents?commitment=" + pact.id + "/one-abstains";
        assertThat(anybody.get(commitment).body()).contains(inside).contains(outside);
        assertThat(anybody.get(commitment + "&standing=ALLEGED").body())
                .contains(inside)
                .doesNotContain(outside);
        assertThat(anybody.get(commitment + "&standing=OUTSIDE_SCOPE&reading=as-written")
                        .body())
                .contains(outside)
                .doesNotContain(inside);
        assertThat(anybody.get(commitment + "&from=2025-03-26T00:00:00Z").body())
                .doesNotContain(inside);
        assertThat(anybody.get(commitment + "&from=2025-03-25T12:00&in=Europe/Kyiv")
                        .body())
                .contains(inside);
        assertThat(anybody.get(commitment + "&from=2025-03-25T12:01&in=Europe/Kyiv")
                        .body())
                .doesNotContain(inside)
                .contains("class=\"empty\"");
        assertThat(anybody.get(commitment + "&standing=BAD").status()).isEqualTo(400);
        assertThat(anybody.get("/incidents?commitment=nobody/nothing").status()).isEqualTo(404);
        assertThat(anybody.get(commitment + "&colour=red").status()).isEqualTo(400);

        for (int i = 0; i < 60; i++) {
            recorded(pact.strike());
        }
        long position = server.head();
        server.get("/compliance?minPosition=" + position);
        String first = anybody.get(commitment + "&standing=ALLEGED&at=2025-03-26T00:00:00Z")
                .body();
        java.util.regex.Matcher next = java.util.regex.Pattern.compile("rel=\"next\" href=\"([^\"]+)\"")
                .matcher(first);
        assertThat(next.find()).isTrue();
        String rest = anybody.get(next.group(1).replace("&amp;", "&")).body();
        assertThat(links(first)).hasSize(50).contains(inside);
        assertThat(links(rest)).hasSize(11).doesNotContainAnyElementsOf(links(first));
        assertThat(next.group(1)).contains("standing=ALLEGED").contains("at=2025-03-26T00:00:00Z");
        assertThat(anybody.get("/incidents.csv?commitment=" + pact.id + "/one-abstains&standing=ALLEGED")
                        .body()
                        .lines())
                .hasSize(62);
    }

    @Test
    void an_export_that_cannot_be_read_to_its_end_is_never_taken_for_a_whole_one(@TempDir Path data) {
        try (RunningServer own = RunningServer.start(data, "pactwatch.example=false")) {
            Pacts theirs = Pacts.registered(own);
            // More than are read at a time.
            for (int i = 0; i < 210; i++) {
                own.accepted("monitor", "/incidents", theirs.strike());
            }
            long head = own.head();
            own.get("/compliance?minPosition=" + head);
            own.bean(JdbcTemplate.class).update("update ledger_entry set payload = '{' where position = ?", head - 1);
            Visitor visitor = Visitor.of(own);
            for (String export : List.of("/incidents.csv", "/incidents.geojson")) {
                assertThatThrownBy(() -> visitor.get(export)).as(export).isInstanceOf(UncheckedIOException.class);
            }
        }
    }

    private static List<String> links(String page) {
        return java.util.regex.Pattern.compile("<th scope=\"row\"><a href=\"/incidents/([^?\"]+)")
                .matcher(page)
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    @Test
    void geojson_has_a_point_for_each_place_longitude_first_and_null_for_none() {
        String nowhere = recorded(pact.strike());
        String somewhere = recorded(pact.strike(
                ",\"place\":{\"name\":\"Sudzha\",\"latitude\":51.19,\"longitude\":35.27,\"precision\":\"VICINITY\"}"));
        Answer answer = anybody.get("/incidents.geojson?commitment=" + pact.id + "/one-abstains");
        assertThat(answer.header("Content-Type")).startsWith("application/geo+json");
        JsonNode all = answer.json();
        assertThat(all.path("type").asString()).isEqualTo("FeatureCollection");
        JsonNode without = all.at("/features/0");
        JsonNode with = all.at("/features/1");
        assertThat(without.path("id").asString()).isEqualTo(nowhere);
        assertThat(without.has("geometry")).isTrue();
        assertThat(without.path("geometry").isNull()).isTrue();
        assertThat(with.path("id").asString()).isEqualTo(somewhere);
        assertThat(with.path("type").asString()).isEqualTo("Feature");
        assertThat(with.at("/geometry/type").asString()).isEqualTo("Point");
        assertThat(with.at("/geometry/coordinates/0").asDouble()).isEqualTo(35.27);
        assertThat(with.at("/geometry/coordinates/1").asDouble()).isEqualTo(51.19);
        assertThat(with.at("/properties/placePrecision").asString()).isEqualTo("VICINITY");
        assertThat(with.at("/properties/standings/0/standing").asString()).isEqualTo("ALLEGED");
    }

    @Test
    void no_more_lists_are_written_at_a_time_than_leave_room_for_who_only_looks() {
        // Each holds a turn as long as it is written: what nobody reads is not written to its end.
        Semaphore turns =
                (Semaphore) ReflectionTestUtils.getField(server.context().getBean("exports"), "turns");
        int all = turns.drainPermits();
        assertThat(all).isPositive();
        try {
            Answer refused = Visitor.of(server).get("/incidents.csv", "Accept", "application/json");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.rule()).isEqualTo("exports-busy");
            assertThat(refused.header("Content-Disposition")).isEmpty();
            assertThat(refused.header("Retry-After")).isEqualTo("5");
        } finally {
            turns.release(all);
        }
        assertThat(Visitor.of(server).get("/incidents.geojson").status()).isEqualTo(200);
        // A turn ends a moment after its last byte.
        await().untilAsserted(() -> assertThat(turns.availablePermits()).isEqualTo(all));
    }
}
