package org.pactwatch.agreement;

/** What is done to a target. */
public enum Act {
    STRIKE,
    SHELLING,
    SABOTAGE,
    SEIZURE,
    OTHER
}
