package org.pactwatch.compliance.web;

import java.time.Duration;

/**
 * How this server answers.
 *
 * @param tick a question without a moment asks about now, cut to a whole one of these
 * @param patience how long an answer waits for {@code minPosition}
 * @param reconstructed is the ledger a reconstruction, whose every answer must say so?
 */
public record Settings(Duration tick, Duration patience, boolean reconstructed) {}
