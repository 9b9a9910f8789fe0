package org.pactwatch.ledger.metrics;

import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.LongStream;
import org.pactwatch.ledger.axon.RecordingListener;
import org.springframework.stereotype.Component;

/** How long commands take, by what they are and what becomes of them. */
@Component
class CommandMeters implements RecordingListener {

    /** Upper bounds of the buckets: from a refusal in memory to a ledger that is hardly to be reached. */
    private static final Duration[] BUCKETS = LongStream.of(
                    1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterProvider<Timer> timers;

    CommandMeters(MeterRegistry registry) {
        timers = Timer.builder("pactwatch.command.duration")
                .description("Time from a command to its durable record, or to its refusal.")
                .serviceLevelObjectives(BUCKETS)
                .withRegistry(registry);
    }

    @Override
    public void recorded(Class<?> command, Outcome outcome, Duration took) {
        timers.withTags(
                        "command",
                        command.getSimpleName(),
                        "outcome",
                        outcome.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .record(took);
    }
}
