package org.pactwatch.config;

import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The clock that the server goes by: the machine's, except while the example of 2025 is recorded. */
final class ScenarioClock implements InstantSource {

    private final InstantSource real;
    private volatile @Nullable Instant scenario;

    ScenarioClock(InstantSource real) {
        this.real = real;
    }

    @Override
    public Instant instant() {
        Instant now = scenario;
        return now == null ? real.instant() : now;
    }

    /** Stands still at {@code moment} until told otherwise. */
    void standAt(Instant moment) {
        scenario = moment;
    }

    void followTheMachine() {
        scenario = null;
    }
}
