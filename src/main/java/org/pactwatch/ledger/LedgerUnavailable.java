package org.pactwatch.ledger;

/** The ledger can't be reached, is too busy, or must not be used as it stands. The message says why. */
public final class LedgerUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What has become of the events that were to be recorded. */
    public enum Events {
        /** For certain, none is or will be recorded. */
        NOT_RECORDED,
        /** All of them, or none: the answer of the database was lost, or takes too long to wait for. */
        UNKNOWN
    }

    private final Events events;

    public LedgerUnavailable(String message) {
        super(message);
        this.events = Events.NOT_RECORDED;
    }

    public LedgerUnavailable(String message, Throwable cause) {
        this(message, Events.NOT_RECORDED, cause);
    }

    public LedgerUnavailable(String message, Events events, Throwable cause) {
        super(message, cause);
        this.events = events;
    }

    public Events events() {
        return events;
    }
}
