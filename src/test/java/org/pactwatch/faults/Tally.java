package org.pactwatch.faults;

import java.util.ArrayList;
import java.util.List;

/**
 * What the books say of the record.
 *
 * @param unknown deeds whose outcome nobody was told
 * @param landed how many of them stand in the record
 * @param lost acknowledged and not there, or there in part
 * @param doubled there more often than once, or though refused, or though never asked for, or answered in two ways
 * @param holes positions and sequences that are missing
 * @param outOfOrder not where the answer said, or before what was acknowledged earlier, or {@code recorded} went back
 * @param changed rows that are not what they were, or whose hash is not theirs
 * @param examples a few of what is wrong, in words
 */
record Tally(
        long acknowledged,
        long refused,
        long unknown,
        long landed,
        long lost,
        long doubled,
        long holes,
        long outOfOrder,
        long changed,
        List<String> examples) {

    boolean holds() {
        return lost + doubled + holes + outOfOrder + changed == 0;
    }

    static final class Builder {

        /** Of each kind. */
        private static final int EXAMPLES = 4;

        private final List<String> examples = new ArrayList<>();
        private long landed;
        private long lost;
        private long doubled;
        private long holes;
        private long outOfOrder;
        private long changed;

        Builder() {}

        /** Goes on from what the record alone has shown. */
        Builder(Builder record) {
            examples.addAll(record.examples);
            lost = record.lost;
            doubled = record.doubled;
            holes = record.holes;
            outOfOrder = record.outOfOrder;
            changed = record.changed;
        }

        private void say(String what, String example) {
            if (examples.stream().filter(e -> e.startsWith(what)).count() < EXAMPLES) {
                examples.add(what + ": " + example);
            }
        }

        void landed(boolean itDid) {
            landed += itDid ? 1 : 0;
        }

        void lost(String example) {
            lost++;
            say("lost", example);
        }

        void doubled(String example) {
            doubled++;
            say("doubled", example);
        }

        void hole(String example, long size) {
            holes += Math.max(1, size);
            say("hole", example);
        }

        void outOfOrder(String example) {
            outOfOrder++;
            say("out of order", example);
        }

        void changed(String example) {
            changed++;
            say("changed", example);
        }

        Tally of(long acknowledged, long refused, long unknown) {
            return new Tally(
                    acknowledged,
                    refused,
                    unknown,
                    landed,
                    lost,
                    doubled,
                    holes,
                    outOfOrder,
                    changed,
                    List.copyOf(examples));
        }
    }
}
