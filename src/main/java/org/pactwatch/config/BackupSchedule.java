package org.pactwatch.config;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.pactwatch.ledger.LedgerUnavailable;
import org.pactwatch.ledger.jdbc.LedgerBackups;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Makes a backup so and so often, counted from the newest there is, so that a restart neither adds nor skips one. */
final class BackupSchedule implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(BackupSchedule.class);
    private static final Duration RETRY = Duration.ofMinutes(1);

    private final LedgerBackups backups;
    private final Duration every;
    private final int keep;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition told = lock.newCondition();
    private boolean running;
    private Thread thread = new Thread();

    BackupSchedule(LedgerBackups backups, Duration every, int keep) {
        this.backups = backups;
        this.every = every;
        this.keep = keep;
    }

    @Override
    public void start() {
        lock.lock();
        try {
            running = true;
            thread = Thread.ofPlatform().name("backups").start(this::work);
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        // A clock that was set back must not put the next one off for longer than was asked.
        Duration pause = shorter(due(), every);
        while (!stoppedWithin(pause)) {
            pause = make() ? every : shorter(RETRY, every);
        }
    }

    private Duration due() {
        try {
            return backups.due(every);
        } catch (LedgerUnavailable e) {
            LOG.error("It can't be told how old the newest backup is.", e);
            return Duration.ZERO;
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private boolean make() {
        try {
            LedgerBackups.Made made = backups.make();
            LOG.info(
                    "Backup {} holds everything up to position {}: {} bytes, SHA-256 {}.",
                    made.name(),
                    made.position(),
                    made.bytes(),
                    made.sha256());
            List<String> deleted = backups.deleteAllBut(keep);
            if (!deleted.isEmpty()) {
                LOG.info("Deleted the oldest backups, {} are kept: {}.", keep, String.join(", ", deleted));
            }
            return true;
        } catch (LedgerBackups.Busy e) {
            return false;
        } catch (LedgerUnavailable e) {
            LOG.error("A backup is due and failed; the next try follows within a minute.", e);
            return false;
        }
    }

    private boolean stoppedWithin(Duration pause) {
        long left = pause.toNanos();
        lock.lock();
        try {
            while (running && left > 0) {
                left = told.awaitNanos(left);
            }
            return !running;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Lets the backup that is being made be finished. Never interrupts: H2 would lose its file. */
    @Override
    public void stop() {
        lock.lock();
        try {
            running = false;
            told.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(TimeUnit.SECONDS.toMillis(25));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        lock.lock();
        try {
            return running;
        } finally {
            lock.unlock();
        }
    }
}
