package org.pactwatch.bench;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pactwatch.decision.Decider;
import org.pactwatch.decision.Decision;
import org.pactwatch.decision.Rejection;
import org.pactwatch.ledger.axon.EventCodec;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** As small a feature as there can be, so that what is measured is the way to the record and not what is decided. */
final class Note implements Decider<Note.Command, Note.Event, Integer> {

    /** How many events a note comes to: one that opens it and nine that add to it. */
    static final int EVENTS = 10;

    /** About as long as what is told of an incident. */
    static final String TEXT =
            "Strike on the substation at the northern edge of the town, claimed by the other side's command".repeat(4);

    sealed interface Command {
        String id();
    }

    record Open(String id, String text) implements Command {}

    record Add(String id, String text) implements Command {}

    sealed interface Event {}

    record Opened(String text) implements Event {}

    record Added(String text) implements Event {}

    @Override
    public Decision<Event> decide(Command command, @Nullable Integer length) {
        return switch (command) {
            case Open open ->
                length == null
                        ? Decision.accept(new Opened(open.text()))
                        : Decision.reject(Rejection.conflict("already-open", "There is one. Choose another id."));
            case Add add ->
                length == null
                        ? Decision.reject(Rejection.unknown("no-such-note", "There is no note " + add.id() + "."))
                        : Decision.accept(new Added(add.text()));
        };
    }

    @Override
    public Integer evolve(@Nullable Integer length, Event event) {
        return length == null ? 1 : length + 1;
    }

    static final class Codec implements EventCodec {

        private static final Map<String, Class<?>> TYPES =
                Map.of("note.opened", Opened.class, "note.added", Added.class);

        private final JsonMapper json = JsonMapper.builder().build();

        @Override
        public String typeOf(Class<?> event) {
            return event == Opened.class ? "note.opened" : "note.added";
        }

        @Override
        public String revisionOf(Class<?> event) {
            return "1";
        }

        @Override
        public Set<String> types() {
            return TYPES.keySet();
        }

        @Override
        public String write(Object event) {
            return json.writeValueAsString(event);
        }

        @Override
        public Object read(String type, String revision, String payload) {
            return json.readValue(payload, TYPES.get(type));
        }

        @Override
        public String writeMetadata(Map<String, ?> metadata) {
            return json.writeValueAsString(metadata);
        }

        @Override
        public Map<String, ?> readMetadata(String metadata) {
            return json.readValue(metadata, new TypeReference<Map<String, Object>>() {});
        }
    }
}
