package org.pactwatch.house.canary.novelty;

import org.springframework.core.io.ByteArrayResource;

/** A feature that is new and not listed: it has no suffix, so it may know no framework and no edge. */
public final class Canary {

    Object framework() {
        return new ByteArrayResource(new byte[0]);
    }

    long clock() {
        return System.nanoTime();
    }

    Object edge() {
        return new org.pactwatch.house.canary.alpha.web.Canary();
    }
}
