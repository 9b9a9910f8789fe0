package org.pactwatch.ledger.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.pactwatch.support.TestDatabase;

/** A real H2 file, migrated as in production; close it and open it again to see what survived. */
public final class H2File implements AutoCloseable {

    private final HikariDataSource dataSource;
    private final List<JdbcLedger> opened = new ArrayList<>();

    private H2File(String url, boolean migrate) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(12);
        dataSource = new HikariDataSource(config);
        if (migrate) {
            Flyway.configure().dataSource(dataSource).load().migrate();
        }
    }

    public static H2File in(Path folder) {
        return new H2File("jdbc:h2:file:" + folder.resolve("pactwatch") + ";WRITE_DELAY=0", true);
    }

    /** As the server opens it; what is no longer needed is written over at once, where H2 would wait for 45 seconds. */
    static H2File reusingAtOnce(Path folder) {
        return new H2File(PatientFiles.url(folder.resolve("pactwatch")) + ";WRITE_DELAY=0;RETENTION_TIME=0", true);
    }

    static H2File withDelayedWrites(Path folder) {
        return new H2File("jdbc:h2:file:" + folder.resolve("pactwatch"), true);
    }

    public JdbcLedger ledger() {
        return ledger(InstantSource.system());
    }

    public JdbcLedger ledger(InstantSource clock) {
        JdbcLedger ledger = JdbcLedger.open(dataSource, clock, TestDatabase.salts());
        opened.add(ledger);
        return ledger;
    }

    public HikariDataSource dataSource() {
        return dataSource;
    }

    @Override
    public void close() {
        opened.forEach(JdbcLedger::close);
        dataSource.close();
    }
}
