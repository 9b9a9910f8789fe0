package org.pactwatch.ledger.axon;

/**
 * Why a projection stands still.
 *
 * @param position the event that it can't get past
 * @param why the error, for an operator; may quote what an event says, so never for the public
 */
public record Failure(long position, String why) {}
