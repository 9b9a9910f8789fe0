package org.pactwatch.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why something was refused.
 *
 * @param kind what sort of refusal it is; the edge makes the HTTP status of it
 * @param rule the stable code of the rule, such as {@code reviewer-is-not-reporter}
 * @param detail one or two sentences that name the value, the rule and the fix
 * @param errors each field at fault, where fields are; may be empty
 */
public record Rejection(Kind kind, String rule, String detail, List<Fault> errors) {

    /** What sort of refusal. */
    public enum Kind {
        /** What was said can't be right, whoever says it and whenever. */
        INVALID,
        /** It contradicts what is recorded. */
        CONFLICT,
        /** This subject may not say it. */
        FORBIDDEN,
        /** It speaks of something that was never recorded. */
        UNKNOWN
    }

    /**
     * One field at fault.
     *
     * @param pointer a JSON pointer into the body, such as {@code /occurred/to}
     * @param value the value found there, as text; {@code null} if it is missing
     * @param reason why it can't stand
     * @param fix what to write instead
     */
    public record Fault(String pointer, @Nullable String value, String reason, String fix) {}

    public Rejection {
        errors = List.copyOf(errors);
    }

    public static Rejection invalid(String rule, Fault... faults) {
        return invalid(rule, List.of(faults));
    }

    /** Refuses because of {@code faults}, of which there is at least one: the first gives the detail. */
    public static Rejection invalid(String rule, List<Fault> faults) {
        Fault first = faults.get(0);
        return new Rejection(Kind.INVALID, rule, first.reason() + " " + first.fix(), faults);
    }

    public static Rejection conflict(String rule, String detail) {
        return new Rejection(Kind.CONFLICT, rule, detail, List.of());
    }

    public static Rejection forbidden(String rule, String detail) {
        return new Rejection(Kind.FORBIDDEN, rule, detail, List.of());
    }

    public static Rejection unknown(String rule, String detail) {
        return new Rejection(Kind.UNKNOWN, rule, detail, List.of());
    }
}
