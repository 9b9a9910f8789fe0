package org.pactwatch.decision.web;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.exc.InvalidFormatException;

/** A text that makes no value of the domain, and the rule that says so. For deserializers outside this package. */
public final class RefusedValue extends InvalidFormatException {

    private static final long serialVersionUID = 1;

    private final String rule;
    private final String reason;
    private final String fix;

    /**
     * @param rule the stable code of the rule
     * @param reason why {@code text} can't stand
     * @param fix what to write instead
     */
    public RefusedValue(JsonParser parser, String text, Class<?> type, String rule, String reason, String fix) {
        super(parser, reason, text, type);
        this.rule = rule;
        this.reason = reason;
        this.fix = fix;
    }

    Problem problem() {
        return Problems.of(422, rule, Problem.Fault.field(Pointer.of(this), String.valueOf(getValue()), reason, fix));
    }
}
