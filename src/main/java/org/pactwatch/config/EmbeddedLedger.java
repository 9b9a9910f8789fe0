package org.pactwatch.config;

import java.nio.file.Path;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * H2 in a file of this folder. {@code WRITE_DELAY=0}, because H2's default loses acknowledged commits when the process is
 * killed; its cache is small, so that the server fits into 256 MB.
 */
record EmbeddedLedger(Path folder) implements JdbcConnectionDetails {

    private static final int CACHE_KB = 32 * 1024;

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
        return "jdbc:h2:file:" + folder.resolve("pactwatch") + ";WRITE_DELAY=0;CACHE_SIZE=" + CACHE_KB
                + ";DB_CLOSE_ON_EXIT=FALSE";
    }
}
