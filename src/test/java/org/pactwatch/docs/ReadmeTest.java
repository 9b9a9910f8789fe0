package org.pactwatch.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pactwatch.support.Http;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whoever follows the documents gets what they show: each sh block is run against the real server, and the block that
 * follows it, json or text, is compared with the answer to its last curl.
 */
class ReadmeTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Path README = Path.of("README.md");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void the_readme_greets_and_answers_as_it_says() {
        try (Server server = Server.start(folder, true)) {
            assertThat(server.table()).contains("rus-abstains");
            assertThat(Markdown.read(README)).contains("\n" + server.table() + "\n");
            follow(README, server);
        }
    }

    @Test
    void the_tutorial_answers_as_it_says() {
        try (Server server = Server.start(folder, false)) {
            follow(Path.of("docs/tutorial.md"), server);
        }
    }

    @Test
    void rules_and_api_answer_as_they_say() {
        try (Server server = Server.start(folder, true)) {
            follow(Path.of("docs/how-a-verdict-is-reached.md"), server);
            follow(Path.of("docs/api.md"), server);
        }
    }

    @Test
    void the_readme_names_both_commands() {
        assertThat(Markdown.read(README)).contains("mvn spring-boot:run").contains("mvn verify");
    }

    private void follow(Path document, Server server) {
        Shell shell = new Shell(server.port(), folder);
        Http.@Nullable Answer answer = null;
        int calls = 0;
        for (Markdown.Fence fence : Markdown.fences(document)) {
            String where = document + ":" + fence.line();
            Http.@Nullable Answer before = answer;
            answer = null;
            switch (fence.language()) {
                case "sh" -> {
                    assertAnswered(where, before);
                    answer = shell.run(fence.text());
                    calls += answer == null ? 0 : 1;
                }
                case "json" -> compare(where, fence.text(), before);
                case "text" -> compareText(where, fence.text(), before);
                default -> assertAnswered(where, before);
            }
        }
        assertAnswered(document + " at its end", answer);
        assertThat(calls).as("calls in %s", document).isPositive();
    }

    /** Of a call whose answer isn't shown: it went well. */
    private static void assertAnswered(String before, Http.@Nullable Answer answer) {
        if (answer != null) {
            assertThat(answer.status())
                    .as("the call before %s: %s", before, answer.body())
                    .isLessThan(400);
        }
    }

    private static void compare(String where, String text, Http.@Nullable Answer answer) {
        if (answer == null) {
            return;
        }
        JsonNode shown = JSON.readTree(text);
        assertThat(Shown.difference("", shown, answer.json())).as(where).isEmpty();
        assertThat(answer.status())
                .as("%s: %s", where, answer.body())
                .isBetween(shown.path("status").asInt(200), shown.path("status").asInt(299));
    }

    /** Each line shown is the status, a header or a piece of the body. */
    private static void compareText(String where, String text, Http.@Nullable Answer answer) {
        if (answer == null) {
            return;
        }
        List<String> real = (Shell.head(answer) + answer.body())
                .toLowerCase(Locale.ROOT)
                .lines()
                .toList();
        assertThat(text.lines().map(line -> line.strip().toLowerCase(Locale.ROOT)))
                .as(where)
                .allMatch(line -> real.stream().anyMatch(each -> each.contains(line)));
    }
}
