package org.pactwatch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pactwatch.house.Messages;

/**
 * What was recorded once must load for ever. A golden file is never edited to make a test pass: where the classes change,
 * the codec learns to read what it wrote before.
 */
class GoldenEventsTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    private final EventTypes codec = new EventTypes();

    static Stream<String> files() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files
                    .map(file -> file.getFileName().toString().replaceAll("\\.json$", ""))
                    .filter(name -> !name.equals("metadata"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    static Stream<String> names() {
        return new TreeSet<>(EventTypes.all().keySet()).stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_golden_file_loads_as_what_it_says_and_is_written_again_letter_by_letter(String file) {
        Object event = codec.read(type(file), "1", golden(file));
        assertThat(event).isEqualTo(GoldenEvents.all().get(file));
        assertThat(codec.typeOf(event.getClass())).isEqualTo(type(file));
        assertThat(codec.write(event)).isEqualTo(golden(file));
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_name_has_a_golden_file(String name) throws IOException {
        assertThat(files()).contains(name);
    }

    @Test
    void every_event_of_every_decider_has_one_name() {
        assertThat(EventTypes.all().values())
                .containsExactlyInAnyOrderElementsOf(Messages.events().toList());
        assertThat(EventTypes.all()).hasSizeGreaterThanOrEqualTo(15);
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_member_that_nobody_knows_fails_loudly(String file) {
        String more = golden(file).replaceFirst("\\{", "{\"unheard-of\":1,");
        assertThatThrownBy(() -> codec.read(type(file), "1", more))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unheard-of");
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_member_that_stands_twice_fails_loudly(String file) {
        String twice = golden(file).replaceFirst("\\{(\"[a-zA-Z]+\":)", "{$1null,$1");
        assertThatThrownBy(() -> codec.read(type(file), "1", twice)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_required_member_that_is_missing_fails_loudly() {
        String without = golden("incident.finding-withdrawn").replace(",\"by\":\"ivan\"", "");
        assertThat(without).isNotEqualTo(golden("incident.finding-withdrawn"));
        assertThatThrownBy(() -> codec.read("incident.finding-withdrawn", "1", without))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("by");
    }

    @Test
    void a_member_of_a_member_that_nobody_knows_fails_loudly() {
        String more = golden("incident.reported").replace("\"report\":{", "\"report\":{\"unheard-of\":1,");
        assertThatThrownBy(() -> codec.read("incident.reported", "1", more))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unheard-of");
    }

    @Test
    void a_name_or_a_revision_that_nobody_knows_fails_loudly() {
        assertThatThrownBy(() -> codec.read("incident.forgotten", "1", "{}"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> codec.read("incident.reported", "2", golden("incident.reported")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> codec.typeOf(String.class)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void metadata_loads_as_what_it_says_and_is_written_again_letter_by_letter() {
        assertThat(codec.readMetadata(golden("metadata"))).isEqualTo(GoldenEvents.metadata());
        assertThat(codec.writeMetadata(codec.readMetadata(golden("metadata")))).isEqualTo(golden("metadata"));
    }

    /** {@code incident.reported.minimal} is an {@code incident.reported} too. */
    private static String type(String file) {
        return file.replaceAll("\\.minimal$", "");
    }

    private static String golden(String file) {
        try {
            return Files.readString(GOLDEN.resolve(file + ".json")).stripTrailing();
        } catch (IOException e) {
            throw new AssertionError("no golden file of " + file, e);
        }
    }
}
