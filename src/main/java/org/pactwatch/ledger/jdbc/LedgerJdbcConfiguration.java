package org.pactwatch.ledger.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.InstantSource;
import org.pactwatch.ledger.SaltSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the ledger in the application's database; the clock is a bean's if there is one, and so is who hears of it. */
@Configuration(proxyBeanMethods = false)
public class LedgerJdbcConfiguration {

    /** One to write, one to listen, and one to be found gone. */
    private static final int CONNECTIONS = 3;

    private static final int SOCKET_SECONDS = 5;

    /**
     * A server that is frozen while it sends a batch is not idle to PostgreSQL, and would keep the lock of whoever appends
     * for ever. From version 17 on its transactions can be limited; earlier ones have no words for that.
     */
    private static final String LIMIT = "select set_config('transaction_timeout', '15s', false)"
            + " where current_setting('server_version_num')::int >= 170000";

    /** Of a database that is gone, callers are to hear before they lose patience. */
    private static final long PATIENCE_MILLIS = 500;

    @Bean
    SaltSource salts() {
        SecureRandom random = new SecureRandom();
        return () -> {
            byte[] salt = new byte[SaltSource.LENGTH];
            random.nextBytes(salt);
            return salt;
        };
    }

    /** Connections of the ledger's own: however many read, who records never waits for one. */
    @Bean(defaultCandidate = false)
    @Qualifier("ledgerConnections")
    HikariDataSource ledgerConnections(HikariDataSource dataSource) {
        HikariConfig own = new HikariConfig();
        dataSource.copyStateTo(own);
        own.setPoolName("ledger");
        own.setMaximumPoolSize(CONNECTIONS);
        own.setMinimumIdle(1);
        own.setConnectionTimeout(Math.min(own.getConnectionTimeout(), PATIENCE_MILLIS));
        own.setValidationTimeout(Math.min(own.getValidationTimeout(), PATIENCE_MILLIS));
        String url = String.valueOf(own.getJdbcUrl());
        if (url.startsWith("jdbc:postgresql:")) {
            if (own.getConnectionInitSql() == null) {
                own.setConnectionInitSql(LIMIT);
            }
            // Nothing that is asked here takes long, and a connection that was cut off without a word must not hold up
            // the writer. In the address, since Hikari's copy shares its properties with what it was copied from.
            own.setJdbcUrl(url + (url.contains("?") ? "&" : "?") + "socketTimeout=" + SOCKET_SECONDS);
        }
        return new HikariDataSource(own);
    }

    @Bean
    @DependsOnDatabaseInitialization
    JdbcLedger ledger(
            HikariDataSource dataSource,
            @Qualifier("ledgerConnections") HikariDataSource connections,
            ObjectProvider<InstantSource> clock,
            SaltSource salts,
            LedgerNews news,
            ObjectProvider<CommitListener> listener) {
        CommitListener told = listener.getIfAvailable(() -> CommitListener.NONE);
        return JdbcLedger.open(
                dataSource, connections, clock.getIfAvailable(InstantSource::system), salts, (outcomes, took) -> {
                    // Once for all who shared the commit.
                    news.wake(LedgerNews.APPENDED);
                    told.committed(outcomes, took);
                });
    }

    @Bean
    LedgerNews ledgerNews(@Qualifier("ledgerConnections") HikariDataSource connections) {
        return new LedgerNews(connections);
    }

    /** Once everybody has said what they want to hear of. */
    @Bean
    SmartInitializingSingleton ledgerNewsBegins(LedgerNews news) {
        return () -> {
            try {
                news.start();
            } catch (SQLException e) {
                throw new IllegalStateException("The database that was there a moment ago is gone.", e);
            }
        };
    }
}
