package org.pactwatch.config;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.Consent;
import org.pactwatch.agreement.Declaration;
import org.pactwatch.agreement.Instrument;
import org.pactwatch.agreement.NegotiationItem;
import org.pactwatch.agreement.Reading;
import org.pactwatch.decision.web.RefusedValue;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.node.ObjectNode;

/**
 * Chooses the kind of declaration by its {@code type}. Not by an annotation on {@link Declaration}: instruments and
 * readings stand in an agreement's file too, and have no type there.
 */
final class DeclarationDeserializer extends StdDeserializer<Declaration> {

    private static final Map<String, Class<? extends Declaration>> TYPES = new LinkedHashMap<>();

    static {
        TYPES.put("CONSENT", Consent.class);
        TYPES.put("INSTRUMENT", Instrument.class);
        TYPES.put("READING", Reading.class);
        TYPES.put("NEGOTIATION_ITEM", NegotiationItem.class);
        TYPES.put("DELIVERY", Declaration.Handover.class);
        TYPES.put("RELEASE", Declaration.Release.class);
        TYPES.put("RESERVATION", Declaration.Reservation.class);
        TYPES.put("WAIVER", Declaration.Waiver.class);
        TYPES.put("AGGREGATE_CLAIM", Declaration.AggregateClaim.class);
    }

    DeclarationDeserializer() {
        super(Declaration.class);
    }

    @Override
    public @Nullable Declaration deserialize(JsonParser parser, DeserializationContext context) {
        JsonNode body = context.readTree(parser);
        if (!(body instanceof ObjectNode object)) {
            return (Declaration) context.handleUnexpectedToken(context.constructType(Declaration.class), parser);
        }
        JsonNode type = object.remove("type");
        Class<? extends Declaration> known = type == null ? null : TYPES.get(type.asString(""));
        if (known == null) {
            throw refused(
                    parser,
                    "type",
                    type == null ? "" : type.asString(""),
                    "declaration-type-unknown",
                    type == null ? "The declaration doesn't say of what type it is." : "There is no such declaration.",
                    "Write one of " + String.join(", ", TYPES.keySet()) + ".");
        }
        if (object.path("commitments").isArray() && object.path("commitments").isEmpty()) {
            throw refused(
                    parser,
                    "commitments",
                    "[]",
                    "commitments-named-none",
                    "An empty list names no commitment.",
                    "Name them; to speak of all, leave the field out.");
        }
        if (object.has("commitment") && object.has("commitments")) {
            throw refused(
                    parser,
                    "commitment",
                    object.get("commitment").asString(""),
                    "commitment-said-twice",
                    "Both commitment and commitments are given.",
                    "Give one of them: a key, or a list of keys.");
        }
        return context.readTreeAsValue(object, known);
    }

    private static RefusedValue refused(
            JsonParser parser, String field, String value, String rule, String reason, String fix) {
        RefusedValue refused = new RefusedValue(parser, value, Declaration.class, rule, reason, fix);
        refused.prependPath(Declaration.class, field);
        return refused;
    }
}
