package org.pactwatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the jar serves, when it is a tool, and how it answers a line that it can't read. */
class ToolTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "serve", "--server.port=80", "serve --pactwatch.example=false --spring.x=y", "--debug"})
    void settings_alone_start_the_server(String line) {
        assertThat(Tool.serves(words(line))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "-h",
                "--version",
                "serve --help",
                "serve now",
                "ledger verify",
                "help",
                "leger",
                // Whoever types this means the command: a server would not answer it.
                "--pactwatch.example=false ledger verify"
            })
    void anything_else_is_a_command(String line) {
        assertThat(Tool.serves(words(line))).isFalse();
    }

    @Test
    void serve_itself_is_no_setting() {
        assertThat(Tool.settingsOf(words("serve --server.port=80"))).containsExactly("--server.port=80");
        assertThat(Tool.settingsOf(words("--server.port=80"))).containsExactly("--server.port=80");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "leger",
                "serve now",
                "ledger",
                "ledger verfy",
                "ledger copy",
                "ledger verify --nonsense",
                "ledger verify more",
                "ledger restore",
                "--pactwatch.example=false ledger verify"
            })
    void a_line_that_cannot_be_read_ends_with_2_and_a_hint(String line) {
        ToolRun run = ToolRun.of(words(line));
        assertThat(run.exit()).as(run.toString()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("Usage: pactwatch").contains("--help").doesNotContain("Exception");
        assertThat(run.err().lines().count()).as(run.err()).isLessThan(12);
    }

    @Test
    void each_command_explains_itself() {
        for (String command : List.of(
                "",
                "serve ",
                "ledger ",
                "ledger verify ",
                "ledger copy ",
                "ledger backup ",
                "ledger restore ",
                "ledger digest ",
                "ledger rebuild ")) {
            ToolRun run = ToolRun.of(words(command + "--help"));
            assertThat(run.exit()).isZero();
            assertThat(run.out())
                    .contains("Usage: pactwatch " + (command.equals("serve ") ? "[serve]" : command.strip()));
            assertThat(run.err()).isEmpty();
        }
    }

    @Test
    void it_knows_its_version() {
        assertThat(ToolRun.of("--version").out()).startsWith("pactwatch ");
    }

    @Test
    void a_ledger_that_is_not_there_is_no_bug_and_is_not_made(@TempDir Path data) {
        ToolRun run = ToolRun.of("ledger", "verify", "--data", data.toString());
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).startsWith("There is no ledger in jdbc:h2:file:" + data.resolve("example"));
        assertThat(run.err().lines()).hasSize(1);
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void the_folder_and_the_ledger_are_found_as_the_server_finds_them(@TempDir Path data) {
        assertThat(ToolRun.of("ledger", "verify", "--pactwatch.data=" + data, "--pactwatch.example=false")
                        .err())
                .contains(data.resolve("ledger").resolve("pactwatch").toString());
        assertThat(ToolRun.of("ledger", "verify", "--data=" + data, "--example").err())
                .contains(data.resolve("example").resolve("pactwatch").toString());
    }

    private static String[] words(String line) {
        return line.isBlank() ? new String[0] : line.strip().split(" ");
    }
}
