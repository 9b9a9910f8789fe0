package org.pactwatch.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.pactwatch.ledger.jdbc.PatientFiles;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * H2 in a file of this folder. {@code WRITE_DELAY=0}, because H2's default loses acknowledged commits when the process is
 * killed; its cache is small, so that the server fits into 256 MB.
 */
record EmbeddedLedger(Path folder) implements JdbcConnectionDetails {

    private static final int CACHE_KB = 32 * 1024;

    /** Makes the folder, for its owner alone: confidential sources lie in it in clear. */
    EmbeddedLedger {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
                if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of the ledger, " + folder + ", can't be made.", e);
        }
    }

    @Override
    public String getUsername() {
        return "pactwatch";
    }

    @Override
    public String getPassword() {
        return "";
    }

    @Override
    public String getJdbcUrl() {
        return PatientFiles.url(folder.resolve("pactwatch")) + ";WRITE_DELAY=0;CACHE_SIZE=" + CACHE_KB
                + ";DB_CLOSE_ON_EXIT=FALSE";
    }
}
