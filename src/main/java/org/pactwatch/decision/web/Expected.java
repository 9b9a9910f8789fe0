package org.pactwatch.decision.web;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what a field takes, in words that need no Java. */
final class Expected {

    private static final Map<Class<?>, String> KNOWN = Map.of(
            Instant.class, "an instant such as \"2025-03-18T16:30:00Z\"",
            LocalDateTime.class, "a local date and time such as \"2025-03-18T18:30\"",
            LocalDate.class, "a date such as \"2025-03-18\"",
            Duration.class, "an ISO 8601 duration such as \"PT36H\"",
            ZoneId.class, "a time zone such as \"Europe/Kyiv\"",
            Boolean.class, "true or false",
            boolean.class, "true or false",
            String.class, "text in double quotes");

    private Expected() {}

    static String of(@Nullable Class<?> type) {
        if (type == null) {
            return "another value";
        }
        String known = KNOWN.get(type);
        if (known != null) {
            return known;
        }
        if (type.isEnum()) {
            return "one of " + String.join(", ", constants(type));
        }
        if (type == double.class || type == float.class || Number.class.isAssignableFrom(type) && !whole(type)) {
            return "a number";
        }
        if (whole(type)) {
            return "a whole number, without quotes and not too large";
        }
        return type.isArray() || Collection.class.isAssignableFrom(type) ? "a list" : "an object";
    }

    /** The values of an enum; empty for any other type. */
    static List<String> constants(@Nullable Class<?> type) {
        return type != null && type.isEnum()
                ? Arrays.stream(type.getEnumConstants())
                        .map(constant -> ((Enum<?>) constant).name())
                        .collect(Collectors.toList())
                : List.of();
    }

    private static boolean whole(Class<?> type) {
        return List.of(int.class, Integer.class, long.class, Long.class, short.class, Short.class)
                .contains(type);
    }
}
