package org.pactwatch.decision.web;

import com.fasterxml.jackson.annotation.Nulls;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MapperBuilder;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/** What JSON and YAML bodies have in common: nothing is guessed, nothing is ignored, nothing is unbounded. */
final class Strictness {

    static final int DEPTH = 32;
    static final int TEXT = 64 * 1024;
    static final int DIGITS = 100;
    static final int NAME = 200;

    static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(DEPTH)
            .maxStringLength(TEXT)
            .maxNumberLength(DIGITS)
            .maxNameLength(NAME)
            .build();

    private Strictness() {}

    static <B extends MapperBuilder<?, B>> B applyTo(B mapper) {
        mapper.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                // Answers come in the order in which the records declare their components.
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
                .withCoercionConfigDefaults(any -> any.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.EmptyArray, CoercionAction.Fail))
                .withCoercionConfig(
                        LogicalType.Textual,
                        text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .addModule(values());
        return mapper;
    }

    /**
     * Text is Unicode, and has no control characters but those of lines and tabs: half a surrogate has no UTF-8, and no
     * database but H2 keeps U+0000.
     *
     * @throws ProblemException {@code text-unkeepable}
     */
    static void checkText(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            boolean control = c < ' ' && c != '\n' && c != '\r' && c != '\t';
            if (control || (Character.isSurrogate(c) && !pair)) {
                throw new ProblemException(Problems.of(
                        422,
                        "text-unkeepable",
                        String.format(
                                "A text contains U+%04X, which can't be kept everywhere. Leave it out.", (int) c)));
            }
            if (pair) {
                i++;
            }
        }
    }

    private static SimpleModule values() {
        return new SimpleModule("strict values")
                .addDeserializer(Instant.class, new TextDeserializer<>(Instant.class, Strictness::instant))
                .addDeserializer(LocalDateTime.class, new TextDeserializer<>(LocalDateTime.class, LocalDateTime::parse))
                .addDeserializer(LocalDate.class, new TextDeserializer<>(LocalDate.class, LocalDate::parse))
                .addDeserializer(Duration.class, new TextDeserializer<>(Duration.class, Duration::parse))
                .addDeserializer(ZoneId.class, new TextDeserializer<>(ZoneId.class, ZoneId::of))
                .addDeserializer(Double.class, new FiniteDeserializer(Double.class))
                .addDeserializer(double.class, new FiniteDeserializer(double.class));
    }

    /** ISO 8601 with Z or an offset, in the years 0000 to 9999: beyond them no database of ours keeps a time. */
    static Instant instant(String text) {
        Instant instant = Instant.parse(text);
        int year = instant.atZone(ZoneOffset.UTC).getYear();
        if (year < 0 || year > 9999) {
            throw new DateTimeException("year " + year);
        }
        return instant;
    }
}
