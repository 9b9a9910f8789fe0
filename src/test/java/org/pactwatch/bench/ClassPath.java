package org.pactwatch.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What processes of ours are started with. */
final class ClassPath {

    private ClassPath() {}

    /** The product and this package; the other tests bring applications of their own, which a scan would find. */
    static String ours() {
        Path ours = Path.of("target", "bench", "classes").toAbsolutePath();
        Path here = Path.of("org", "pactwatch", "bench");
        try {
            Files.createDirectories(ours.resolve(here));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (DirectoryStream<Path> classes =
                Files.newDirectoryStream(Path.of("target", "test-classes").resolve(here))) {
            for (Path each : classes) {
                Files.copy(each, ours.resolve(here).resolve(each.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.concat(Stream.of(all.split(File.pathSeparator)), Stream.of(ours.toString()))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
