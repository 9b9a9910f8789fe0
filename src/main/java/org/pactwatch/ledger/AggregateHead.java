package org.pactwatch.ledger;

/**
 * The last entry of an aggregate, without its words.
 *
 * @param type what kind of thing the aggregate is
 * @param sequence of its last event
 * @param position of its last event
 */
public record AggregateHead(String type, long sequence, long position) {}
