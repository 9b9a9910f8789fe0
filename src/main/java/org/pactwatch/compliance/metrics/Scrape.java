package org.pactwatch.compliance.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pactwatch.ledger.LedgerUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * What a scrape reads, worked out when it is asked for and once for all series: they stand at one moment and position, a
 * new agreement has its series at once, and none is left from the scrape before. A scrape is answered also while the
 * database is not: then the series that need it are absent.
 */
final class Scrape implements MultiCollector {

    private static final Logger LOG = LoggerFactory.getLogger(Scrape.class);

    private final Supplier<Snapshot> snapshots;
    private final ProjectionFamilies projections;
    private final Duration patience;
    private @Nullable CompletableFuture<Snapshot> running;
    private boolean failing;

    Scrape(Supplier<Snapshot> snapshots, ProjectionFamilies projections, Duration patience) {
        this.snapshots = snapshots;
        this.projections = projections;
        this.patience = patience;
    }

    @Override
    public MetricSnapshots collect() {
        Snapshot snapshot = snapshot();
        MetricSnapshots.Builder scrape = MetricSnapshots.builder();
        new Family(
                        "pactwatch_scrape_failed",
                        "1 if it could not be told how agreements stand, so that this is missing here.")
                .add(snapshot == null)
                .to(scrape);
        projections.write(snapshot == null ? null : snapshot.head(), scrape);
        if (snapshot != null) {
            VerdictFamilies.write(snapshot, scrape);
        }
        return scrape.build();
    }

    /** How everything stands; {@code null} if that can't be told in time. */
    private @Nullable Snapshot snapshot() {
        try {
            Snapshot snapshot = started().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            report(null);
            return snapshot;
        } catch (TimeoutException e) {
            report("no answer within " + patience);
        } catch (ExecutionException e) {
            report(reason(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return null;
    }

    /** One at a time: scrapes that come while a database hangs wait for the same answer, and pile nothing up. */
    private synchronized CompletableFuture<Snapshot> started() {
        if (running == null || running.isDone()) {
            running = CompletableFuture.supplyAsync(
                    snapshots, task -> Thread.ofVirtual().name("scrape").start(task));
        }
        return running;
    }

    /** Says once that something is wrong, and once that it no longer is. */
    private synchronized void report(@Nullable String failure) {
        if (failure != null && !failing) {
            LOG.warn("How agreements stand is missing from the meters until further notice: {}", failure);
        } else if (failure == null && failing) {
            LOG.info("The meters are complete again.");
        }
        failing = failure != null;
    }

    /** A database's words name tables; those of anything else may quote what an event says. */
    private static String reason(@Nullable Throwable cause) {
        return cause instanceof DataAccessException || cause instanceof LedgerUnavailable
                ? cause.toString()
                : cause == null ? "unknown" : cause.getClass().getName();
    }
}
