package org.pactwatch.ledger.jdbc;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.pactwatch.ledger.LedgerUnavailable;
import org.pactwatch.ledger.jdbc.LedgerVerification.Found;
import org.pactwatch.ledger.jdbc.LedgerVerification.Watch;

/** Brings a backup of {@link LedgerBackups} back. */
public final class LedgerRestore {

    private static final String SUFFIX = ".mv.db";

    private LedgerRestore() {}

    /**
     * Checks a backup and, if it is whole, puts it into {@code folder} as its ledger.
     *
     * @return what was found; with a fault, nothing was changed
     * @throws LedgerUnavailable if {@code folder} holds a ledger, or the file is no backup
     */
    public static Found restore(Path backup, Path folder, Watch watch) {
        Path place = folder.toAbsolutePath().normalize();
        Path ledger = place.resolve(LedgerPlace.NAME + SUFFIX);
        refuseExisting(ledger);
        try {
            OwnersOnly.folder(place);
            return unpacked(backup, place, watch, file -> {
                OwnersOnly.sync(file);
                refuseExisting(ledger);
                // Not the atomic move, which would silently replace what another process has made meanwhile.
                Files.move(file, ledger);
                OwnersOnly.syncFolder(place);
            });
        } catch (IOException e) {
            throw failed(backup, e);
        }
    }

    /** Checks a backup beside it and leaves nothing behind. */
    public static Found verify(Path backup, Watch watch) {
        Path beside = Objects.requireNonNull(backup.toAbsolutePath().getParent(), "a file lies in a folder");
        try {
            return unpacked(backup, beside, watch, file -> {});
        } catch (IOException e) {
            throw failed(backup, e);
        }
    }

    private interface Use {
        void of(Path file) throws IOException;
    }

    private static Found unpacked(Path backup, Path folder, Watch watch, Use use) throws IOException {
        if (!Files.isRegularFile(backup)) {
            throw new LedgerUnavailable("There is no file " + backup + ".");
        }
        // Mode 700, as every temporary folder of Java's.
        Path scratch = Files.createTempDirectory(folder, "restoring-");
        try {
            Path file = scratch.resolve(LedgerPlace.NAME + SUFFIX);
            unpack(backup, file);
            Found found;
            try (LedgerDatabase database = LedgerDatabase.existing(LedgerPlace.embedded(scratch))) {
                found = LedgerVerification.verify(database, watch);
            }
            if (found.fault().isEmpty()) {
                use.of(file);
            }
            return found;
        } finally {
            delete(scratch);
        }
    }

    /** Takes the one database file out of it; under our own name, so that the file's says nothing about where it goes. */
    private static void unpack(Path backup, Path file) throws IOException {
        OwnersOnly.file(file);
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(backup))) {
            boolean found = false;
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.getName().endsWith(SUFFIX) || found) {
                    throw new ZipException("it holds " + entry.getName() + ", which no backup does");
                }
                found = true;
                try (OutputStream output = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
                    zip.transferTo(output);
                }
            }
            if (!found) {
                throw new ZipException("it holds no database");
            }
        }
    }

    private static void refuseExisting(Path ledger) {
        if (Files.exists(ledger)) {
            throw new LedgerUnavailable("There is a ledger already: " + ledger + ". Nothing is overwritten; stop the"
                    + " server and move that file away first, if the backup is to take its place.");
        }
    }

    private static LedgerUnavailable failed(Path backup, IOException e) {
        return new LedgerUnavailable("The backup " + backup + " can't be used: " + LedgerDatabase.firstLine(e), e);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
            for (Path each : all) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("What was unpacked into " + folder + " can't be deleted.", e);
        }
    }
}
