package org.pactwatch.house.canary.incident;

import java.time.Instant;
import org.pactwatch.house.canary.config.Wiring;
import org.springframework.core.io.ByteArrayResource;

/** Breaks every rule of a pure feature. */
final class Canary {

    Object framework() {
        return new ByteArrayResource(new byte[0]);
    }

    Object wiring() {
        return new Wiring();
    }

    Object unlisted() {
        return new org.pactwatch.house.canary.novelty.Canary();
    }

    Instant clock() {
        return Instant.now();
    }
}
