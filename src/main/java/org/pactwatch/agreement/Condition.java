package org.pactwatch.agreement;

/**
 * What a commitment is made dependent on. It never delays force; it only gives a right to be released.
 *
 * @param on the key of another commitment of the same agreement
 */
public record Condition(Kind kind, String on) {

    /** RECIPROCAL: "provided the other side behaves accordingly". */
    public enum Kind {
        RECIPROCAL
    }
}
