package org.pactwatch.ledger;

/** Where salts come from; outside, because this package draws no random numbers. */
@FunctionalInterface
public interface SaltSource {

    /** The length of a salt in bytes. */
    int LENGTH = 32;

    /** {@link #LENGTH} fresh bytes that nobody can guess. Called by many threads. */
    byte[] next();
}
