package org.pactwatch.incident;

/** What somebody says of a party's part in an occurrence. */
public enum Stance {
    ASSERTS,
    DENIES,
    /** Answers an accusation with one of one's own. */
    COUNTER_ACCUSES;

    /** Does it blame? */
    public boolean accuses() {
        return this != DENIES;
    }
}
