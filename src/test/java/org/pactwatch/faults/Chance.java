package org.pactwatch.faults;

import java.util.SplittableRandom;

/** How often, and when: everything that a campaign leaves to chance comes from one seed, so that it can be run again. */
final class Chance {

    private static final boolean SHORT = Boolean.getBoolean("faults.short");

    /** {@code -Dfaults.seed=N}; otherwise another each time. */
    static final long SEED = seed();

    private Chance() {}

    private static long seed() {
        String given = System.getProperty("faults.seed", "");
        long seed = given.isBlank() ? System.currentTimeMillis() : Long.parseLong(given);
        System.out.println("faults.seed=" + seed);
        return seed;
    }

    static SplittableRandom of(String campaign) {
        return new SplittableRandom(SEED * 31 + campaign.hashCode());
    }

    /** The number of rounds: in full, and with {@code -Dfaults.short=true}. */
    static int rounds(int full, int few) {
        return SHORT ? few : full;
    }
}
