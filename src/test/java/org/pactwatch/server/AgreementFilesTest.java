package org.pactwatch.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Agreements are registered from a folder of files, once each. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@ExtendWith(OutputCaptureExtension.class)
class AgreementFilesTest {

    private static final Path SHIPPED = Path.of("config/agreements/prisoner-exchange-2025-03.yaml");

    private Path data = Path.of("");
    private Path folder = Path.of("");

    @BeforeEach
    void folders(@TempDir Path base) throws Exception {
        data = base.resolve("data");
        folder = Files.createDirectory(base.resolve("agreements"));
    }

    private RunningServer start() {
        return RunningServer.start(data, "pactwatch.example=false", "pactwatch.agreements=" + folder);
    }

    private Path file(String text) throws Exception {
        return Files.writeString(folder.resolve("exchange.yaml"), text);
    }

    @Test
    void a_file_is_registered_once_and_a_changed_one_starts_nothing_and_is_named(CapturedOutput output)
            throws Exception {
        file(Files.readString(SHIPPED));
        Files.writeString(folder.resolve("notes.txt"), "no agreement");
        String recorded;
        try (RunningServer server = start()) {
            recorded = server.get("/history").body();
            assertThat(server.get("/history").json().path("items")).hasSize(1);
            assertThat(server.get("/agreements/prisoner-exchange-2025-03").status())
                    .isEqualTo(200);
            assertThat(server.get("/version").json().path("reconstructed").asBoolean())
                    .isFalse();
        }
        try (RunningServer server = start()) {
            assertThat(server.get("/history").body()).isEqualTo(recorded);
            assertThat(output).doesNotContain("agreement-differs");
        }
        Path changed = file(Files.readString(SHIPPED).replaceFirst("title: .*", "title: Another title"));
        try (RunningServer server = start()) {
            assertThat(server.get("/history").body()).isEqualTo(recorded);
            assertThat(output).contains("agreement-differs", changed.toString(), "It differs in: title.");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "title: (.*) | titel: $1 | /title",
                "kind: DELIVERY | kind: GIFT | /commitments/0/kind",
                "quantity: 175 | quantity: -1 | quantity-out-of-range",
                "obligor: RUS | obligor: XXX | unknown-party",
                "parties: | parties: [ | yaml-malformed"
            })
    void a_broken_file_stops_the_start_and_is_named_with_its_fault(
            String from, String to, String fault, CapturedOutput output) throws Exception {
        Path file = file(Files.readString(SHIPPED).replaceFirst(from, to));
        assertThatThrownBy(this::start).isNotNull();
        String said = output.getAll().substring(output.getAll().lastIndexOf("APPLICATION FAILED TO START"));
        assertThat(said)
                .contains("Description:", file.toString(), "Action:", "Mend the file")
                .contains(fault);
        assertThat(said).doesNotContain("\tat ");
        assertThat(said.lines().count()).as(said).isLessThan(20);
    }

    @Test
    void a_folder_that_is_not_there_stops_the_start(CapturedOutput output) {
        folder = folder.resolve("missing");
        assertThatThrownBy(this::start).isNotNull();
        assertThat(output).contains("APPLICATION FAILED TO START", folder.toString(), "Set pactwatch.agreements");
    }
}
