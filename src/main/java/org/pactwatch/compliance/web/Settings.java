package org.pactwatch.compliance.web;

import java.time.Duration;

/**
 * How this server answers.
 *
 * @param patience how long an answer waits for {@code minPosition}
 * @param reconstructed is the ledger a reconstruction, whose every answer must say so?
 */
public record Settings(Duration patience, boolean reconstructed) {}
