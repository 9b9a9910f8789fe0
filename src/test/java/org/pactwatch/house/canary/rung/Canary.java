package org.pactwatch.house.canary.rung;

/** Half of a cycle. */
public final class Canary {

    Object other() {
        return new org.pactwatch.house.canary.ring.Canary();
    }
}
