package org.pactwatch.faults;

import java.util.Optional;
import org.pactwatch.ledger.DuplicateRequest;
import org.pactwatch.ledger.SequenceConflict;

/** Something that records events: the ledger, or what it is compared with. Used by many threads. */
interface Engine extends AutoCloseable {

    /**
     * Records the deed and returns the position of its last event, or 0 if the engine doesn't know it. On return it must
     * be durable.
     *
     * @throws SequenceConflict if nothing was recorded since somebody else was first
     * @throws DuplicateRequest if it had been recorded before
     * @throws RuntimeException else: it may have been recorded or not
     */
    long record(Deed deed, String attempt);

    /** The sequence of the aggregate's last event. */
    Optional<Long> lastSequence(String aggregate);

    /** Does it tell a request that comes again from a new one? */
    default boolean knowsRequests() {
        return true;
    }

    @Override
    void close();

    /** Which engine; part of the command line of a {@link WritingProcess}. */
    enum Kind {
        /** The ledger. */
        LEDGER,
        /** The same rows by a plain insert and commit, one after the other. */
        PLAIN,
        /** The same, and H2's CHECKPOINT SYNC before the answer. */
        PLAIN_SYNCED,
        /** The JDBC engine that comes with Axon. */
        AXON;

        Engine open(Where where) {
            return switch (this) {
                case LEDGER -> LedgerEngine.open(where);
                case PLAIN -> new PlainEngine(where, false);
                case PLAIN_SYNCED -> new PlainEngine(where, true);
                case AXON -> new AxonEngine(where);
            };
        }
    }
}
