package org.pactwatch.ledger.web;

import org.pactwatch.access.Subject;
import org.pactwatch.access.web.Withholding;
import org.pactwatch.ledger.Entry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes an entry of the ledger as a CloudEvent 1.0 (github.com/cloudevents/spec), as far as the asker may see it. */
public final class CloudEvents {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private CloudEvents() {}

    /** The entry with its payload as {@code data}, and {@code position}, {@code recorded} and {@code reconstructed} beside it. */
    public static ObjectNode write(Entry entry, Subject asker) {
        JsonNode metadata = JSON.readTree(entry.metadata());
        ObjectNode event = JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", entry.eventId())
                .put("source", "/api/v1/" + entry.aggregateType() + "s/" + entry.aggregateId())
                .put("type", entry.type())
                .put("subject", entry.aggregateId())
                .put("time", entry.recorded().toString())
                .put("datacontenttype", "application/json")
                .put("position", entry.position())
                .put("recorded", entry.recorded().toString())
                .put("sequence", Long.toString(entry.sequence()))
                .put("revision", entry.revision());
        if (metadata.path("reconstructed").asBoolean(false)) {
            event.put("reconstructed", true);
        }
        event.put("recordedby", metadata.path("subject").asString(""));
        event.set("data", Withholding.apply(JSON.readTree(entry.payload()), asker));
        return event;
    }
}
