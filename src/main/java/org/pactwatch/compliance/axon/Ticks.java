package org.pactwatch.compliance.axon;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Now, as answers count it.
 *
 * @param clock the server's
 * @param tick now is cut to a whole one of these, so that everybody who asks within one asks the same question
 */
public record Ticks(InstantSource clock, Duration tick) {

    /** Now, cut to a whole tick. */
    public Instant now() {
        long seconds = Math.max(1, tick.toSeconds());
        return Instant.ofEpochSecond(Math.floorDiv(clock.instant().getEpochSecond(), seconds) * seconds);
    }
}
