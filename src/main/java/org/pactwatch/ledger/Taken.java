package org.pactwatch.ledger;

import java.util.Map;

/**
 * What stands in the ledger already, of all that a batch could clash with.
 *
 * @param sequences the last sequence of each aggregate; one that is missing here has no event yet
 * @param requests the last entry of each request, by its key
 */
public record Taken(Map<String, Long> sequences, Map<String, Entry> requests) {}
