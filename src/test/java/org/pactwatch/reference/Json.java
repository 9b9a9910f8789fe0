package org.pactwatch.reference;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reading JSON without ceremony. A field that is missing, and one that is null, are the same: unknown. */
final class Json {

    static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    static boolean has(JsonNode node, String field) {
        return !node.path(field).isMissingNode() && !node.path(field).isNull();
    }

    /** The text of a field; {@code null} if it is not given. */
    static @Nullable String textOrNull(JsonNode node, String field) {
        return has(node, field) ? node.path(field).asString() : null;
    }

    static String text(JsonNode node, String field) {
        String text = textOrNull(node, field);
        if (text == null) {
            throw new IllegalArgumentException("no " + field + " in " + node);
        }
        return text;
    }

    static Instant instant(JsonNode node, String field) {
        return instant(text(node, field));
    }

    /** An instant, written with {@code Z} or with any other offset. */
    static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    /** The strings of a list; empty if it is not given. */
    static List<String> strings(JsonNode node, String field) {
        List<String> strings = new ArrayList<>();
        for (JsonNode value : list(node, field)) {
            strings.add(value.asString());
        }
        return strings;
    }

    /** The members of a list; empty if it is not given. */
    static List<JsonNode> list(JsonNode node, String field) {
        return has(node, field) ? new ArrayList<>(node.path(field).values()) : List.of();
    }

    /** A part of a path between its slashes; 1 is the one after the first. */
    static String segment(String path, int number) {
        return Arrays.asList(path.split("/", -1)).get(number);
    }

    static ArrayNode arrayOf(List<String> strings) {
        ArrayNode array = array();
        strings.forEach(array::add);
        return array;
    }
}
