package org.pactwatch.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.pactwatch.compliance.Compliance;
import org.pactwatch.compliance.Force;
import org.pactwatch.compliance.Standing;
import tools.jackson.databind.JsonNode;

/** What is shipped for Prometheus and Grafana, as far as it can be checked without them. */
class WatchFilesTest {

    private static final Set<String> NO_FINDINGS = Set.of("ALLEGED", "BOUNDARY", "CONTESTED", "UNRESOLVED");

    private static List<String> texts(JsonNode node, String member) {
        return node.findValues(member).stream().map(JsonNode::asString).toList();
    }

    @Test
    void names_are_found_in_promql() {
        assertThat(WatchFiles.metrics("""
                sum by (job, le) (rate(a_bucket{b="c_d", e=~"f|g{"}[$__rate_interval])) / 2 > 1e9
                and on (h) group_left () (i offset 1m) unless ignoring (j) k:l == bool 1 or absent(m{n="o\\"p"})""")).containsExactly("a_bucket", "i", "k:l", "m");
    }

    @Test
    void a_running_server_exports_every_metric_that_rules_and_dashboard_name() {
        RunningServer server = RunningServer.real();
        Pacts pact = Pacts.registered(server);
        server.accepted("monitor", "/incidents", pact.strike());
        Set<String> needed = WatchFiles.neededMetrics();
        assertThat(needed)
                .hasSizeGreaterThan(20)
                .contains(
                        "pactwatch_compliance",
                        "pactwatch_remaining_seconds",
                        "pactwatch_command_duration_seconds_bucket");
        // A request is counted a moment after it was answered.
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(server.http()
                                .get("/actuator/prometheus")
                                .body()
                                .lines()
                                .filter(line -> !line.startsWith("#"))
                                .map(line -> line.split("[{ ]", 2)[0])
                                .collect(Collectors.toSet()))
                        .containsAll(needed));
    }

    @Test
    void the_dashboard_can_be_taken_to_any_grafana() {
        JsonNode dashboard = WatchFiles.dashboard();
        assertThat(dashboard.has("id")).isTrue();
        assertThat(dashboard.path("id").isNull()).isTrue();
        assertThat(dashboard.has("__inputs")).isFalse();
        List<JsonNode> sources = dashboard.findValues("datasource");
        assertThat(sources).hasSizeGreaterThan(20);
        for (JsonNode source : sources) {
            assertThat(source.toString()).isEqualTo("{\"type\":\"prometheus\",\"uid\":\"${datasource}\"}");
        }
        assertThat(dashboard.path("templating").path("list"))
                .extracting(variable -> variable.path("name").asString())
                .containsExactly("datasource", "instance", "agreement", "commitment", "reading");
        assertThat(dashboard.path("panels"))
                .extracting(panel -> panel.path("id").asInt())
                .doesNotHaveDuplicates();
    }

    @Test
    void every_panel_says_what_it_shows_in_which_unit_and_of_which_server() {
        for (JsonNode panel : WatchFiles.dashboard().path("panels")) {
            assertThat(panel.path("title").asString()).isNotBlank();
        }
        assertThat(WatchFiles.panels()).hasSizeGreaterThan(15);
        for (JsonNode panel : WatchFiles.panels()) {
            String title = panel.path("title").asString();
            assertThat(panel.path("description").asString()).as(title).hasSizeGreaterThan(20);
            assertThat(panel.path("fieldConfig").path("defaults").path("unit").asString())
                    .as(title)
                    .isNotBlank();
            assertThat(panel.has("datasource")).as(title).isTrue();
            assertThat(panel.path("targets").size()).as(title).isPositive();
            for (JsonNode target : panel.path("targets")) {
                assertThat(target.has("datasource")).as(title).isTrue();
                String expression = target.path("expr").asString();
                assertThat(expression.split("\\{", -1).length)
                        .as(expression)
                        .isGreaterThan(1)
                        .isEqualTo(expression.split(Pattern.quote("{instance=\"$instance\""), -1).length);
            }
        }
    }

    @Test
    void every_state_has_words_and_a_colour_that_is_neither_red_nor_green() {
        for (JsonNode panel : WatchFiles.panels()) {
            String asked = texts(panel, "expr").toString();
            List<? extends Enum<?>> states = asked.contains("pactwatch_compliance")
                    ? List.of(Compliance.values())
                    : asked.contains("pactwatch_force") ? List.of(Force.values()) : List.of();
            if (states.isEmpty()) {
                continue;
            }
            JsonNode fields = panel.path("fieldConfig");
            boolean table = panel.path("type").asString().equals("table");
            JsonNode mappings = fields.at(table ? "/overrides/0/properties/0/value" : "/defaults/mappings");
            JsonNode words = mappings.path(0).path("options");
            if (table) {
                assertThat(words.propertyNames())
                        .containsExactlyInAnyOrderElementsOf(
                                states.stream().map(Enum::name).toList());
                states.forEach(state -> assertWords(state, words.path(state.name())));
            } else {
                assertThat(words.size()).isEqualTo(states.size());
                for (Enum<?> state : states) {
                    Matcher number = Pattern.compile("(\\d+) \\* [^\\n]*state=\"" + state + "\"")
                            .matcher(texts(panel, "expr").get(0));
                    assertThat(number.find()).as("%s in %s", state, asked).isTrue();
                    assertWords(state, words.path(number.group(1)));
                }
                assertThat(panel.path("options").path("showValue").asString()).isEqualTo("always");
            }
        }
    }

    private static void assertWords(Enum<?> state, JsonNode mapping) {
        assertThat(mapping.path("text").asString())
                .isEqualToIgnoringCase(state.name().replace('_', ' '));
        int rgb = Integer.parseInt(mapping.path("color").asString().substring(1), 16);
        int red = rgb >> 16;
        int green = rgb >> 8 & 0xff;
        int blue = rgb & 0xff;
        assertThat(red > 2 * green && red > 2 * blue).as("%s is red", state).isFalse();
        assertThat(green > 1.3 * red && green > 1.3 * blue)
                .as("%s is green", state)
                .isFalse();
    }

    @Test
    void allegations_are_never_added_to_findings_nor_readings_to_one_another() {
        Set<String> shown = new TreeSet<>();
        for (JsonNode panel : WatchFiles.panels()) {
            for (String expression : texts(panel, "expr")) {
                if (!expression.contains("pactwatch_incidents")) {
                    continue;
                }
                // One bare selector: nothing is aggregated.
                assertThat(expression).matches("pactwatch_incidents\\{[^}]*}");
                assertThat(panel.findValue("stacking").path("mode").asString()).isEqualTo("none");
                List<String> standings = Arrays.asList(expression
                        .replaceAll(".*standing=~\"([A-Z_|]*)\".*", "$1")
                        .split("\\|"));
                assertThat(shown).doesNotContainAnyElementsOf(standings);
                shown.addAll(standings);
                if (standings.contains("SUBSTANTIATED")) {
                    assertThat(standings).containsExactly("SUBSTANTIATED");
                }
                if (standings.stream().anyMatch(NO_FINDINGS::contains)) {
                    assertThat(NO_FINDINGS).containsAll(standings);
                }
            }
        }
        assertThat(shown)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Standing.values()).map(Enum::name).toList());
    }

    @Test
    void every_alert_says_what_it_means_and_what_not_and_leads_to_a_section() {
        Set<String> sections = WatchFiles.read(Path.of("docs/operations.md"))
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 -]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
        assertThat(WatchFiles.alerts()).hasSizeGreaterThan(5);
        for (JsonNode alert : WatchFiles.alerts()) {
            String name = alert.path("alert").asString();
            JsonNode annotations = alert.path("annotations");
            assertThat(annotations.path("summary").asString()).as(name).isNotBlank();
            assertThat(annotations.path("description").asString())
                    .as(name)
                    .startsWith("Means: ")
                    .contains(" Does not mean: ");
            assertThat(annotations.toString().toLowerCase(Locale.ROOT))
                    .as(name)
                    .doesNotContain("broke", "breach", "violated", "guilty", "culprit");
            String runbook = annotations.path("runbook_url").asString();
            assertThat(runbook).as(name).startsWith("docs/operations.md#");
            assertThat(sections).as(name).contains(runbook.substring(runbook.indexOf('#') + 1));
            assertThat(alert.path("labels").path("severity").asString())
                    .as(name)
                    .isIn("info", "warning", "critical");
        }
    }

    @Test
    void every_alert_is_tested_to_fire_and_not_to_fire() {
        JsonNode tests = WatchFiles.yaml(WatchFiles.PROMETHEUS.resolve("pactwatch.rules.test.yml"))
                .path("tests");
        for (JsonNode alert : WatchFiles.alerts()) {
            String name = alert.path("alert").asString();
            Set<Boolean> fires = StreamSupport.stream(tests.spliterator(), false)
                    .flatMap(test ->
                            StreamSupport.stream(test.path("alert_rule_test").spliterator(), false))
                    .filter(test -> test.path("alertname").asString().equals(name))
                    .map(test -> !test.path("exp_alerts").isEmpty())
                    .collect(Collectors.toSet());
            assertThat(fires).as(name).containsExactlyInAnyOrder(true, false);
        }
    }

    @Test
    void the_files_find_one_another() {
        JsonNode prometheus = WatchFiles.yaml(WatchFiles.PROMETHEUS.resolve("prometheus.yml"));
        assertThat(WatchFiles.PROMETHEUS.resolve(
                        prometheus.path("rule_files").path(0).asString()))
                .isRegularFile();
        JsonNode job = prometheus.path("scrape_configs").path(0);
        assertThat(job.path("job_name").asString()).isEqualTo("pactwatch");
        assertThat(job.path("metrics_path").asString()).isEqualTo("/actuator/prometheus");
        JsonNode server =
                WatchFiles.yaml(Path.of("src/main/resources/application.yaml")).path("server");
        assertThat(job.path("static_configs").path(0).path("targets").path(0).asString())
                .isEqualTo("%s:%s"
                        .formatted(
                                server.path("address").asString(),
                                server.path("port").asString()));
        JsonNode source = WatchFiles.yaml(WatchFiles.GRAFANA.resolve("provisioning/datasources/prometheus.yaml"))
                .path("datasources")
                .path(0);
        assertThat(source.path("type").asString()).isEqualTo("prometheus");
        assertThat(source.path("jsonData").path("timeInterval").asString())
                .isEqualTo(prometheus.path("global").path("scrape_interval").asString());
        String folder = WatchFiles.yaml(WatchFiles.GRAFANA.resolve("provisioning/dashboards/pactwatch.yaml"))
                .path("providers")
                .path(0)
                .path("options")
                .path("path")
                .asString();
        assertThat(Files.isRegularFile(WatchFiles.DASHBOARD)).isTrue();
        assertThat(WatchFiles.read(Path.of("docs/operations.md"))).contains(folder);
    }
}
