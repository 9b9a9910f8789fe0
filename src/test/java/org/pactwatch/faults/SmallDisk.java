package org.pactwatch.faults;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A small disk in memory (tmpfs), which another process can fill. Mounting it takes root. */
final class SmallDisk implements AutoCloseable {

    private final Path folder;
    private final Path filler;

    SmallDisk(Path folder, int megabytes) {
        this.folder = folder;
        this.filler = folder.resolve("filler");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String said = run(List.of(
                "mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "pactwatch-faults", folder.toString()));
        if (!said.isEmpty()) {
            throw new IllegalStateException(
                    "A full disk is tested on a small tmpfs, and mounting one takes root: " + said);
        }
    }

    /** Another process writes zeros until no more than {@code left} bytes are free. */
    void fill(long left) {
        long bytes = free() - left;
        run(List.of(
                "dd",
                "if=/dev/zero",
                "of=" + filler,
                "bs=64k",
                "oflag=append",
                "conv=notrunc",
                "iflag=count_bytes",
                "count=" + Math.max(0, bytes),
                "status=none"));
    }

    /** To the last byte, against others who write too. */
    void fillToTheLastByte() {
        await().atMost(Duration.ofSeconds(30)).pollDelay(Duration.ZERO).until(() -> {
            run(List.of("dd", "if=/dev/zero", "of=" + filler, "bs=4k", "oflag=append", "conv=notrunc", "status=none"));
            return free() == 0;
        });
    }

    long free() {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void makeRoom() {
        try {
            Files.deleteIfExists(filler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it had to say; nothing if it went well. */
    private static String run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return String.join(" ", command) + " does not end";
            }
            return process.exitValue() == 0 ? "" : said + "(exit " + process.exitValue() + ")";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        // Lazily: whatever a failed test still holds open must not keep it mounted.
        String said = run(List.of("umount", "-l", folder.toString()));
        if (!said.isEmpty()) {
            throw new IllegalStateException("The small disk " + folder + " is still mounted: " + said);
        }
    }
}
