package org.pactwatch.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the documents hold. */
final class Markdown {

    private Markdown() {}

    /**
     * A fenced block.
     *
     * @param language what stands behind the opening fence
     * @param line of the opening fence, from 1
     */
    record Fence(String language, String text, int line) {}

    /** README and everything in {@code docs/}. */
    static List<Path> documents() {
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            return Stream.concat(Stream.of(Path.of("README.md")), docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Fence> fences(Path document) {
        List<Fence> fences = new ArrayList<>();
        List<String> lines = read(document).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("```")) {
                int first = i;
                StringBuilder text = new StringBuilder();
                for (i++; !lines.get(i).startsWith("```"); i++) {
                    text.append(lines.get(i)).append('\n');
                }
                fences.add(new Fence(lines.get(first).substring(3).strip(), text.toString(), first + 1));
            }
        }
        return fences;
    }

    /** The text outside of fenced blocks. */
    static String prose(Path document) {
        StringBuilder prose = new StringBuilder();
        boolean fenced = false;
        for (String line : read(document).lines().toList()) {
            if (line.startsWith("```")) {
                fenced = !fenced;
            } else if (!fenced) {
                prose.append(line).append('\n');
            }
        }
        return prose.toString();
    }
}
