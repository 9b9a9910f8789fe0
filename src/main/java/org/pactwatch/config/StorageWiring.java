package org.pactwatch.config;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import javax.sql.DataSource;
import org.pactwatch.ledger.Ledger;
import org.pactwatch.ledger.SaltSource;
import org.pactwatch.ledger.axon.EventCodec;
import org.pactwatch.ledger.axon.RecordMarks;
import org.pactwatch.ledger.jdbc.JdbcLedger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Where the ledger lives, and by which clock it is kept. */
@Configuration(proxyBeanMethods = false)
class StorageWiring {

    private static final Logger LOG = LoggerFactory.getLogger(StorageWiring.class);

    /** One clock for all: the example's loader sets it back to 2025 while it records what became known then. */
    @Bean
    ScenarioClock clock() {
        return new ScenarioClock(InstantSource.system());
    }

    @Bean
    @Conditional(NoDataSourceUrl.class)
    JdbcConnectionDetails embeddedLedger(PactwatchSettings settings) {
        return new EmbeddedLedger(settings.ledgerFolder());
    }

    /** Has nobody named a database? */
    static final class NoDataSourceUrl implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !context.getEnvironment().containsProperty("spring.datasource.url");
        }
    }

    @Bean
    @DependsOnDatabaseInitialization
    Ledger ledger(DataSource dataSource, ScenarioClock clock, JdbcConnectionDetails where) {
        SecureRandom random = new SecureRandom();
        SaltSource salts = () -> {
            byte[] salt = new byte[SaltSource.LENGTH];
            random.nextBytes(salt);
            return salt;
        };
        Ledger ledger = JdbcLedger.open(dataSource, clock, salts);
        LOG.info("The ledger is at {} and stands at position {}.", where.getJdbcUrl(), ledger.head());
        return ledger;
    }

    @Bean
    EventCodec eventCodec() {
        return new EventTypes();
    }

    /** Whatever is recorded in the example's ledger says of itself that the record is reconstructed. */
    @Bean
    RecordMarks marks(PactwatchSettings settings) {
        return () -> settings.example() ? Map.of("reconstructed", true) : Map.of();
    }
}
