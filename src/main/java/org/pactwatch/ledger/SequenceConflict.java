package org.pactwatch.ledger;

/** Somebody else recorded an event of the same aggregate first. Nothing was recorded; load it again and decide anew. */
public final class SequenceConflict extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long sequence;

    SequenceConflict(String aggregateId, long sequence, long last) {
        super("Event " + sequence + " of " + aggregateId + " is taken: its last is " + last
                + ". Load it again and decide anew.");
        this.sequence = sequence;
    }

    /** The sequence that was asked for; 0 means that the aggregate was to be created, and exists. */
    public long sequence() {
        return sequence;
    }

    /** Refuses {@code event} unless it follows {@code last}, the sequence of its aggregate's last event or -1. */
    public static void check(NewEvent event, long last) {
        if (event.sequence() <= last) {
            throw new SequenceConflict(event.aggregateId(), event.sequence(), last);
        }
        if (event.sequence() > last + 1) {
            throw new IllegalArgumentException("Event " + event.sequence() + " of " + event.aggregateId()
                    + " would leave a hole: its last is " + last + ".");
        }
    }
}
