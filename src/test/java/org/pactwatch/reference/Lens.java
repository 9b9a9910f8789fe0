package org.pactwatch.reference;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An agreement seen through one reading: rule 7.
 *
 * @param agreement the agreement as registered
 * @param reading the reading as declared; an object with nothing but an id for {@code as-written}
 */
record Lens(JsonNode agreement, JsonNode reading) {

    static final String AS_WRITTEN = "as-written";

    /** The agreement as it is written, while nobody has declared how to read it. */
    static Lens asWritten(JsonNode agreement) {
        return new Lens(agreement, Json.object().put("id", AS_WRITTEN));
    }

    String agreementId() {
        return Json.text(agreement, "id");
    }

    List<String> commitments() {
        List<String> keys = new ArrayList<>();
        for (JsonNode commitment : Json.list(agreement, "commitments")) {
            keys.add(Json.text(commitment, "key"));
        }
        return keys;
    }

    JsonNode commitment(String key) {
        for (JsonNode commitment : Json.list(agreement, "commitments")) {
            if (Json.text(commitment, "key").equals(key)) {
                return commitment;
            }
        }
        throw new IllegalArgumentException("no commitment " + key);
    }

    boolean isProhibition(String key) {
        return Json.text(commitment(key), "kind").equals("PROHIBITION");
    }

    String obligor(String key) {
        return Json.text(commitment(key), "obligor");
    }

    Term term(String key) {
        return Term.of(merged(key, "term"));
    }

    JsonNode scope(String key) {
        return merged(key, "scope");
    }

    /** Rule 15: what the commitment is said to be reciprocal with, prohibitions only. */
    List<String> twins(String key) {
        List<String> twins = new ArrayList<>();
        for (JsonNode condition : replaced(key, "conditions").values()) {
            String on = Json.textOrNull(condition, "on");
            if (Json.text(condition, "kind").equals("RECIPROCAL") && on != null && isProhibition(on)) {
                twins.add(on);
            }
        }
        return twins;
    }

    /** When the reading says that the obligor is bound; {@code null} if it doesn't say. */
    @Nullable
    Instant boundFrom(String key) {
        JsonNode boundFrom = replaced(key, "boundFrom");
        String party = obligor(key);
        return Json.has(boundFrom, party) ? Json.instant(boundFrom, party) : null;
    }

    /** Rule 15: ON_FINDING is the default. */
    String release(String key) {
        JsonNode release = replaced(key, "release");
        return release.isString() ? release.asString() : "ON_FINDING";
    }

    /** Rule 22: absent = all. */
    boolean recognises(String key, String authority) {
        JsonNode authorities = replaced(key, "authorities");
        if (authorities.isMissingNode() || authorities.isNull()) {
            return true;
        }
        return authorities.values().stream()
                .anyMatch(listed -> listed.asString().equals(authority));
    }

    /** Rule 7: merged field by field; what the reading says of this commitment goes before what it says of all. */
    private ObjectNode merged(String key, String name) {
        ObjectNode merged = Json.object();
        for (JsonNode layer : List.of(commitment(key), reading, ofReading(key))) {
            if (layer.path(name) instanceof ObjectNode fields) {
                merged.setAll(fields);
            }
        }
        return merged;
    }

    /** Rule 7: replaced as a whole. */
    private JsonNode replaced(String key, String name) {
        if (Json.has(ofReading(key), name)) {
            return ofReading(key).path(name);
        }
        return Json.has(reading, name) ? reading.path(name) : commitment(key).path(name);
    }

    private JsonNode ofReading(String key) {
        return reading.path("commitments").path(key);
    }
}
