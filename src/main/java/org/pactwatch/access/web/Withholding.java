package org.pactwatch.access.web;

import org.pactwatch.access.Subject;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Leaves out what the asker may not see: every member that says {@code "confidential": true} of itself. Its name stands in
 * {@code withheld} of the object that lacks it, so that nobody takes a gap for an absence.
 */
public final class Withholding {

    private static final String WITHHELD = "withheld";

    private Withholding() {}

    /** Changes {@code json} to what {@code asker} may see of it, at any depth. The same object, for convenience. */
    public static <N extends JsonNode> N apply(N json, Subject asker) {
        if (!asker.seesConfidential()) {
            strip(json);
        }
        return json;
    }

    private static void strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (String name : object.propertyNames().toArray(String[]::new)) {
                JsonNode member = object.get(name);
                if (isConfidential(member)) {
                    object.remove(name);
                    withheld(object).add(name);
                } else {
                    strip(member);
                }
            }
        } else if (node.isArray()) {
            node.forEach(Withholding::strip);
        }
    }

    private static boolean isConfidential(JsonNode member) {
        return member.isObject() && member.path("confidential").asBoolean(false);
    }

    private static ArrayNode withheld(ObjectNode object) {
        return object.get(WITHHELD) instanceof ArrayNode present ? present : object.putArray(WITHHELD);
    }
}
