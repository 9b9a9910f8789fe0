package org.pactwatch.compliance.metrics;

import java.time.Duration;
import java.util.List;
import org.pactwatch.compliance.Verdict;

/**
 * How everything stands when the meters are read.
 *
 * @param head the ledger's last position
 * @param agreements how many there are
 * @param readings how many there are, of all agreements together
 * @param rows a verdict for each commitment and reading, as many as may be exported
 * @param leftOut how many commitments and readings have no row
 */
record Snapshot(long head, int agreements, int readings, List<Row> rows, int leftOut) {

    /** @param remaining time of the term left, to the second of the reading */
    record Row(String agreement, Verdict verdict, Duration remaining) {}
}
