package org.pactwatch.docs;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Compares an answer as a document shows it, shortened, with the real one. */
final class Shown {

    private static final String ANYTHING = "…";

    private Shown() {}

    /**
     * Where the two differ, if they do. An object may leave members out; a list may not leave out items; {@code "…"}
     * stands for any value.
     */
    static Optional<String> difference(String at, JsonNode shown, JsonNode real) {
        if (shown.isString() && shown.asString().equals(ANYTHING) && !real.isMissingNode()) {
            return Optional.empty();
        }
        if (shown.isObject() && real.isObject()) {
            return shown.propertyStream()
                    .flatMap(member ->
                            difference(at + "/" + member.getKey(), member.getValue(), real.path(member.getKey()))
                                    .stream())
                    .findFirst();
        }
        if (shown.isArray() && real.isArray() && shown.size() == real.size()) {
            for (int i = 0; i < shown.size(); i++) {
                Optional<String> item = difference(at + "/" + i, shown.get(i), real.get(i));
                if (item.isPresent()) {
                    return item;
                }
            }
            return Optional.empty();
        }
        return shown.equals(real) ? Optional.empty() : Optional.of(at + ": shown " + shown + ", is " + real);
    }
}
