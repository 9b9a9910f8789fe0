package org.pactwatch.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.pactwatch.ledger.jdbc.LedgerPlace;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** H2 in a file of this folder. */
record EmbeddedLedger(Path folder) implements JdbcConnectionDetails {

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
        return LedgerPlace.embedded(folder).user();
    }

    @Override
    public String getPassword() {
        return LedgerPlace.embedded(folder).password();
    }

    @Override
    public String getJdbcUrl() {
        return LedgerPlace.embedded(folder).url();
    }
}
