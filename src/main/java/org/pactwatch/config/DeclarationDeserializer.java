package org.pactwatch.config;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.Consent;
import org.pactwatch.agreement.Declaration;
import org.pactwatch.agreement.Instrument;
import org.pactwatch.agreement.NegotiationItem;
import org.pactwatch.agreement.Reading;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.exc.InvalidFormatException;
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
            InvalidFormatException unknown = InvalidFormatException.from(
                    parser,
                    "A declaration has a type: one of " + String.join(", ", TYPES.keySet()) + ".",
                    type == null ? null : type.asString(""),
                    Declaration.class);
            unknown.prependPath(Declaration.class, "type");
            throw unknown;
        }
        return context.readTreeAsValue(object, known);
    }
}
