package org.pactwatch.config;

import java.time.Instant;
import org.pactwatch.agreement.When;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/** An instant as a string, or an interval as {@code {from, to}}. */
final class WhenDeserializer extends StdDeserializer<When> {

    WhenDeserializer() {
        super(When.class);
    }

    @Override
    public When deserialize(JsonParser parser, DeserializationContext context) {
        if (parser.hasToken(JsonToken.START_OBJECT)) {
            Span span = context.readValue(parser, Span.class);
            return new When(span.from(), span.to());
        }
        return When.at(context.readValue(parser, Instant.class));
    }

    record Span(Instant from, Instant to) {}
}
