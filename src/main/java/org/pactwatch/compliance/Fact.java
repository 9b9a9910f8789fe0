package org.pactwatch.compliance;

/**
 * Something on record, and where.
 *
 * @param position its place in the ledger: known from there on
 */
public record Fact<T>(T what, long position) {}
