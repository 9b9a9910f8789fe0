package org.pactwatch.ledger.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.pactwatch.ledger.LedgerUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps H2's file small. Each commit writes the pages that it changes to a new part of the file, and a part is needed as
 * long as one page of it is. H2 moves such leftovers together in the background, but not with {@code WRITE_DELAY=0}: then a
 * file that is written in small commits grows to ten times what is in it. So it is done here, a little at a time.
 */
final class FileCompaction implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FileCompaction.class);

    /** How much of what the file holds is to be needed. */
    private static final int FILL_PERCENT = 60;

    /** Moved at once. Commits wait for it, some 10 ms. */
    private static final int BYTES = 2 << 20;

    /** It takes at most a tenth of the time. */
    private static final int REST = 9;

    private static final long SHORT_REST = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LONG_REST = TimeUnit.SECONDS.toNanos(1);
    private static final Duration ENDING = Duration.ofSeconds(5);

    private final DataSource dataSource;
    private final Reserve reserve;
    private final CountDownLatch closed = new CountDownLatch(1);
    // Never interrupted: that would close the file for everybody.
    private final Thread thread =
            Thread.ofPlatform().daemon().name("ledger-compaction").unstarted(this::run);

    private FileCompaction(DataSource dataSource, Reserve reserve) {
        this.dataSource = dataSource;
        this.reserve = reserve;
    }

    /** Begins for the file of that database of H2. */
    static FileCompaction begin(DataSource dataSource, Reserve reserve) {
        FileCompaction compaction = new FileCompaction(dataSource, reserve);
        compaction.thread.start();
        return compaction;
    }

    private void run() {
        long rest = SHORT_REST;
        try {
            while (!closed.await(rest, TimeUnit.NANOSECONDS)) {
                long begun = System.nanoTime();
                boolean moved = move();
                rest = Math.max(moved ? SHORT_REST : LONG_REST, REST * (System.nanoTime() - begun));
            }
        } catch (InterruptedException e) {
            LOG.debug("Nobody interrupts this thread.", e);
        }
    }

    /** Was there anything to move? */
    private boolean move() {
        try (Connection connection = dataSource.getConnection()) {
            // It needs room before it makes some.
            reserve.check();
            boolean moved = store(connection).compact(FILL_PERCENT, BYTES);
            if (moved) {
                Dialect.H2.makeDurable(connection);
            }
            return moved;
        } catch (SQLException | LedgerUnavailable e) {
            LOG.debug("The file is not compacted now.", e);
            return false;
        } catch (RuntimeException e) { // The record does not depend on it.
            LOG.warn("The ledger's file could not be compacted: {}", e.toString());
            return false;
        }
    }

    /** There is no SQL for it but at the end of the database. */
    private static MVStore store(Connection connection) throws SQLException {
        return ((SessionLocal) connection.unwrap(JdbcConnection.class).getSession())
                .getDatabase()
                .getStore()
                .getMvStore();
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(ENDING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
