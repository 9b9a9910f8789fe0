package org.pactwatch.compliance.metrics;

import org.pactwatch.compliance.axon.BearingProjector;
import org.pactwatch.compliance.axon.Progress;
import org.pactwatch.ledger.Ledger;
import org.pactwatch.ledger.LedgerUnavailable;
import org.pactwatch.ledger.axon.Failure;
import org.pactwatch.ledger.axon.Projection;
import org.pactwatch.ledger.axon.ProjectionWatch;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Not ready while answers can't keep up with the record: a fold has failed, here or on the node that writes the tables, or
 * the record can't be read. The details are public, so they name positions, and nothing of what an event or the database says.
 */
@Component("projections")
class ProjectionsHealth implements HealthIndicator {

    private final ProjectionWatch watch;
    private final Progress progress;
    private final Ledger ledger;
    private final Standstill standstill = new Standstill();

    ProjectionsHealth(ProjectionWatch watch, Progress progress, Ledger ledger) {
        this.watch = watch;
        this.progress = progress;
        this.ledger = ledger;
    }

    @Override
    public Health health() {
        Projection projection = watch.of(BearingProjector.NAME).orElse(null);
        if (projection == null || !projection.running()) {
            return Health.down()
                    .withDetail("why", "The projection is not running.")
                    .build();
        }
        Failure failure = projection.failure();
        if (failure != null) {
            return Health.down()
                    .withDetail("stoppedAt", failure.position())
                    .withDetail("position", progress.position())
                    .build();
        }
        try {
            return readable(projection, ledger.head());
        } catch (LedgerUnavailable e) {
            return Health.down()
                    .withDetail("why", "The ledger can't be read.")
                    .withDetail("position", progress.position())
                    .build();
        }
    }

    private Health readable(Projection projection, long head) {
        long position = progress.position();
        // Who writes the tables knows what is wrong; whoever follows them sees only that they do not move.
        boolean follows = projection.applied().isEmpty();
        Health.Builder health = follows && standstill.lasts(position, head, System.nanoTime())
                ? Health.down().withDetail("why", "The tables do not follow the ledger.")
                : Health.up();
        return health.withDetail("position", position).withDetail("head", head).build();
    }
}
