package org.pactwatch.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pactwatch.support.Http;
import org.pactwatch.support.PostgresServer;
import tools.jackson.databind.json.JsonMapper;

/** Whoever switches to PostgreSQL as the documents say gets a server on it. */
class PostgresDocumentTest {

    private static final Path DOCUMENT = Path.of("docs/postgresql.md");
    private static final Pattern SQL = Pattern.compile("-c \"([^\"]*)\"");
    private static final Pattern EXPORT = Pattern.compile("(?m)^export (\\w+)=(\\S+)$");
    private static final Pattern ARGUMENT = Pattern.compile("(--[\\w.-]+=\\S+)");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void three_settings_switch_and_the_server_answers_from_there() {
        List<Markdown.Fence> blocks = Markdown.fences(DOCUMENT).stream()
                .filter(fence -> List.of("sh", "json").contains(fence.language()))
                .toList();
        groups(SQL, blocks.get(0).text()).forEach(PostgresServer::asAdmin);
        Map<String, String> environment = new TreeMap<>();
        EXPORT.matcher(blocks.get(1).text())
                .results()
                .forEach(export -> environment.put(
                        export.group(1), export.group(2).replace(":5432/", ":" + PostgresServer.port() + "/")));
        assertThat(environment)
                .containsOnlyKeys("SPRING_DATASOURCE_URL", "SPRING_DATASOURCE_USERNAME", "SPRING_DATASOURCE_PASSWORD");

        try (Server server =
                Server.start(folder, environment, groups(ARGUMENT, blocks.get(1).text()))) {
            Http.Answer answer =
                    new Shell(server.port(), folder).run(blocks.get(2).text());
            assertThat(answer).isNotNull();
            assertThat(Shown.difference(
                            "", new JsonMapper().readTree(blocks.get(3).text()), answer.json()))
                    .isEmpty();
            assertThat(folder.resolve("data").toFile().list()).containsExactly("demo-tokens.json");
        }
        assertThat(PostgresServer.number("pactwatch", "select count(*) from ledger_entry"))
                .isZero();
    }

    private static List<String> groups(Pattern pattern, String text) {
        List<String> groups = new ArrayList<>();
        pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .forEach(groups::add);
        assertThat(groups).isNotEmpty();
        return groups;
    }

    @Test
    void the_readme_says_the_same() {
        assertThat(EXPORT.matcher(Markdown.read(Path.of("README.md")))
                        .results()
                        .map(MatchResult::group)
                        .toList())
                .hasSize(3)
                .isEqualTo(EXPORT.matcher(Markdown.read(DOCUMENT))
                        .results()
                        .map(MatchResult::group)
                        .toList());
    }
}
