package org.pactwatch.ledger;

import java.time.Instant;

/**
 * What became of an append: its events stand at {@code firstPosition} to {@code lastPosition}, both included.
 *
 * @param recorded the one instant that all of them carry
 */
public record Appended(long firstPosition, long lastPosition, Instant recorded) {}
