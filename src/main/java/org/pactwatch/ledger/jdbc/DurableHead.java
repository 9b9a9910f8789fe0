package org.pactwatch.ledger.jdbc;

/** The last position that readers may see: what stands behind it, a power cut could take back. */
final class DurableHead {

    private volatile long position = Long.MAX_VALUE;

    long position() {
        return position;
    }

    void is(long last) {
        position = last;
    }
}
