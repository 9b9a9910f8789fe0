package org.pactwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pactwatch.support.Http.Answer;
import tools.jackson.databind.JsonNode;

/** Lists come in pages that follow each other without gap or repetition, whatever is written meanwhile. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ListsTest {

    private final RunningServer server = RunningServer.real();

    /** Follows the Link headers to the end. */
    private List<JsonNode> all(String path) {
        List<JsonNode> items = new ArrayList<>();
        String next = "/api/v1" + path;
        while (!next.isEmpty()) {
            Answer page = server.http().get(next);
            assertThat(page.status()).as(page.body()).isEqualTo(200);
            page.json().path("items").forEach(items::add);
            String link = page.header("Link");
            if (page.json().path("next").isNull()) {
                assertThat(link).isEmpty();
                return items;
            }
            assertThat(link).endsWith(">; rel=\"next\"");
            next = link.substring(1, link.indexOf('>'));
            assertThat(next).contains("after=" + page.json().path("next").asString());
        }
        return items;
    }

    private static List<String> ids(List<JsonNode> items) {
        return items.stream().map(item -> item.path("id").asString()).toList();
    }

    private Pacts pactWith(int strikes, List<String> ids) {
        Pacts pact = Pacts.registered(server);
        long last = 0;
        for (int i = 0; i < strikes; i++) {
            JsonNode receipt = server.accepted("monitor", "/incidents", pact.strike());
            ids.add(receipt.path("id").asString());
            last = receipt.path("position").asLong();
        }
        server.get("/compliance?minPosition=" + last);
        return pact;
    }

    @Test
    void pages_of_incidents_follow_each_other() {
        List<String> ids = new ArrayList<>();
        Pacts pact = pactWith(7, ids);
        String filter = "commitment=" + pact.id + "/one-abstains";
        assertThat(ids(all("/incidents?limit=2&" + filter))).containsExactlyElementsOf(ids);
        assertThat(ids(all("/incidents?limit=7&" + filter))).containsExactlyElementsOf(ids);
        assertThat(ids(all("/incidents?limit=3"))).containsAll(ids).doesNotHaveDuplicates();
    }

    @Test
    void incidents_are_found_by_commitment_reading_standing_and_time() {
        List<String> ids = new ArrayList<>();
        Pacts pact = pactWith(1, ids);
        String early = server.accepted(
                        "monitor", "/incidents", pact.strike().replace(Pacts.INSIDE, "2025-01-01T10:00:00Z"))
                .path("id")
                .asString();
        JsonNode last = server.accepted("monitor", "/incidents", pact.strike().replace("SUBSTATION", "FUEL_RETAIL"));
        String outside = last.path("id").asString();
        server.get("/compliance?minPosition=" + last.path("position").asLong());
        String filter = "/incidents?limit=1000&commitment=" + pact.id + "/one-abstains";
        assertThat(ids(all(filter))).containsExactly(ids.get(0), early, outside);
        assertThat(ids(all(filter + "&standing=ALLEGED"))).containsExactly(ids.get(0));
        assertThat(ids(all(filter + "&standing=OUTSIDE_SCOPE"))).containsExactly(outside);
        assertThat(ids(all(filter + "&reading=as-written&standing=BEFORE_BINDING")))
                .containsExactly(early);
        assertThat(ids(all(filter + "&from=2025-03-01T00:00:00Z"))).containsExactly(ids.get(0), outside);
        assertThat(ids(all(filter + "&to=2025-03-01T00:00:00Z"))).containsExactly(early);
        assertThat(ids(all("/incidents?limit=1000&commitment=" + pact.id + "/other-abstains")))
                .isEmpty();
        assertThat(server.get(filter + "&standing=GUILTY").rule()).isEqualTo("standing-unknown");
        assertThat(server.get(filter + "&reading=nobodys").rule()).isEqualTo("unknown-reading");
        assertThat(server.get("/incidents?commitment=" + pact.id + "/nothing").rule())
                .isEqualTo("unknown-commitment");
        assertThat(server.get("/incidents?commitment=nothing").rule()).isEqualTo("commitment-malformed");
    }

    @Test
    void lists_are_counted_on_request_only() {
        Pacts.registered(server);
        assertThat(server.get("/incidents").json().has("count")).isFalse();
        JsonNode counted = server.get("/incidents?count=true&limit=1").json();
        assertThat(counted.path("count").asInt())
                .isEqualTo(all("/incidents?limit=1000").size());
        assertThat(server.get("/agreements?count=true&limit=1")
                        .json()
                        .path("count")
                        .asInt())
                .isEqualTo(all("/agreements?limit=1000").size());
    }

    @Test
    void pages_of_agreements_follow_each_other_by_id() {
        Pacts.registered(server);
        Pacts.registered(server);
        List<String> ids = ids(all("/agreements?limit=1"));
        assertThat(ids).isSorted().doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(2);
        assertThat(ids).isEqualTo(ids(all("/agreements?limit=1000")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/incidents",
                "/agreements",
                "/compliance",
                "/history",
                "/history/1",
                "/incidents/x",
                "/agreements/x",
                "/version"
            })
    void a_mistyped_parameter_is_refused_and_not_ignored(String path) {
        Answer answer = server.get(path + "?limti=1");
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.rule()).isEqualTo("parameter-unknown");
        assertThat(answer.fault().path("parameter").asString()).isEqualTo("limti");
        assertThat(answer.fault().path("fix").asString()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/incidents", "/agreements", "/history"})
    void a_limit_or_a_place_that_is_no_number_within_bounds_is_refused(String path) {
        for (String limit : List.of("0", "-1", "1001", "99999999999", "many", "1.5")) {
            Answer answer = server.get(path + "?limit=" + limit);
            assertThat(answer.status()).as(limit + answer.body()).isEqualTo(400);
            assertThat(answer.rule()).isEqualTo("number-out-of-range");
            assertThat(answer.fault().path("parameter").asString()).isEqualTo("limit");
        }
        if (!path.equals("/agreements")) {
            assertThat(server.get(path + "?after=-1").rule()).isEqualTo("number-out-of-range");
        }
    }
}
