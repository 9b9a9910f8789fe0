package org.pactwatch.config;

import java.time.InstantSource;
import java.util.Map;
import org.pactwatch.ledger.axon.EventCodec;
import org.pactwatch.ledger.axon.RecordMarks;
import org.pactwatch.pages.web.Deployment;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Where the ledger lives, and by which clock it is kept. */
@Configuration(proxyBeanMethods = false)
class StorageWiring {

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

    /** What the status page says of it. Whatever stands behind the address of the database may be secret. */
    @Bean
    Deployment deployment(JdbcConnectionDetails where, Environment environment, ObjectProvider<BuildProperties> build) {
        String url = where.getJdbcUrl();
        boolean embedded = where instanceof EmbeddedLedger || url.matches("jdbc:h2:(file|patient):.*");
        BuildProperties version = build.getIfAvailable();
        return new Deployment(
                url.startsWith("jdbc:h2:") ? "H2" : url.startsWith("jdbc:postgresql:") ? "PostgreSQL" : "JDBC",
                embedded,
                DatabaseAddress.shown(url),
                environment.getProperty("pactwatch.demo-tokens", Boolean.class, true),
                version == null ? "development" : String.valueOf(version.getVersion()));
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
