package org.pactwatch.faults;

import java.time.Instant;

/**
 * One row of the record, read with plain SQL and not by the engine that is under test.
 *
 * @param deed what it belongs to; empty for what no deed asked for
 * @param intact does its entry hash, computed anew, stand in the row?
 * @param fingerprint of everything in the row that must never change
 */
record Found(
        long position,
        String aggregate,
        long sequence,
        String eventId,
        Instant recorded,
        String deed,
        boolean intact,
        long fingerprint) {}
