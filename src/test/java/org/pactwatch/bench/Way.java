package org.pactwatch.bench;

/** A way to put events on disk, one after the other. */
interface Way extends AutoCloseable {

    /** Somebody who writes: each run is one event, durable on return. To be used by one thread at a time. */
    Runnable caller();

    @Override
    void close();
}
