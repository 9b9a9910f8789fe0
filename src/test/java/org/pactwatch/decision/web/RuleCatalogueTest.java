package org.pactwatch.decision.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A rule that the code knows and the catalogue doesn't would refuse somebody without an explanation. */
class RuleCatalogueTest {

    /** Where codes are given: the factories of Rejection and of Problems, and the calls that pass one on. */
    private static final Pattern RULE = Pattern.compile(
            "(?:\\b(?:invalid|conflict|forbidden|unknown|reject)\\(\\s*" // Rejection.invalid("…
                    + "|Kind\\.[A-Z]+,\\s*" // new Rejection(Kind.INVALID, "…
                    + "|Problems\\.of\\(\\s*(?:\\d+|status),\\s*" // Problems.of(422, "…
                    + "|(?:RULE|[A-Z_]*_RULE) = )" // static final String RULE = "…
                    + "\"([a-z0-9]+(?:-[a-z0-9]+)*)\"");

    @Test
    void every_rule_that_the_code_gives_is_explained() {
        Set<String> missing = rules(sources());
        missing.removeIf(rule -> ProblemCatalogue.get().find(rule).isPresent());
        assertThat(missing)
                .as("rules without an entry in src/main/resources/problems/<feature>.yaml")
                .isEmpty();
    }

    @Test
    void the_search_finds_rules_in_each_form_in_which_they_are_written() {
        assertThat(rules(Stream.of(
                        "Rejection.invalid(\n   \"a-1\", fault)",
                        "reject(\"b\", x)",
                        "new Rejection(Rejection.Kind.FORBIDDEN,\n \"c-d\", text)",
                        "Problems.of(\n 400,\n \"e\"",
                        "String SOME_RULE = \"f\"")))
                .containsExactly("a-1", "b", "c-d", "e", "f");
        assertThat(rules(sources())).contains("token-missing", "body-too-large", "idempotency-key-malformed");
    }

    @Test
    void every_explanation_has_its_words() {
        assertThat(ProblemCatalogue.get().all()).allSatisfy(entry -> {
            assertThat(entry.rule()).matches("[a-z0-9]+(-[a-z0-9]+)*");
            assertThat(entry.title()).isNotBlank().doesNotEndWith(".");
            assertThat(entry.explanation()).isNotBlank().endsWith(".");
        });
    }

    private static Set<String> rules(Stream<String> sources) {
        return sources.flatMap(source -> RULE.matcher(source).results())
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> sources() {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .map(RuleCatalogueTest::read)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
