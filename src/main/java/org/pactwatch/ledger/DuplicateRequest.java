package org.pactwatch.ledger;

/** A request with this key has been recorded before. Nothing was recorded now. */
public final class DuplicateRequest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Entry first;
    private final boolean sameBody;

    public DuplicateRequest(Entry first, RequestKey again) {
        super("Request " + again.key() + " was recorded at position " + first.position() + ".");
        this.first = first;
        this.sameBody = again.bodyHash().equals(first.requestHash());
    }

    /** The last event of the request that came first. */
    public Entry first() {
        return first;
    }

    /** Whether the request said the same then; if not, the key was used for two different requests. */
    public boolean sameBody() {
        return sameBody;
    }
}
