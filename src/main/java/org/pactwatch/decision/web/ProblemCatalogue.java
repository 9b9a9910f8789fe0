package org.pactwatch.decision.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.core.type.TypeReference;

/**
 * What each rule means, in {@code problems/<feature>.yaml} of the jar: a map from the code to title and explanation. A
 * rule stands in one file only.
 */
final class ProblemCatalogue {

    private static final Logger log = LoggerFactory.getLogger(ProblemCatalogue.class);
    private static final ProblemCatalogue LOADED = load();

    private final Map<String, Entry> entries;

    private ProblemCatalogue(Map<String, Entry> entries) {
        this.entries = entries;
    }

    /** As the file has it. */
    record Text(String title, String explanation) {}

    /** As it is answered. */
    record Entry(String rule, String title, String explanation) {}

    static ProblemCatalogue get() {
        return LOADED;
    }

    Optional<Entry> find(String rule) {
        return Optional.ofNullable(entries.get(rule));
    }

    /** All of them, by code. */
    Collection<Entry> all() {
        return entries.values();
    }

    /** Never fails: a refusal must reach its reader, entry or not. A test finds the missing ones. */
    String title(String rule) {
        Entry entry = entries.get(rule);
        if (entry == null) {
            log.warn("The rule {} is not in the catalogue of problems", Untrusted.forLog(rule));
            return rule.replace('-', ' ');
        }
        return entry.title();
    }

    private static ProblemCatalogue load() {
        Map<String, Entry> entries = new TreeMap<>();
        // Not the loader of whichever thread is the first to refuse something.
        var files = new PathMatchingResourcePatternResolver(ProblemCatalogue.class.getClassLoader());
        try {
            for (Resource file : files.getResources("classpath*:problems/*.yaml")) {
                try (InputStream in = file.getInputStream()) {
                    StrictYaml.mapper()
                            .readValue(in, new TypeReference<Map<String, Text>>() {})
                            .forEach((rule, text) -> enter(entries, new Entry(rule, text.title(), text.explanation())));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The catalogue of problems can't be read", e);
        }
        return new ProblemCatalogue(entries);
    }

    private static void enter(Map<String, Entry> entries, Entry entry) {
        if (entries.put(entry.rule(), entry) != null) {
            throw new IllegalStateException("Two files of problems/ explain the rule " + entry.rule());
        }
    }
}
