package org.pactwatch.compliance.metrics;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Hands the scrape to Prometheus' own registry, beneath Micrometer's: a gauge of Micrometer's is registered one by one
 * and read one by one, so that series that come and go would need a keeper, and every one an evaluation.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MeterSettings.class)
class MetersWiring {

    /** Less than the ten seconds that Prometheus waits. A connection pool would wait for thirty. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Bean
    Scrape scrape(Snapshots snapshots, ProjectionFamilies projections, ObjectProvider<PrometheusRegistry> registry) {
        Scrape scrape = new Scrape(snapshots::take, projections, PATIENCE);
        registry.ifAvailable(prometheus -> prometheus.register(scrape));
        return scrape;
    }
}
