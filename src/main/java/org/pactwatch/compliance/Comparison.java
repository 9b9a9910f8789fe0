package org.pactwatch.compliance;

import java.time.Instant;
import java.util.List;
import org.pactwatch.agreement.Commitment;

/**
 * The readings of one agreement side by side, at one moment, as known at one position: which verdicts differ, because of
 * which incident or hour. None of them is the one that the others are measured by.
 *
 * @param at the moment asked about
 * @param commitments in the agreement's order
 */
public record Comparison(Instant at, List<OfCommitment> commitments) {

    /** How many incidents a commitment's differences name, and how many releases a reading's. */
    public static final int NAMED = 20;

    public boolean readingsAgree() {
        return commitments.stream().allMatch(OfCommitment::readingsAgree);
    }

    /**
     * @param verdicts one for each reading, by its id
     * @param differences what sets the verdicts apart, and nothing else; empty exactly if they agree
     * @param indecisive incidents that verdicts rest on and that stand differently, and yet set no verdicts apart
     * @param capped are there, or may there be, more incidents than are named?
     */
    public record OfCommitment(
            Commitment commitment,
            List<Verdict> verdicts,
            List<Difference> differences,
            List<Difference.Incident> indecisive,
            boolean capped) {

        /** The same force and compliance under all? */
        public boolean readingsAgree() {
            return agree(verdicts);
        }
    }

    /** Do they come to the same force and compliance? */
    public static boolean agree(List<Verdict> verdicts) {
        return verdicts.stream()
                        .map(verdict -> List.of(verdict.force(), verdict.compliance()))
                        .distinct()
                        .count()
                <= 1;
    }
}
