package org.pactwatch.agreement;

/** When a party may consider itself free, as a reading has it. */
public enum ReleaseMode {
    /** Once its reciprocal commitment was found violated. */
    ON_FINDING,
    /** When it finds so itself. */
    ON_OWN_ASSESSMENT,
    NONE
}
