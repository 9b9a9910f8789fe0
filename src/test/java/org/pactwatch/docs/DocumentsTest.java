package org.pactwatch.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What can be checked of a document without a server. */
class DocumentsTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(?:#[^)]*)?\\)");
    private static final Pattern RULE = Pattern.compile("\\b[Rr]ule `([a-z0-9-]+)`");

    @TestFactory
    Stream<DynamicTest> every_relative_link_leads_somewhere() {
        return Markdown.documents().stream()
                .map(document -> DynamicTest.dynamicTest(
                        document.toString(),
                        () -> LINK.matcher(Markdown.prose(document))
                                .results()
                                .map(link -> link.group(1))
                                .filter(link -> !link.matches("[a-z]+:.*"))
                                .forEach(link -> assertThat(
                                                document.resolveSibling(link).normalize())
                                        .as("%s in %s", link, document)
                                        .exists())));
    }

    @TestFactory
    Stream<DynamicTest> every_json_and_yaml_block_can_be_read() {
        return Markdown.documents().stream()
                .flatMap(document -> Markdown.fences(document).stream()
                        .filter(fence -> Set.of("json", "yaml").contains(fence.language()))
                        .map(fence -> DynamicTest.dynamicTest(document + ":" + fence.line(), () -> {
                            JsonMapper json = new JsonMapper();
                            JsonNode read = fence.language().equals("json")
                                    ? json.readTree(fence.text())
                                    : new YAMLMapper().readTree(fence.text());
                            assertThat(read.isContainer()).isTrue();
                        })));
    }

    @Test
    void every_rule_that_a_document_names_is_explained() throws Exception {
        Set<String> known = new TreeSet<>();
        try (var files = Files.list(Path.of("src/main/resources/problems"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                known.addAll(new YAMLMapper().readTree(Files.readString(file)).propertyNames());
            }
        }
        for (Path document : Markdown.documents()) {
            assertThat(RULE.matcher(Markdown.prose(document)).results().map((MatchResult rule) -> rule.group(1)))
                    .as("rules in %s", document)
                    .isSubsetOf(known);
        }
    }

    @Test
    void the_documents_that_the_readme_promises_are_there() {
        assertThat(Markdown.documents())
                .contains(
                        Path.of("README.md"),
                        Path.of("docs/api.md"),
                        Path.of("docs/changelog.md"),
                        Path.of("docs/how-a-verdict-is-reached.md"),
                        Path.of("docs/operations.md"),
                        Path.of("docs/tutorial.md"),
                        Path.of("docs/what-pactwatch-does-not-prove.md"));
    }
}
