package org.pactwatch.ledger.axon;

import java.util.Map;
import java.util.Set;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

final class NotesCodec implements EventCodec {

    private static final Map<String, Class<?>> TYPES =
            Map.of("note.opened", Notes.Opened.class, "note.added", Notes.Added.class);

    private final JsonMapper json = JsonMapper.builder().build();

    @Override
    public String typeOf(Class<?> event) {
        return TYPES.entrySet().stream()
                .filter(type -> type.getValue().equals(event))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No name for " + event));
    }

    @Override
    public String revisionOf(Class<?> event) {
        return "1";
    }

    @Override
    public String write(Object event) {
        return json.writeValueAsString(event);
    }

    @Override
    public Object read(String type, String revision, String payload) {
        Class<?> known = TYPES.get(type);
        if (known == null) {
            throw new IllegalArgumentException("No event is called " + type);
        }
        return json.readValue(payload, known);
    }

    @Override
    public Set<String> types() {
        return TYPES.keySet();
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
