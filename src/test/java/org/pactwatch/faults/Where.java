package org.pactwatch.faults;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.pactwatch.ledger.jdbc.PatientFiles;

/** A database, and how to get in. */
record Where(String url, String user, String password) {

    private static final int CONNECTIONS = 12;

    /** H2 in a file, with the settings of production, or with H2's own if {@code settings} is empty. */
    static Where h2(Path folder, String settings) {
        return h2(folder, settings, "");
    }

    /** Where a server has made it, as {@code user}. */
    static Where h2(Path folder, String settings, String user) {
        return new Where("jdbc:h2:file:" + folder.resolve("pactwatch").toAbsolutePath() + settings, user, "");
    }

    /** As the server opens it. */
    static Where h2(Path folder) {
        return new Where(
                PatientFiles.url(folder.resolve("pactwatch")) + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE", "", "");
    }

    /** H2's own way to the same file, changing nothing of it. */
    Where readOnly() {
        return isPostgresql()
                ? this
                : new Where(
                        url.replaceFirst("^jdbc:h2:([a-z]+:)+", "jdbc:h2:file:") + ";ACCESS_MODE_DATA=r",
                        user,
                        password);
    }

    /** The same file on a disk whose power can be cut. */
    Where powerCut() {
        return new Where(url.replaceFirst("^jdbc:h2:([a-z]+:)+", "jdbc:h2:powercut:"), user, password);
    }

    /** The same, as the server opens it. */
    Where powerCutBelow() {
        return new Where(url.replaceFirst("^jdbc:h2:([a-z]+:)+", "jdbc:h2:patient:powercut:"), user, password);
    }

    /** H2 writes over what is no longer used as soon as it is not, where it would wait for 45 seconds. */
    Where reusingAtOnce() {
        return new Where(url + ";RETENTION_TIME=0", user, password);
    }

    boolean isPostgresql() {
        return url.startsWith("jdbc:postgresql:");
    }

    String name() {
        return isPostgresql() ? "PostgreSQL" : "H2";
    }

    /** As words of a line; none of them is empty. */
    List<String> words() {
        return List.of(url, user.isEmpty() ? "-" : user, password.isEmpty() ? "-" : password);
    }

    static Where of(List<String> words) {
        PatientFiles.register();
        return new Where(
                words.get(0), words.get(1).replace("-", ""), words.get(2).replace("-", ""));
    }

    /** A pool as large as the server's. */
    HikariDataSource pool() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(CONNECTIONS);
        if (isPostgresql()) {
            config.addDataSourceProperty("reWriteBatchedInserts", "true");
        }
        return new HikariDataSource(config);
    }

    Where migrated() {
        Flyway.configure()
                .dataSource(url, user, password)
                .locations("classpath:db/migration", "classpath:db/" + (isPostgresql() ? "postgresql" : "h2"))
                .load()
                .migrate();
        return this;
    }
}
