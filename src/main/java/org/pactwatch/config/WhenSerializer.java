package org.pactwatch.config;

import org.pactwatch.agreement.When;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdSerializer;

/** Writes what {@link WhenDeserializer} reads. */
final class WhenSerializer extends StdSerializer<When> {

    WhenSerializer() {
        super(When.class);
    }

    @Override
    public void serialize(When when, JsonGenerator json, SerializationContext context) {
        if (when.from().equals(when.to())) {
            json.writeString(when.from().toString());
            return;
        }
        json.writeStartObject();
        json.writeStringProperty("from", when.from().toString());
        json.writeStringProperty("to", when.to().toString());
        json.writeEndObject();
    }
}
