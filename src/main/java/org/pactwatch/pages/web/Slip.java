package org.pactwatch.pages.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pactwatch.decision.web.Problem;

/**
 * Something wrong with what was typed. What the form itself finds is said in the reader's language; what the record
 * refuses, in the words of the refusal.
 *
 * @param field the field's name; empty if it is about none in particular
 * @param value what was typed; {@code null} if nothing was
 * @param key of the message that says what is wrong, without {@code slip.} before it; with {@code .fix} behind it, of
 *     what to do; {@code null}: the refusal's own words
 * @param arguments of both messages
 * @param reason in the refusal's words; empty where there is a key
 * @param fix the same
 */
public record Slip(
        String field, @Nullable String value, @Nullable String key, List<String> arguments, String reason, String fix) {

    private static final String FAMILY = "slip.";

    /** @param key of the message, {@code slip.} before it */
    static Slip of(String field, @Nullable String value, String key, String... arguments) {
        return new Slip(field, value, key.substring(FAMILY.length()), List.of(arguments), "", "");
    }

    static Slip refused(String field, Problem.Fault fault) {
        return new Slip(field, fault.value(), null, List.of(), fault.reason(), fault.fix());
    }

    /** The first argument; {@code null} if there is none. */
    public @Nullable String argument() {
        return arguments.isEmpty() ? null : arguments.get(0);
    }
}
