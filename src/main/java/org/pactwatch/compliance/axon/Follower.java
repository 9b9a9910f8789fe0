package org.pactwatch.compliance.axon;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.pactwatch.ledger.axon.ProjectionWatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Follows tables that other processes may write: looks when it is woken, and once a second. An embedded database has no
 * other writers, so nobody looks there.
 */
public final class Follower implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Before whatever waits for answers to catch up at the start. */
    private static final int PHASE = Integer.MAX_VALUE - 20_000;

    private final Following following;
    private final Progress progress;
    private final ProjectionWatch watch;
    private final boolean shared;
    private final Semaphore news = new Semaphore(0);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("answers-follower").unstarted(this::run);
    private volatile boolean running;

    /** @param shared may other processes write the tables? If not, it never looks */
    public Follower(Following following, Progress progress, ProjectionWatch watch, boolean shared) {
        this.following = following;
        this.progress = progress;
        this.watch = watch;
        this.shared = shared;
    }

    /** Has it look at once. Cheap, and may be said as often as one likes. */
    public void wake() {
        news.release();
    }

    private void run() {
        boolean failing = false;
        while (running) {
            try {
                if (news.tryAcquire(1, TimeUnit.SECONDS)) {
                    news.drainPermits();
                }
                following.look();
                watch.standsAt(BearingProjector.NAME, progress.position());
                failing = false;
            } catch (InterruptedException | RuntimeException e) {
                if (!failing) {
                    LOG.warn("Answers can't follow the tables: {}", e.toString());
                }
                failing = true;
            }
        }
    }

    @Override
    public void start() {
        running = true;
        if (shared) {
            thread.start();
        }
    }

    @Override
    public void stop() {
        running = false;
        wake();
        try {
            if (shared && !thread.join(PATIENCE)) {
                LOG.warn("The follower of the tables is slow to end.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
