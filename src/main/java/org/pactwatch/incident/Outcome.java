package org.pactwatch.incident;

/** What an authority found. */
public enum Outcome {
    SUBSTANTIATED,
    UNSUBSTANTIATED,
    INCONCLUSIVE,
    NOT_ATTRIBUTABLE,
    OUT_OF_SCOPE,
    WITHIN_EXCEPTION
}
