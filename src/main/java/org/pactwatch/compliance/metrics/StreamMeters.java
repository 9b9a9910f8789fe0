package org.pactwatch.compliance.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.pactwatch.compliance.axon.OpenStreams;
import org.springframework.stereotype.Component;

/** How many listen. */
@Component
class StreamMeters {

    StreamMeters(MeterRegistry registry, OpenStreams streams) {
        Gauge.builder("pactwatch.streams.open", streams, OpenStreams::open)
                .description("Streams of news that are open, up to pactwatch.streams.max.")
                .register(registry);
    }
}
