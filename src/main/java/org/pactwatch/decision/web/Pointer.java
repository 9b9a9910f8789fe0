package org.pactwatch.decision.web;

import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;

/** The JSON pointer (RFC 6901) of the field that Jackson was reading. */
final class Pointer {

    private Pointer() {}

    /** Empty for the whole body. */
    static String of(JacksonException e) {
        return e.getPath().stream().map(Pointer::step).collect(Collectors.joining());
    }

    private static String step(JacksonException.Reference reference) {
        String name = reference.getPropertyName();
        return "/"
                + (name == null
                        ? String.valueOf(reference.getIndex())
                        : Untrusted.shown(name).replace("~", "~0").replace("/", "~1"));
    }
}
