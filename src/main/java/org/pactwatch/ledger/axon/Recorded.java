package org.pactwatch.ledger.axon;

import java.time.Instant;
import org.pactwatch.decision.Rejection;

/** What became of a command. */
public sealed interface Recorded {

    /**
     * It is recorded and durable.
     *
     * @param position that of its last event
     * @param repeated whether the same request had been recorded before, so that this is the first answer again
     */
    record Accepted(String aggregateId, long position, Instant recorded, boolean repeated) implements Recorded {}

    /**
     * The same had been said before, so there is nothing to record.
     *
     * @param position that of the aggregate's last event, 0 if it has none
     */
    record Unchanged(String aggregateId, long position) implements Recorded {}

    /** It was refused; nothing is recorded. */
    record Rejected(Rejection why) implements Recorded {}

    /** The request's key was used before, for a request that said something else; nothing is recorded. */
    record KeyReused(long firstPosition) implements Recorded {}
}
