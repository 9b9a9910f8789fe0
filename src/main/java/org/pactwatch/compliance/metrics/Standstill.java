package org.pactwatch.compliance.metrics;

import java.time.Duration;

/** Notices that answers have stood at one position for long, though the ledger goes beyond it. */
final class Standstill {

    /** Another node takes the tables over within 20 seconds. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private long position = -1;
    private long since;

    /**
     * @param position at which answers stand now
     * @param head the ledger's last position
     * @param nanos now, as {@link System#nanoTime} counts
     */
    synchronized boolean lasts(long position, long head, long nanos) {
        if (position >= head || position != this.position) {
            this.position = position >= head ? -1 : position;
            since = nanos;
            return false;
        }
        return nanos - since > PATIENCE.toNanos();
    }
}
