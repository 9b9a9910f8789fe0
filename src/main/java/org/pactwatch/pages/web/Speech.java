package org.pactwatch.pages.web;

import java.util.List;
import java.util.stream.Collectors;

/** Says things in one visitor's language, with times as that visitor reads them. */
final class Speech {

    private final Pages pages;
    private final Visit visit;
    private final Times times;

    Speech(Pages pages, Visit visit) {
        this.pages = pages;
        this.visit = visit;
        this.times = pages.times(visit);
    }

    String say(String key, Object... arguments) {
        return pages.word(visit, key, arguments);
    }

    Times times() {
        return times;
    }

    /** Words of a list of names, such as {@code STRIKE}, in the list's order. */
    String all(String prefix, List<? extends Enum<?>> names) {
        return names.stream().map(name -> say(prefix + name.name())).collect(Collectors.joining(", "));
    }

    /** One sentence of clauses that stand beside each other. */
    static String sentence(List<String> clauses) {
        String joined = String.join("; ", clauses);
        if (joined.isEmpty()) {
            return joined;
        }
        int first = joined.codePointAt(0);
        return Character.toString(Character.toUpperCase(first)) + joined.substring(Character.charCount(first)) + ".";
    }
}
