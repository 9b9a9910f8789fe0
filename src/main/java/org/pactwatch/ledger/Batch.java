package org.pactwatch.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The appends that are written in one transaction. Each gets the places behind the one before it, or the reason why it
 * gets none, which is its own caller's affair alone.
 */
public final class Batch {

    /** What becomes of one append, once the entries of its batch are durable. */
    public sealed interface Outcome {

        record Placed(Appended where) implements Outcome {}

        /** @param why {@link SequenceConflict}, {@link DuplicateRequest}, or an error in what was to be recorded */
        record Refused(RuntimeException why) implements Outcome {}
    }

    private final Tail before;
    private final Instant recorded;
    private final Map<String, Long> sequences;
    private final Map<String, Entry> requests;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private long position;

    private Batch(Tail tail, Instant now, Taken taken) {
        this.before = tail;
        this.position = tail.position();
        this.recorded = tail.next(now);
        this.sequences = new HashMap<>(taken.sequences());
        this.requests = new HashMap<>(taken.requests());
    }

    /**
     * Places {@code appends} behind {@code tail}, in their order.
     *
     * @param now stamped on every entry, unless the tail's is later
     * @param taken what they must not clash with; what is not known here, the database's unique keys refuse
     */
    public static Batch place(Tail tail, Instant now, Taken taken, List<Append> appends) {
        Batch batch = new Batch(tail, now, taken);
        for (Append append : appends) {
            batch.outcomes.add(batch.place(append));
        }
        return batch;
    }

    private Outcome place(Append append) {
        RequestKey request = append.request();
        Entry first = request == null ? null : requests.get(request.key());
        if (request != null && first != null) {
            return new Outcome.Refused(new DuplicateRequest(first, request));
        }
        List<Entry> placed;
        try {
            placed = entries(append);
        } catch (RuntimeException e) {
            return new Outcome.Refused(e);
        }
        Entry last = placed.get(placed.size() - 1);
        Outcome outcome = new Outcome.Placed(new Appended(position + 1, last.position(), recorded));
        for (Entry entry : placed) {
            sequences.put(entry.aggregateId(), entry.sequence());
        }
        if (request != null) {
            requests.put(request.key(), last);
        }
        entries.addAll(placed);
        position = last.position();
        return outcome;
    }

    /** Changes nothing of the batch: one that is refused half way leaves no trace in it. */
    private List<Entry> entries(Append append) {
        List<Entry> placed = new ArrayList<>(append.events().size());
        Map<String, Long> own = new HashMap<>();
        long next = position;
        int left = append.events().size();
        for (SealedEvent sealed : append.events()) {
            NewEvent event = sealed.event();
            long last = own.getOrDefault(event.aggregateId(), sequences.getOrDefault(event.aggregateId(), -1L));
            SequenceConflict.check(event, last);
            own.put(event.aggregateId(), event.sequence());
            placed.add(sealed.at(++next, recorded, --left == 0 ? append.request() : null));
        }
        return placed;
    }

    /** What is to be written, in order. Empty if every append was refused. */
    public List<Entry> entries() {
        return entries;
    }

    /** For each append, in the order in which they were given. */
    public List<Outcome> outcomes() {
        return outcomes;
    }

    /** The end of the ledger once this is written. */
    public Tail tail() {
        return entries.isEmpty() ? before : new Tail(position, recorded);
    }
}
