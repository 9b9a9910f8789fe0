package org.pactwatch.decision.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A rule that the code knows and the catalogue doesn't would refuse somebody without an explanation. */
class RuleCatalogueTest {

    private static final String CODE = "\"([a-z0-9]+(?:-[a-z0-9]+)*)\"";

    /** Where codes are given, in each form in which they are written. */
    private static final List<Pattern> RULES = Stream.of(
                    // the factories of Rejection and of Problems, and the calls that pass one on
                    "\\b(?:invalid|conflict|forbidden|unknown|reject)\\(\\s*" + CODE, // Rejection.invalid("…
                    "Kind\\.[A-Z]+,\\s*" + CODE, // new Rejection(Kind.INVALID, "…
                    "Problems\\.of\\(\\s*(?:\\d+|status),\\s*" + CODE, // Problems.of(422, "…
                    "(?:RULE|[A-Z_]*_RULE) = " + CODE, // static final String RULE = "…
                    // a fault: the code stands before the pointer of the field, after whatever was checked
                    "\"([a-z0-9]+(?:-[a-z0-9]+)+)\",\\s*(?:at\\b|pointer\\b|\"/|\"\")", // faults.check(…, "…", at + "/…
                    // a parameter of a question
                    "\\bbad\\(\\s*" + CODE, // Ask.bad("…
                    "\\bbad\\(\\s*\\w+\\s*\\?\\s*" + CODE + "\\s*:\\s*" + CODE, // bad(local ? "…" : "…
                    // a value of the domain
                    "\\btext\\(\\s*\\w+\\.class,\\s*[\\w:]+,\\s*" + CODE, // text(Length.class, Length::parse, "…
                    "\\bRefusedValue\\([^;\"]*" + CODE) // new RefusedValue(parser, text, type, "…
            .map(Pattern::compile)
            .toList();

    private static final ProblemCatalogue GERMAN = ProblemCatalogue.in(Locale.GERMAN);

    private static final Pattern TYPED = Pattern.compile(
            "/api/[a-z0-9/]+|pactwatch\\.[a-z.-]*[a-z]|\\b[a-z]+[A-Z]\\w+|\\b\\d{4}-\\d\\d-[\\dT:Z+]+|\\bPT?\\d+[A-Z]");

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
                        "String SOME_RULE = \"f\"",
                        "faults.check(\n  !a.b(\"x\") || c,\n  \"g-1\",\n  at + \"/h\",",
                        "faults.add(\"g-2\", \"/h\", null",
                        "faults.check(false, \"g-3\", \"\", null",
                        "faults.check(known, \"g-4\", pointer, party",
                        "throw Ask.bad(\n  \"h\", name",
                        "throw bad(\n  local ? \"i-1\" : \"i-2\", name",
                        "text(Length.class, Length::parse, \"j\", \"Write …\")",
                        "new RefusedValue(parser, text, handledType(), \"k\", reason")))
                .containsExactly("a-1", "b", "c-d", "e", "f", "g-1", "g-2", "g-3", "g-4", "h", "i-1", "i-2", "j", "k");
        assertThat(rules(sources()))
                .contains("token-missing", "body-too-large", "idempotency-key-malformed") // the edge
                .contains("scope-incomplete", "unknown-party", "not-a-delivery", "agreement-differs") // agreements
                .contains("reviewer-is-not-reporter", "clause-missing", "end-before-start") // incidents
                .contains("standing-unknown", "instant-malformed", "zone-missing", "parameter-unknown") // questions
                .contains("length-malformed", "zone-unknown", "field-missing"); // values
    }

    @Test
    void every_explanation_has_its_words() {
        assertThat(ProblemCatalogue.get().all()).allSatisfy(entry -> {
            assertThat(entry.rule()).matches("[a-z0-9]+(-[a-z0-9]+)*");
            assertThat(entry.title()).isNotBlank().doesNotEndWith(".");
            assertThat(entry.explanation()).isNotBlank().endsWith(".");
        });
    }

    @Test
    void every_rule_is_explained_in_german_too_and_no_other_is() {
        ProblemCatalogue english = ProblemCatalogue.get();
        assertThat(english.all()).hasSizeGreaterThan(90);
        assertThat(codes(GERMAN)).isEqualTo(codes(english));
        assertThat(GERMAN.all()).allSatisfy(entry -> {
            ProblemCatalogue.Entry original = english.find(entry.rule()).orElseThrow();
            assertThat(entry.title()).isNotBlank().doesNotEndWith(".").isNotEqualTo(original.title());
            assertThat(entry.explanation()).isNotBlank().endsWith(".").isNotEqualTo(original.explanation());
            // Readers are addressed formally, or not at all.
            assertThat(entry.explanation()).doesNotContainPattern("(?iU)\\b(du|dir|dich|dein\\w*)\\b");
        });
    }

    @Test
    void what_is_typed_as_it_stands_is_the_same_in_both_languages() {
        assertThat(typed("Use minPosition, or GET /api/v1/agreements. P30D is 30 days; see pactwatch.http.max-body."))
                .containsExactly("/api/v1/agreements", "P30D", "minPosition", "pactwatch.http.max-body");
        assertThat(GERMAN.all())
                .allSatisfy(entry -> assertThat(typed(entry.explanation()))
                        .as(entry.rule())
                        .isEqualTo(typed(ProblemCatalogue.get()
                                .find(entry.rule())
                                .orElseThrow()
                                .explanation())));
    }

    @Test
    void a_language_that_has_no_explanations_gets_the_english_ones() {
        assertThat(ProblemCatalogue.in(Locale.FRENCH)).isSameAs(ProblemCatalogue.get());
        assertThat(ProblemCatalogue.in(Locale.GERMANY)).isSameAs(GERMAN);
    }

    /** The codes, file by file. */
    private static Map<String, List<String>> codes(ProblemCatalogue catalogue) {
        return catalogue.features().stream()
                .collect(Collectors.toMap(
                        ProblemCatalogue.Feature::name,
                        feature -> feature.rules().stream()
                                .map(ProblemCatalogue.Entry::rule)
                                .toList()));
    }

    /** Addresses, settings, parameters, instants and lengths in a text. */
    private static Set<String> typed(String text) {
        return TYPED.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> rules(Stream<String> sources) {
        return sources.flatMap(source ->
                        RULES.stream().flatMap(rule -> rule.matcher(source).results()))
                .flatMap(found -> IntStream.rangeClosed(1, found.groupCount()).mapToObj(found::group))
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
