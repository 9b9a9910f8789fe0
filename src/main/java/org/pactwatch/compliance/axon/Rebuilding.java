package org.pactwatch.compliance.axon;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pactwatch.compliance.axon.Rebuild.Pace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A rebuild beside the running server, on a thread of its own. What fails leaves the live tables as they are. */
public final class Rebuilding {

    private static final Logger LOG = LoggerFactory.getLogger(Rebuilding.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Rebuild rebuild;
    private final Following following;
    private volatile @Nullable Pace pace;
    private @Nullable Thread thread;

    public Rebuilding(Rebuild rebuild, Following following) {
        this.rebuild = rebuild;
        this.following = following;
    }

    /** How far it has come; empty while none is under way. */
    public Optional<Pace> pace() {
        return Optional.ofNullable(pace);
    }

    /** Begins, or goes on where an earlier one was stopped. */
    public synchronized void start() {
        if (thread == null) {
            // Never interrupted: that would close H2's file under everybody.
            thread = Thread.ofPlatform().daemon().name("rebuild").start(this::run);
        }
    }

    private void run() {
        LOG.info("Rebuilding the tables from the ledger. Answers come from the old ones until it is done.");
        var log = Rebuild.logged();
        try {
            Rebuild.Outcome outcome = rebuild.run(each -> {
                pace = each;
                log.accept(each);
            });
            if (outcome == Rebuild.Outcome.STOPPED) {
                LOG.info("The rebuild is stopped at {}. The next one goes on there.", pace);
            }
            following.look();
        } catch (FoldFailed e) {
            LOG.error("The rebuild stops: {} Answers go on from the old tables.", e.getMessage(), e);
        } catch (RuntimeException e) {
            LOG.error("The rebuild stops. The next one goes on at {}. Answers go on from the old tables.", pace, e);
        } finally {
            pace = null;
        }
    }

    /** Ends it after the batch at hand. */
    public void stop() {
        rebuild.stop();
        Thread running;
        synchronized (this) {
            running = thread;
        }
        try {
            if (running != null && !running.join(PATIENCE)) {
                LOG.warn("The rebuild is slow to end.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
