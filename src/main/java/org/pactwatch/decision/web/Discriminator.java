package org.pactwatch.decision.web;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a body says which of several kinds it is.
 *
 * @param property the field that says so, such as {@code type}
 * @param names what may stand in it; empty if that can't be told
 */
record Discriminator(String property, List<String> names) {

    /** @param mixIn of {@code base}, which may say it in its place; {@code null} if there is none */
    static Discriminator of(Class<?> base, @Nullable Class<?> mixIn) {
        return mixIn != null && mixIn.isAnnotationPresent(JsonTypeInfo.class) ? of(mixIn) : of(base);
    }

    private static Discriminator of(Class<?> base) {
        JsonTypeInfo info = base.getAnnotation(JsonTypeInfo.class);
        String property = info == null || info.property().isEmpty() ? "type" : info.property();
        return new Discriminator(
                property,
                Stream.concat(listed(base), sealed(base)).distinct().sorted().toList());
    }

    String fix(@Nullable String written) {
        if (names.isEmpty()) {
            return "Write one of the types that this call takes.";
        }
        String near = written == null
                ? ""
                : Nearest.to(written, names)
                        .map(name -> " Did you mean " + name + "?")
                        .orElse("");
        return "Write one of " + String.join(", ", names) + "." + near;
    }

    private static Stream<String> listed(Class<?> base) {
        JsonSubTypes types = base.getAnnotation(JsonSubTypes.class);
        return types == null
                ? Stream.empty()
                : Arrays.stream(types.value())
                        .map(type -> type.name().isEmpty() ? type.value().getSimpleName() : type.name());
    }

    private static Stream<String> sealed(Class<?> base) {
        return base.isSealed()
                ? Arrays.stream(base.getPermittedSubclasses())
                        .map(type -> type.getAnnotation(JsonTypeName.class))
                        .filter(name -> name != null)
                        .map(JsonTypeName::value)
                : Stream.empty();
    }
}
