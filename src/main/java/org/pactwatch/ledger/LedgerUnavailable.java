package org.pactwatch.ledger;

/** The ledger can't be reached, or must not be used as it stands. The message says why. */
public final class LedgerUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LedgerUnavailable(String message) {
        super(message);
    }

    public LedgerUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
