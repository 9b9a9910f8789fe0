package org.pactwatch.compliance.axon;

/** An event can't be folded into the tables; nothing was written of it or of what follows. */
public final class FoldFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long position;

    FoldFailed(long position, RuntimeException cause) {
        super("The event at position " + position + " can't be folded: " + cause, cause);
        this.position = position;
    }

    /** Of the event. */
    public long position() {
        return position;
    }
}
