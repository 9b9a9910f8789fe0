package org.pactwatch.pages.web;

import java.time.Instant;
import java.util.HexFormat;
import org.pactwatch.access.Subject;
import org.pactwatch.ledger.Entry;
import org.pactwatch.ledger.web.CloudEvents;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An entry of the record, as far as somebody may see it.
 *
 * @param by who recorded it
 * @param of the kind of thing that it is about: {@code agreement} or {@code incident}
 * @param data as indented JSON, without what is withheld
 */
public record Event(
        long position,
        Instant recorded,
        String type,
        String revision,
        String by,
        String of,
        String subject,
        long sequence,
        String id,
        String hash,
        boolean withheld,
        String data) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Event of(Entry entry, Subject asker) {
        ObjectNode event = CloudEvents.write(entry, asker);
        JsonNode data = event.path("data");
        return new Event(
                entry.position(),
                entry.recorded(),
                entry.type(),
                entry.revision(),
                event.path("recordedby").asString(""),
                entry.aggregateType(),
                entry.aggregateId(),
                entry.sequence(),
                entry.eventId(),
                HexFormat.of().formatHex(entry.entryHash()),
                !data.findValues("withheld").isEmpty(),
                JSON.writerWithDefaultPrettyPrinter().writeValueAsString(data));
    }

    /** The page of what it is about. */
    public String path() {
        return of.equals("incident") ? Ways.incident(subject) : "/agreements/" + subject;
    }

    /** Does it report an incident, and so keep its subject from judging it? */
    boolean reports() {
        return type.equals("incident.reported") || type.equals("incident.report-added");
    }
}
