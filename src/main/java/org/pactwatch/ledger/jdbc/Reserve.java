package org.pactwatch.ledger.jdbc;

import java.io.File;
import org.pactwatch.ledger.LedgerUnavailable;

/**
 * Room on the disk that nothing new is recorded into. What follows from the record is written to the same file, and must
 * not be what fills the disk.
 *
 * @param file of the database
 */
record Reserve(File file) {

    /** Several times what one batch and its projections make the file grow. */
    private static final long BYTES = 32L << 20;

    /** Of a small disk a share, so that something can be recorded at all. */
    private static final int SHARE = 10;

    private static final long HARDLY_ANY = 1L << 20;

    /** @throws LedgerUnavailable if there is no room left but the reserve */
    void check() {
        // java.io.File asks the system for just that; java.nio reads the table of mounts each time.
        long free = file.getUsableSpace();
        long reserve = Math.min(BYTES, file.getTotalSpace() / SHARE);
        if (free < reserve) {
            throw new LedgerUnavailable("The disk of " + file + " is full: it has " + (free >> 20)
                    + " MB left, and the last " + (reserve >> 20)
                    + " MB are kept free. Make room; recording goes on by itself.");
        }
    }

    boolean isUsedUp() {
        return file.getUsableSpace() < HARDLY_ANY;
    }
}
