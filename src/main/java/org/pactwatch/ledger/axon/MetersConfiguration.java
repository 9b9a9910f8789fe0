package org.pactwatch.ledger.axon;

import io.micrometer.core.instrument.MeterRegistry;
import org.axonframework.micrometer.GlobalMetricRegistry;
import org.axonframework.micrometer.MetricsConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Axon's meters in the exported registry. Axon's own auto-configuration looks for Boot 3's classes, does not find them,
 * and makes a second registry; so it is excluded in {@code application.yaml}.
 */
@Configuration(proxyBeanMethods = false)
public class MetersConfiguration {

    @Bean
    static MetricsConfigurerModule axonMeters(MeterRegistry registry) {
        return new MetricsConfigurerModule(new GlobalMetricRegistry(registry), true);
    }
}
