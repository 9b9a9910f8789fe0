package org.pactwatch.ledger;

/**
 * Makes a request safe to repeat: its events are recorded once, however often it comes.
 *
 * @param key unique to the request among all subjects, at most 1,000 characters
 * @param bodyHash tells whether a repeated request says the same
 */
public record RequestKey(String key, String bodyHash) {}
