package org.pactwatch.compliance.metrics;

import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import org.jspecify.annotations.Nullable;
import org.pactwatch.compliance.axon.BearingProjector;
import org.pactwatch.compliance.axon.Progress;
import org.pactwatch.ledger.axon.Failure;
import org.pactwatch.ledger.axon.Projection;
import org.pactwatch.ledger.axon.ProjectionWatch;
import org.springframework.stereotype.Component;

/** How far answers are behind the record. All but the ledger's head is known in memory, whatever the database does. */
@Component
class ProjectionFamilies {

    private final ProjectionWatch watch;
    private final Progress progress;

    ProjectionFamilies(ProjectionWatch watch, Progress progress) {
        this.watch = watch;
        this.progress = progress;
    }

    /** @param head the ledger's; {@code null} if it can't be read now */
    void write(@Nullable Long head, MetricSnapshots.Builder scrape) {
        Projection projection = watch.of(BearingProjector.NAME).orElse(null);
        Failure failure = projection == null ? null : projection.failure();
        boolean running = projection != null && projection.running();
        // After the head was read, so it may be ahead of it.
        long position = progress.position();
        new Family("pactwatch_ledger_position", "Position of the last entry of the ledger; NaN if it can't be read.")
                .add(head == null ? Double.NaN : head)
                .to(scrape);
        family("position", "Position at which answers stand.")
                .add(position, BearingProjector.NAME)
                .to(scrape);
        family("lag", "Entries of the ledger that answers do not know of yet; NaN if the ledger can't be read.")
                .add(head == null ? Double.NaN : Math.max(0, head - position), BearingProjector.NAME)
                .to(scrape);
        family("stopped", "1 if the projection does not go on: an event can't be folded, or it is not running.")
                .add(failure != null || !running, BearingProjector.NAME)
                .to(scrape);
        family("stopped_position", "Position of the event that can't be folded; 0 if there is none.")
                .add(failure == null ? 0 : failure.position(), BearingProjector.NAME)
                .to(scrape);
    }

    private static Family family(String name, String help) {
        return new Family("pactwatch_projection_" + name, help, "projection");
    }
}
