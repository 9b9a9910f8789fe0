package org.pactwatch.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A real Prometheus, with the configuration that is shipped, watches the server. */
class PrometheusObservability {

    /** Several scrapes and evaluations, which are 15 seconds apart. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private static Path folder;

    private static RunningServer server;
    private static Prometheus prometheus;

    @BeforeAll
    static void start() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        server = RunningServer.start(data, "pactwatch.example=false", "pactwatch.tick=1s");
        Path rules = WatchFiles.PROMETHEUS.resolve("pactwatch.rules.yml").toAbsolutePath();
        String shipped = WatchFiles.read(WatchFiles.PROMETHEUS.resolve("prometheus.yml"));
        String config = shipped.replace("127.0.0.1:8080", "127.0.0.1:" + server.port())
                .replace("- pactwatch.rules.yml", "- " + rules);
        assertThat(config).contains(":" + server.port(), rules.toString());
        prometheus = Prometheus.start(Files.writeString(folder.resolve("prometheus.yml"), config), folder);
    }

    @AfterAll
    static void stop() {
        if (prometheus != null) {
            prometheus.close();
        }
        if (server != null) {
            server.close();
        }
    }

    /** A report that is no finding yet. */
    private static String reported(Pacts pact) {
        return server.accepted("monitor", "/incidents", pact.strike())
                .path("id")
                .asString();
    }

    private static void found(String incident, Pacts pact) {
        long position = server.accepted("reviewer", "/incidents/" + incident + "/findings", """
                        {"authority":"A board","mandate":"Named by both","standard":"Reasonable grounds",
                         "outcome":"SUBSTANTIATED","attributedTo":["%s"],"reasons":"Wreckage was examined"}""".formatted(pact.one))
                .path("position")
                .asLong();
        assertThat(server.get(pact.commitment() + "?reading=as-written&minPosition=" + position)
                        .json()
                        .path("compliance")
                        .asString())
                .isEqualTo("VIOLATION_FOUND");
    }

    private static String asked(String expression) {
        return expression
                .replace("$instance", "127.0.0.1:" + server.port())
                .replaceAll("\\$(agreement|commitment|reading)", ".+")
                // As Grafana works it out from a scrape interval of 15 s.
                .replace("$__rate_interval", "1m");
    }

    @Test
    void promtool_accepts_what_is_shipped_and_the_rules_tests_pass() {
        Path there = WatchFiles.PROMETHEUS;
        assertThat(Prometheus.promtool(
                        folder,
                        "check",
                        "config",
                        there.resolve("prometheus.yml").toString()))
                .contains("1 rule files found");
        assertThat(Prometheus.promtool(
                        folder,
                        "check",
                        "rules",
                        there.resolve("pactwatch.rules.yml").toString()))
                .contains(WatchFiles.alerts().size() + " rules found");
        assertThat(Prometheus.promtool(
                        folder,
                        "test",
                        "rules",
                        there.resolve("pactwatch.rules.test.yml").toString()))
                .contains("SUCCESS");
    }

    @Test
    void the_target_is_up_and_every_rule_can_be_evaluated() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode target = prometheus.api("targets").path("activeTargets").path(0);
            assertThat(target.path("health").asString()).as(target.toString()).isEqualTo("up");
        });
        await().atMost(PATIENCE).untilAsserted(() -> {
            List<String> states = new ArrayList<>();
            for (JsonNode group : prometheus.api("rules").path("groups")) {
                for (JsonNode rule : group.path("rules")) {
                    assertThat(rule.path("lastError").asString("")).isEmpty();
                    states.add(rule.path("health").asString());
                }
            }
            assertThat(states).hasSize(WatchFiles.alerts().size()).containsOnly("ok");
        });
        WatchFiles.ruleQueries().forEach(rule -> prometheus.query(rule.expression()));
    }

    @Test
    void every_metric_that_rules_and_dashboard_name_is_there_and_every_query_has_an_answer() {
        Pacts pact = Pacts.registered(server);
        found(reported(pact), pact);
        await().atMost(PATIENCE).untilAsserted(() -> {
            List<String> names = new ArrayList<>();
            prometheus.api("label/__name__/values").forEach(name -> names.add(name.asString()));
            assertThat(names).containsAll(WatchFiles.neededMetrics()).containsAll(WatchFiles.OF_PROMETHEUS);
        });
        List<WatchFiles.Query> queries = new ArrayList<>(WatchFiles.panelQueries());
        queries.addAll(WatchFiles.variableQueries());
        for (WatchFiles.Query query : queries) {
            // A rate needs two scrapes.
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    prometheus.query(asked(query.expression())).size())
                            .as(query.toString())
                            .isPositive());
        }
    }

    @Test
    void a_finding_fires_under_its_reading_and_an_allegation_does_not() {
        Pacts found = Pacts.registered(server);
        Pacts alleged = Pacts.registered(server);
        reported(alleged);
        found(reported(found), found);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(alerts("PactwatchViolationFound"))
                        .anySatisfy(alert -> {
                            JsonNode labels = alert.path("labels");
                            assertThat(labels.path("agreement").asString()).isEqualTo(found.id);
                            assertThat(labels.path("commitment").asString()).isEqualTo("one-abstains");
                            assertThat(labels.path("reading").asString()).isEqualTo("as-written");
                            assertThat(alert.path("state").asString()).isEqualTo("firing");
                            assertThat(alert.path("annotations").path("summary").asString())
                                    .contains(found.id + "/one-abstains", "by an authority", "as-written");
                        }));
        assertThat(alerts("PactwatchViolationFound"))
                .noneSatisfy(alert -> assertThat(
                                alert.path("labels").path("agreement").asString())
                        .isEqualTo(alleged.id));
        // A server in order: nothing but findings is told of it.
        assertThat(prometheus.api("alerts").path("alerts"))
                .filteredOn(alert -> alert.path("state").asString().equals("firing"))
                .extracting(alert -> alert.path("labels").path("alertname").asString())
                .isSubsetOf("PactwatchViolationFound", "PactwatchFindingsChanged");
    }

    private static List<JsonNode> alerts(String name) {
        return StreamSupport.stream(prometheus.api("alerts").path("alerts").spliterator(), false)
                .filter(alert ->
                        alert.path("labels").path("alertname").asString().equals(name))
                .toList();
    }
}
