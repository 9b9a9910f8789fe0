package org.pactwatch.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pactwatch.access.web.StartRefused;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The files that a ledger is begun with: from {@code config/}, or from inside the jar where there is none. */
final class ExampleRecord {

    /** Noon in Kyiv on the day the terms were disputed most: inside the term under every reading. */
    static final Instant INSIDE_THE_TERM = Instant.parse("2025-03-25T10:00:00Z");

    private static final Path AGREEMENTS = Path.of("config/agreements");
    private static final Path RECORD = Path.of("config/example/record.yaml");

    private ExampleRecord() {}

    /**
     * A file.
     *
     * @param where it lies, for people
     */
    record Text(String name, String where, String yaml) {}

    /** @param folder as set; {@code null}: the example's own */
    static List<Text> agreements(@Nullable Path folder) {
        try {
            if (folder != null) {
                return in(folder);
            }
            return Files.isDirectory(AGREEMENTS) ? in(AGREEMENTS) : inside("agreements");
        } catch (IOException e) {
            Path asked = folder == null ? AGREEMENTS : folder;
            throw new StartRefused(
                    "The agreements in " + asked.toAbsolutePath() + " can't be read: " + e + ".",
                    "Set pactwatch.agreements to a folder of YAML files that can be read, or leave it out.");
        }
    }

    /** The example's own, from inside the jar. */
    static List<Text> insideAgreements() {
        try {
            return inside("agreements");
        } catch (IOException e) {
            throw new UncheckedIOException("The example's agreements can't be read.", e);
        }
    }

    /** The steps of the example. */
    static String record() {
        try {
            return Files.isRegularFile(RECORD)
                    ? Files.readString(RECORD)
                    : inside("example").get(0).yaml();
        } catch (IOException e) {
            throw new UncheckedIOException("The example's record can't be read.", e);
        }
    }

    private static List<Text> in(Path folder) throws IOException {
        List<Text> texts = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(ExampleRecord::isYaml).sorted().toList()) {
                texts.add(new Text(file.getFileName().toString(), file.toString(), Files.readString(file)));
            }
        }
        return texts;
    }

    private static boolean isYaml(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".yaml") || name.endsWith(".yml");
    }

    private static List<Text> inside(String folder) throws IOException {
        Resource[] resources =
                new PathMatchingResourcePatternResolver().getResources("classpath:pactwatch/" + folder + "/*.yaml");
        List<Text> texts = new ArrayList<>();
        for (Resource resource : Arrays.stream(resources)
                .sorted(Comparator.comparing(r -> String.valueOf(r.getFilename())))
                .toList()) {
            try (InputStream in = resource.getInputStream()) {
                texts.add(new Text(
                        String.valueOf(resource.getFilename()),
                        resource.getDescription(),
                        new String(in.readAllBytes(), StandardCharsets.UTF_8)));
            }
        }
        return texts;
    }
}
