package org.pactwatch.ledger.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.pactwatch.ledger.Batch.Outcome;
import org.pactwatch.ledger.SequenceConflict;
import org.pactwatch.ledger.jdbc.CommitListener;
import org.springframework.stereotype.Component;

/** How many share a commit, how long it takes, and how many find that somebody else was first. */
@Component
class CommitMeters implements CommitListener {

    /** Upper bounds of the buckets: from a fast disk to one that hardly answers. */
    private static final Duration[] BUCKETS = LongStream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final DistributionSummary batch;
    private final Timer commit;
    private final Counter conflicts;

    CommitMeters(MeterRegistry registry) {
        batch = DistributionSummary.builder("pactwatch.ledger.batch")
                .description("Callers that shared one commit.")
                .serviceLevelObjectives(IntStream.iterate(1, size -> size <= 512, size -> size * 2)
                        .asDoubleStream()
                        .toArray())
                .register(registry);
        commit = Timer.builder("pactwatch.ledger.commit.duration")
                .description("Time from the first statement of a batch until all of it was durable.")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
        conflicts = Counter.builder("pactwatch.ledger.conflicts")
                .description("Callers who found that somebody else had changed the same first; most of them try again.")
                .register(registry);
    }

    @Override
    public void committed(List<Outcome> outcomes, Duration took) {
        batch.record(outcomes.size());
        commit.record(took);
        conflicts.increment(outcomes.stream().filter(CommitMeters::isConflict).count());
    }

    private static boolean isConflict(Outcome outcome) {
        return outcome instanceof Outcome.Refused refused && refused.why() instanceof SequenceConflict;
    }
}
