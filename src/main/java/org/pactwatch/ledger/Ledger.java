package org.pactwatch.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The record itself. Safe for use by many threads. Throws {@link LedgerUnavailable} when it can't be reached. */
public interface Ledger {

    /**
     * Records {@code events}, all or none, at the positions that follow the last. They are durable on return.
     *
     * @param events in order, at least one
     * @param request the request that causes them, or {@code null} if it need not be safe to repeat
     * @throws SequenceConflict if an event's sequence is taken
     * @throws DuplicateRequest if the request was recorded before
     * @throws LedgerUnavailable if the ledger can't be reached or is too busy; whether the events are recorded then may be
     *     unknown (see {@link LedgerUnavailable#events}), which a {@code request} makes safe to find out by asking again
     */
    Appended append(List<NewEvent> events, @Nullable RequestKey request);

    /** The last position, 0 when the ledger is empty. */
    long head();

    Optional<Entry> at(long position);

    /** Up to {@code limit} entries that follow {@code position}, in order; from the start if it is 0. */
    List<Entry> after(long position, int limit);

    /** The same for one aggregate alone. */
    List<Entry> after(long position, int limit, String aggregateId);

    /** The aggregate's entries up to and with {@code upToPosition}, in order; empty if there are none. */
    List<Entry> stream(String aggregateId, long upToPosition);

    /** The entries of several aggregates up to and with {@code upToPosition}, those of each in order. */
    List<Entry> streams(Collection<String> aggregateIds, long upToPosition);

    /** Up to {@code limit} entries of the aggregate from {@code firstSequence} on, in order. */
    List<Entry> fromSequence(String aggregateId, long firstSequence, int limit);

    /** The aggregate's last entry, without its words; empty if there is none. */
    Optional<AggregateHead> headOf(String aggregateId);

    /** The last position recorded at or before {@code instant}, 0 if none. */
    long positionAt(Instant instant);

    /** The last entry of the request with this key. */
    Optional<Entry> byRequest(String requestKey);
}
