package org.pactwatch.decision.web;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/** Reads a double from a number only, and a finite one: not from "NaN", and 1e999 is not infinity. */
final class FiniteDeserializer extends StdScalarDeserializer<Double> {

    FiniteDeserializer(Class<Double> type) {
        super(type);
    }

    /** Null, or nothing at all: the box may be empty, the primitive can't. */
    @Override
    public @Nullable Object getNullValue(DeserializationContext context) {
        return handledType() == double.class ? context.reportInputMismatch(this, "a number is missing") : null;
    }

    @Override
    public Double deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.currentToken().isNumeric()) {
            return (Double) context.handleUnexpectedToken(getValueType(context), parser);
        }
        double value = parser.getDoubleValue();
        if (!Double.isFinite(value)) {
            throw context.weirdNumberException(value, Double.class, "not finite");
        }
        return value;
    }
}
