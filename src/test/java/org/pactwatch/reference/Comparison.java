package org.pactwatch.reference;

import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Compares an answer with what the model expects, field by field. */
final class Comparison {

    /** Fields that must be absent where the model doesn't expect them. */
    private static final List<String> ONLY_WHERE_THEY_APPLY = List.of("startsIn", "endedAgo");

    /** Is told each difference. */
    @FunctionalInterface
    interface Sink {
        void differs(String path, String expected, String got);
    }

    private final Sink sink;

    Comparison(Sink sink) {
        this.sink = sink;
    }

    /** Every field that the model expects; a field that is absent is null. */
    void compare(String path, JsonNode expected, JsonNode got) {
        if (expected.isObject() && got.isObject()) {
            for (String field : new TreeSet<>(expected.propertyNames())) {
                compare(path + "/" + field, expected.path(field), got.path(field));
            }
            for (String field : ONLY_WHERE_THEY_APPLY) {
                if (Json.has(got, field) && !Json.has(expected, field)) {
                    sink.differs(path + "/" + field, "absent", got.path(field).toString());
                }
            }
        } else if (expected.isArray() && got.isArray() && expected.size() == got.size()) {
            for (int i = 0; i < expected.size(); i++) {
                compare(path + "/" + i, expected.path(i), got.path(i));
            }
        } else if (!value(expected).equals(value(got))) {
            sink.differs(path, value(expected), value(got));
        }
    }

    /** Numbers of any width are the same number. */
    private static String value(JsonNode node) {
        return node.isMissingNode() ? "null" : node.toString();
    }

    /** Standings by where they stand, since their order is free. */
    static ObjectNode byPlace(JsonNode standings) {
        TreeMap<String, String> sorted = new TreeMap<>();
        for (JsonNode standing : standings.values()) {
            String place = Json.text(standing, "agreement") + "/" + Json.text(standing, "commitment") + "/"
                    + Json.text(standing, "reading");
            sorted.merge(place, Json.text(standing, "standing"), (one, other) -> one + " and " + other);
        }
        ObjectNode byPlace = Json.object();
        byPlace.put("places", String.join(" ", sorted.keySet()));
        sorted.forEach(byPlace::put);
        return byPlace;
    }
}
