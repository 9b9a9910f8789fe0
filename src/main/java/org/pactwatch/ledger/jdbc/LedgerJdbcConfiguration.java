package org.pactwatch.ledger.jdbc;

import java.security.SecureRandom;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.pactwatch.ledger.SaltSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the ledger in the application's database; the clock is a bean's if there is one. */
@Configuration(proxyBeanMethods = false)
public class LedgerJdbcConfiguration {

    @Bean
    SaltSource salts() {
        SecureRandom random = new SecureRandom();
        return () -> {
            byte[] salt = new byte[SaltSource.LENGTH];
            random.nextBytes(salt);
            return salt;
        };
    }

    @Bean
    @DependsOnDatabaseInitialization
    JdbcLedger ledger(DataSource dataSource, ObjectProvider<InstantSource> clock, SaltSource salts) {
        return JdbcLedger.open(dataSource, clock.getIfAvailable(InstantSource::system), salts);
    }
}
