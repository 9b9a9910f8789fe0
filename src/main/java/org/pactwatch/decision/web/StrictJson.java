package org.pactwatch.decision.web;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON as the HTTP edge reads and writes it: unknown fields, duplicate keys, trailing text and wrong types are refused;
 * instants are ISO 8601. Not for what is stored: the ledger has a mapper of its own, which must read old events for
 * ever.
 */
public final class StrictJson {

    private static final JsonMapper MAPPER = Strictness.applyTo(JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(Strictness.LIMITS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build()))
            .build();

    private StrictJson() {}

    /** Shared and immutable; {@code rebuild()} it to change anything. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /**
     * Reads one value.
     *
     * @throws ProblemException if {@code json} is malformed or doesn't fit {@code type}
     */
    public static <T> T read(byte[] json, Class<T> type) {
        check(json);
        try {
            return MAPPER.readValue(json, type);
        } catch (JacksonException e) {
            throw new ProblemException(BodyProblems.of(e, json, MAPPER));
        }
    }

    /** Judges the form before the content: what is malformed anywhere is malformed, whatever else is wrong with it. */
    static void check(byte[] json) {
        try (JsonParser parser = MAPPER.createParser(json)) {
            while (parser.nextToken() != null) {
                parser.finishToken();
                if (parser.hasToken(JsonToken.VALUE_STRING)) {
                    Strictness.checkText(parser.getString());
                }
            }
        } catch (JacksonException e) {
            throw new ProblemException(BodyProblems.of(e, json, MAPPER));
        }
    }
}
