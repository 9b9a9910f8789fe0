package org.pactwatch.decision.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer that says no: RFC 9457, {@code application/problem+json}.
 *
 * @param type where the rule is explained, relative to this server: {@code /api/v1/problems/<rule>}
 * @param title the rule in a few words; the same for every occurrence
 * @param status the HTTP status
 * @param detail what was wrong this time: the value, the rule and the fix
 * @param instance the path that was asked for; {@code null} where the request had none that could be read
 * @param rule the stable code of the rule
 * @param reference what to quote to whoever runs the server, whose log has it too; {@code null} except for 500
 * @param errors each field at fault; may be empty, then it is left out
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String instance,
        String rule,
        @Nullable String reference,
        List<Fault> errors) {

    public Problem {
        errors = List.copyOf(errors);
    }

    Problem at(@Nullable String path) {
        return new Problem(type, title, status, detail, path, rule, reference, errors);
    }

    Problem referredToAs(String code) {
        return new Problem(type, title, status, detail, instance, rule, code, errors);
    }

    /**
     * One place at fault: a field by its {@code pointer}, a query parameter by its {@code parameter}, or a place in the
     * text by its {@code line} and {@code column}, both from 1. What doesn't apply is {@code null}.
     *
     * @param value what stood there, cut to {@value Untrusted#SHOWN} characters
     * @param reason why it can't stand
     * @param fix what to write instead
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Fault(
            @Nullable String pointer,
            @Nullable String parameter,
            @Nullable Integer line,
            @Nullable Integer column,
            @Nullable String value,
            String reason,
            String fix) {

        public Fault {
            value = value == null ? null : Untrusted.shown(value);
            reason = Untrusted.printable(reason, Problems.DETAIL);
            fix = Untrusted.printable(fix, Problems.DETAIL);
        }

        /** A field of the body, by its JSON pointer. */
        public static Fault field(String pointer, @Nullable String value, String reason, String fix) {
            return new Fault(pointer, null, null, null, value, reason, fix);
        }

        /** A parameter of the query or the path, by its name. */
        public static Fault parameter(String name, @Nullable String value, String reason, String fix) {
            return new Fault(null, name, null, null, value, reason, fix);
        }

        /** A place in the text of the body, both counted from 1. */
        public static Fault line(int line, int column, String reason, String fix) {
            return new Fault(null, null, line, column, null, reason, fix);
        }
    }
}
