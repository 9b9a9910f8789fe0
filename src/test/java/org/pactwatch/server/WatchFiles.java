package org.pactwatch.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What the repository ships for Prometheus and Grafana. */
final class WatchFiles {

    static final Path PROMETHEUS = Path.of("config/prometheus");
    static final Path GRAFANA = Path.of("config/grafana");
    static final Path DASHBOARD = GRAFANA.resolve("dashboards/pactwatch.json");

    /** Of Prometheus itself, not of the server. */
    static final Set<String> OF_PROMETHEUS = Set.of("up");

    private static final Set<String> WORDS = Set.of(
            "and", "or", "unless", "offset", "bool", "by", "without", "on", "ignoring", "group_left", "group_right");
    private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern MATCHERS = Pattern.compile("\\{[^}]*}");
    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]|\\boffset\\s+\\w+");
    private static final Pattern LABELS =
            Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
    private static final Pattern NAME = Pattern.compile("(?<![\\w:.])([a-zA-Z_:][\\w:]*)\\b(?!\\s*\\()");
    private static final Pattern VALUES = Pattern.compile("label_values\\((.*), (\\w+)\\)");

    private WatchFiles() {}

    /**
     * An expression of PromQL.
     *
     * @param where who asks it
     */
    record Query(String where, String expression) {

        @Override
        public String toString() {
            return where + ": " + expression;
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode yaml(Path file) {
        return new YAMLMapper().readTree(read(file));
    }

    static JsonNode dashboard() {
        return new JsonMapper().readTree(read(DASHBOARD));
    }

    /** Panels that show figures. */
    static List<JsonNode> panels() {
        List<JsonNode> panels = new ArrayList<>();
        for (JsonNode panel : dashboard().path("panels")) {
            if (!Set.of("row", "text").contains(panel.path("type").asString())) {
                panels.add(panel);
            }
        }
        return panels;
    }

    static List<JsonNode> alerts() {
        List<JsonNode> alerts = new ArrayList<>();
        for (JsonNode group : yaml(PROMETHEUS.resolve("pactwatch.rules.yml")).path("groups")) {
            group.path("rules").forEach(alerts::add);
        }
        return alerts;
    }

    static List<Query> ruleQueries() {
        return alerts().stream()
                .map(alert -> new Query(
                        alert.path("alert").asString(), alert.path("expr").asString()))
                .toList();
    }

    static List<Query> panelQueries() {
        List<Query> queries = new ArrayList<>();
        for (JsonNode panel : panels()) {
            for (JsonNode target : panel.path("targets")) {
                queries.add(new Query(
                        panel.path("title").asString(), target.path("expr").asString()));
            }
        }
        return queries;
    }

    /** What the dashboard's variables are chosen from. */
    static List<Query> variableQueries() {
        List<Query> queries = new ArrayList<>();
        for (JsonNode variable : dashboard().path("templating").path("list")) {
            if (variable.path("type").asString().equals("query")) {
                String query = variable.path("query").path("query").asString();
                Matcher values = VALUES.matcher(query);
                if (!values.matches()) {
                    throw new AssertionError(query);
                }
                // A series without the label would not be counted.
                queries.add(new Query(
                        "$" + variable.path("name").asString(),
                        "count by (%s) (%s) unless count(%s{%s=\"\"})"
                                .formatted(
                                        values.group(2),
                                        values.group(1),
                                        values.group(1).replaceAll("\\{.*", ""),
                                        values.group(2))));
            }
        }
        return queries;
    }

    /** The metrics that an expression names. */
    static SortedSet<String> metrics(String expression) {
        String rest = STRING.matcher(expression).replaceAll("\"\"");
        for (Pattern noise : List.of(MATCHERS, RANGE, LABELS)) {
            rest = noise.matcher(rest).replaceAll(" ");
        }
        SortedSet<String> names = new TreeSet<>();
        NAME.matcher(rest)
                .results()
                .map(name -> name.group(1))
                .filter(name -> !WORDS.contains(name))
                .forEach(names::add);
        return names;
    }

    /** All metrics of rules and dashboard that a server must export. */
    static SortedSet<String> neededMetrics() {
        SortedSet<String> names = new TreeSet<>();
        for (List<Query> queries : List.of(ruleQueries(), panelQueries(), variableQueries())) {
            queries.forEach(query -> names.addAll(metrics(query.expression())));
        }
        names.removeAll(OF_PROMETHEUS);
        return names;
    }
}
