package org.pactwatch.ledger.jdbc;

import java.time.Duration;
import java.util.List;
import org.pactwatch.ledger.Batch.Outcome;

/** Hears of each batch, on the thread that writes: it must be quick and must not fail. */
@FunctionalInterface
public interface CommitListener {

    CommitListener NONE = (outcomes, took) -> {};

    /**
     * @param outcomes one for each append of the batch
     * @param took from the first statement until all of it was durable
     */
    void committed(List<Outcome> outcomes, Duration took);
}
