package org.pactwatch.ledger.axon;

import io.micrometer.core.instrument.MeterRegistry;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.messaging.Message;
import org.axonframework.micrometer.GlobalMetricRegistry;
import org.axonframework.monitoring.MessageMonitor;
import org.axonframework.monitoring.NoOpMessageMonitor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Axon's meters of the processors of events, in the exported registry. Those of the command bus and the event store are
 * left out: they took an eighth of what recording costs, and {@link RecordingListener} hears of each command anyway. Axon's
 * own auto-configuration looks for Boot 3's classes, does not find them, and makes a second registry; so it is excluded in
 * {@code application.yaml}.
 */
@Configuration(proxyBeanMethods = false)
public class MetersConfiguration {

    @Bean
    ConfigurerModule axonMeters(MeterRegistry registry) {
        GlobalMetricRegistry meters = new GlobalMetricRegistry(registry);
        return configurer -> configurer.configureMessageMonitor(axon -> (type, name) -> monitor(meters, type, name));
    }

    @SuppressWarnings("unchecked") // Whatever is registered, its monitor is asked about its own messages alone.
    private static MessageMonitor<Message<?>> monitor(GlobalMetricRegistry meters, Class<?> type, String name) {
        return EventProcessor.class.isAssignableFrom(type)
                ? (MessageMonitor<Message<?>>) meters.registerComponentWithDefaultTags(type, name)
                : NoOpMessageMonitor.instance();
    }
}
