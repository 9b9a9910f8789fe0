package org.pactwatch.compliance.web;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.pactwatch.compliance.axon.Transitions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks at each tick whether a moment has changed anything, and tells it. One thread for all agreements. */
@Component
class StreamTransitions implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(StreamTransitions.class);
    private static final long PATIENCE_MILLIS = 5_000;

    private final Transitions transitions;
    private final StreamHub hub;
    private final CountDownLatch end = new CountDownLatch(1);
    // Never interrupted: that would close H2's file under everybody.
    private final Thread thread =
            Thread.ofPlatform().daemon().name("stream-transitions").unstarted(this::run);
    private volatile boolean running;

    StreamTransitions(Transitions transitions, StreamHub hub) {
        this.transitions = transitions;
        this.hub = hub;
    }

    private void run() {
        boolean failing = false;
        try {
            do {
                try {
                    transitions.look(change -> hub.announce(StreamFrame.transition(change)));
                    failing = false;
                } catch (RuntimeException e) {
                    if (!failing) {
                        LOG.warn("Transitions are not announced until they can be worked out: {}", e.toString());
                    }
                    failing = true;
                }
            } while (!end.await(transitions.pause().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            LOG.debug("Nobody interrupts this thread.", e);
        }
    }

    @Override
    public void start() {
        running = true;
        thread.start();
    }

    @Override
    public void stop() {
        running = false;
        end.countDown();
        try {
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
