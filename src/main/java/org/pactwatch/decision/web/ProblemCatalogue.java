package org.pactwatch.decision.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.core.type.TypeReference;

/**
 * What each rule means, in {@code problems/<feature>.yaml} of the jar: a map from the code to title and explanation. A
 * rule stands in one file only. The same in German, for pages, stands in {@code problems/de/<feature>.yaml}.
 */
public final class ProblemCatalogue {

    private static final Logger log = LoggerFactory.getLogger(ProblemCatalogue.class);
    private static final ProblemCatalogue ENGLISH = load("problems/");
    private static final ProblemCatalogue GERMAN = load("problems/de/");

    private final Map<String, Entry> entries = new TreeMap<>();
    private final List<Feature> features;

    private ProblemCatalogue(Map<String, Map<String, Text>> files) {
        List<Feature> all = new ArrayList<>();
        files.forEach((name, texts) -> {
            List<Entry> rules = new ArrayList<>();
            texts.forEach((rule, text) -> {
                Entry entry = new Entry(rule, text.title(), text.explanation());
                if (entries.put(rule, entry) != null) {
                    throw new IllegalStateException("Two files of problems/ explain the rule " + rule);
                }
                rules.add(entry);
            });
            all.add(new Feature(name, List.copyOf(rules)));
        });
        features = List.copyOf(all);
    }

    /** As the file has it. */
    record Text(String title, String explanation) {}

    /**
     * As it is answered.
     *
     * @param rule its code
     * @param title what it says, in a few words without a full stop
     * @param explanation why it is so, and what to do
     */
    public record Entry(String rule, String title, String explanation) {}

    /**
     * The rules of one file.
     *
     * @param name of the file without its ending, such as {@code incident}
     * @param rules by code
     */
    public record Feature(String name, List<Entry> rules) {}

    /** In English, as the API speaks. */
    static ProblemCatalogue get() {
        return ENGLISH;
    }

    /** In the language of a page; in English where there is no other. */
    public static ProblemCatalogue in(Locale reader) {
        return reader.getLanguage().equals("de") ? GERMAN : ENGLISH;
    }

    /** Empty if no rule has this code. */
    public Optional<Entry> find(String rule) {
        return Optional.ofNullable(entries.get(rule));
    }

    /** All of them, by code. */
    Collection<Entry> all() {
        return entries.values();
    }

    /** All of them, file by file. */
    public List<Feature> features() {
        return features;
    }

    /** Never fails: a refusal must reach its reader, entry or not. A test finds the missing ones. */
    public String title(String rule) {
        Entry entry = entries.get(rule);
        if (entry == null) {
            log.warn("The rule {} is not in the catalogue of problems", Untrusted.forLog(rule));
            return rule.replace('-', ' ');
        }
        return entry.title();
    }

    /** Why a rule is so, and what to do; {@code null} if no rule has this code. */
    public @Nullable String explanation(String rule) {
        Entry entry = entries.get(rule);
        return entry == null ? null : entry.explanation();
    }

    private static ProblemCatalogue load(String folder) {
        Map<String, Map<String, Text>> read = new TreeMap<>();
        // Not the loader of whichever thread is the first to refuse something.
        var files = new PathMatchingResourcePatternResolver(ProblemCatalogue.class.getClassLoader());
        try {
            for (Resource file : files.getResources("classpath*:" + folder + "*.yaml")) {
                String name = Objects.requireNonNull(file.getFilename()).replace(".yaml", "");
                try (InputStream in = file.getInputStream()) {
                    Map<String, Text> texts =
                            StrictYaml.mapper().readValue(in, new TypeReference<TreeMap<String, Text>>() {});
                    if (read.put(name, texts) != null) {
                        throw new IllegalStateException("Two files are named " + folder + name + ".yaml");
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The catalogue of problems can't be read", e);
        }
        return new ProblemCatalogue(read);
    }
}
