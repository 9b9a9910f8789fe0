package org.pactwatch.ledger.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.pactwatch.ledger.Ledger;
import org.pactwatch.ledger.LedgerUnavailable;

/** A ledger as a command opens it that also works on what was derived: through several connections. */
public final class LedgerPool implements AutoCloseable {

    /** One reads ahead, one writes, one looks how far it has come. */
    private static final int CONNECTIONS = 4;

    /** As the server's: every question has an index that was made for it. */
    private static final String OPTIONS = "-c enable_seqscan=off -c enable_bitmapscan=off -c enable_sort=off"
            + " -c max_parallel_workers_per_gather=0 -c jit=off";

    private final HikariDataSource pool;
    private final JdbcLedger ledger;

    private LedgerPool(HikariDataSource pool, JdbcLedger ledger) {
        this.pool = pool;
        this.ledger = ledger;
    }

    /**
     * Opens the ledger, and changes nothing in it.
     *
     * @param migrations where they lie, as {@code spring.flyway.locations} names them
     * @throws LedgerUnavailable if it can't be reached, is in use by a server on H2, holds no ledger, or one of another
     *     version
     */
    public static LedgerPool existing(LedgerPlace asked, List<String> migrations) {
        LedgerPlace place = outliving(asked);
        // Its words for what is wrong; and H2 keeps the file open from one connection to the next.
        try (LedgerDatabase found = LedgerDatabase.existing(place)) {
            refuseOtherVersion(found.place(), migrations);
            HikariDataSource pool = new HikariDataSource(config(place));
            try {
                return new LedgerPool(pool, JdbcLedger.open(pool, InstantSource.system(), () -> {
                    throw new IllegalStateException("Nothing is recorded here.");
                }));
            } catch (RuntimeException e) {
                pool.close();
                throw e;
            }
        }
    }

    /** What is stopped is to end its batch first: H2 would close the file as soon as the process is told to end. */
    private static LedgerPlace outliving(LedgerPlace place) {
        String settings = place.url().toUpperCase(Locale.ROOT);
        String url = place.url();
        if (place.isH2()) {
            url += settings.contains(";DB_CLOSE_ON_EXIT=") ? "" : ";DB_CLOSE_ON_EXIT=FALSE";
            url += settings.contains(";WRITE_DELAY=") ? "" : ";WRITE_DELAY=0";
            url += settings.contains(";IFEXISTS=") ? "" : ";IFEXISTS=TRUE";
        }
        return new LedgerPlace(url, place.user(), place.password());
    }

    private static void refuseOtherVersion(LedgerPlace place, List<String> migrations) {
        try {
            Flyway flyway = LedgerDatabase.flyway(place, place.url(), migrations);
            if (flyway.info().pending().length > 0) {
                throw new LedgerUnavailable("The tables of " + place.shown()
                        + " are those of an earlier version. A server of this version brings them up to date when it"
                        + " starts.");
            }
            flyway.validate();
        } catch (FlywayException e) {
            throw new LedgerUnavailable(
                    "The tables of " + place.shown() + " are not those of this version: " + LedgerDatabase.firstLine(e),
                    e);
        }
    }

    private static HikariConfig config(LedgerPlace place) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("tool");
        config.setJdbcUrl(place.url());
        config.setUsername(place.user());
        config.setPassword(place.password());
        config.setMaximumPoolSize(CONNECTIONS);
        if (place.isPostgreSql()) {
            LedgerDatabase.properties(place)
                    .forEach((name, value) -> config.addDataSourceProperty(name.toString(), value));
            config.addDataSourceProperty("options", OPTIONS);
        }
        return config;
    }

    public DataSource dataSource() {
        return pool;
    }

    public Ledger ledger() {
        return ledger;
    }

    @Override
    public void close() {
        ledger.close();
        pool.close();
    }
}
