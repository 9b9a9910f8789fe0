package org.pactwatch.compliance.axon;

import java.util.concurrent.atomic.AtomicInteger;

/** How many streams of news are open. Each holds a connection and its buffers, so there is a limit. */
public final class OpenStreams {

    private final int most;
    private final AtomicInteger open = new AtomicInteger();

    /** @param most at least 1 */
    public OpenStreams(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("pactwatch.streams.max is " + most + ": it must be at least 1");
        }
        this.most = most;
    }

    /** Is there room for one more? Then it is taken until {@link #leave}. */
    public boolean enter() {
        if (open.incrementAndGet() <= most) {
            return true;
        }
        open.decrementAndGet();
        return false;
    }

    public void leave() {
        open.decrementAndGet();
    }

    public int most() {
        return most;
    }

    public int open() {
        return Math.min(most, open.get());
    }
}
