package org.pactwatch.ledger.jdbc;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Where a ledger lies and who may open it.
 *
 * @param url a JDBC address of H2 or PostgreSQL
 */
public record LedgerPlace(String url, String user, String password) {

    /** The name of the database below the folder of a ledger, and of its one file without {@code .mv.db}. */
    public static final String NAME = "pactwatch";

    private static final String H2 = "jdbc:h2:";
    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final int CACHE_KB = 32 * 1024;
    private static final Pattern SECRET = Pattern.compile("(?i)[;?&](?:ssl)?password=|//[^/?@]*:[^/?@]*@");

    /**
     * H2 in a file of {@code folder}. {@code WRITE_DELAY=0}, because H2's default loses acknowledged commits when the
     * process is killed; its cache is small, so that the server fits into 256 MB.
     */
    public static LedgerPlace embedded(Path folder) {
        return new LedgerPlace(
                PatientFiles.url(folder.resolve(NAME)) + ";WRITE_DELAY=0;CACHE_SIZE=" + CACHE_KB
                        + ";DB_CLOSE_ON_EXIT=FALSE",
                NAME,
                "");
    }

    public boolean isH2() {
        return url.startsWith(H2);
    }

    public boolean isPostgreSql() {
        return url.startsWith(POSTGRESQL);
    }

    /** Whether the address itself holds a password, which every user of the machine could read in the process list. */
    public static boolean holdsPassword(String url) {
        return SECRET.matcher(url).find();
    }

    /** The address without settings and without anything secret. */
    public String shown() {
        return url.replaceFirst("^jdbc:h2:patient:retry:", "jdbc:h2:file:")
                .replaceFirst("[;?].*$", "")
                .replaceFirst("//[^/@]*@", "//");
    }

    @Override
    public String toString() {
        return shown();
    }
}
