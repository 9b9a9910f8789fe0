package org.pactwatch.ledger.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes who follows the ledger when something was written: by this process, or by another one, of which it hears by
 * PostgreSQL's {@code LISTEN}. Only a hint to look: it says nothing of what there is to see, and whoever is woken may find
 * nothing.
 */
public final class LedgerNews implements AutoCloseable {

    /** Where the writer says that it has appended something. */
    public static final String APPENDED = Dialect.CHANNEL;

    private static final Logger LOG = LoggerFactory.getLogger(LedgerNews.class);
    private static final int LOOK_MILLIS = 500;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** A connection that was cut off without a word is found out by a question. */
    private static final long ASK_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final DataSource dataSource;
    private final Map<String, List<Runnable>> listeners = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Thread thread;

    /** @param dataSource one connection is kept as long as this is open */
    public LedgerNews(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Lets {@code listener} run whenever there may be news on {@code channel}. To be called before {@link #start}. */
    public void on(String channel, Runnable listener) {
        if (!channel.matches("[a-z_]+")) {
            throw new IllegalArgumentException("A channel is named in small letters: " + channel);
        }
        listeners.computeIfAbsent(channel, key -> new CopyOnWriteArrayList<>()).add(listener);
    }

    /** Begins to listen, if there can be anybody to listen to. */
    public synchronized void start() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            if (thread == null && Dialect.of(connection) == Dialect.POSTGRESQL) {
                thread = Thread.ofPlatform().daemon().name("ledger-news").start(this::run);
            }
        }
    }

    private void run() {
        boolean failing = false;
        while (isOpen()) {
            try (Connection connection = dataSource.getConnection()) {
                connection.setAutoCommit(true);
                for (String channel : listeners.keySet()) {
                    execute(connection, "listen " + channel);
                }
                if (failing) {
                    LOG.info("Hears of other servers' writing again.");
                    failing = false;
                }
                // What was said before it listened is not said again.
                listeners.keySet().forEach(this::wake);
                listen(connection, connection.unwrap(PGConnection.class));
                execute(connection, "unlisten *");
            } catch (SQLException e) {
                if (!failing) {
                    LOG.warn("Does not hear of other servers' writing, and looks for it instead: {}", e.getMessage());
                    failing = true;
                }
                pause();
            }
        }
    }

    private void listen(Connection connection, PGConnection postgres) throws SQLException {
        long asked = System.nanoTime();
        while (isOpen()) {
            PGNotification[] news = postgres.getNotifications(LOOK_MILLIS);
            if (news != null) {
                List.of(news).stream().map(PGNotification::getName).distinct().forEach(this::wake);
            }
            if (System.nanoTime() - asked > ASK_NANOS) {
                execute(connection, "select 1");
                asked = System.nanoTime();
            }
        }
    }

    /** Lets everybody run who listens to {@code channel}. */
    void wake(String channel) {
        for (Runnable listener : listeners.getOrDefault(channel, List.of())) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                LOG.warn("Could not be woken by news on {}.", channel, e);
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private boolean isOpen() {
        return closed.getCount() > 0;
    }

    private void pause() {
        try {
            closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            LOG.debug("Nobody interrupts this thread.", e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
