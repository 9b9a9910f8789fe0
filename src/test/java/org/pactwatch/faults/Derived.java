package org.pactwatch.faults;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SplittableRandom;

/** Commits beside the ledger that nobody forces, as a projection's are: to a table of its own, here and there. */
final class Derived implements AutoCloseable {

    private static final int ROWS = 5_000;

    private final Thread thread;
    private volatile boolean ended;

    private Derived(Where where, SplittableRandom chance) {
        thread = Thread.ofPlatform().name("derived").unstarted(() -> {
            try (Connection connection = DriverManager.getConnection(where.url(), where.user(), where.password())) {
                run(connection, chance);
            } catch (SQLException e) {
                // The power is off.
            }
        });
    }

    static Derived begin(Where where, SplittableRandom chance) {
        Derived derived = new Derived(where, chance);
        derived.thread.start();
        return derived;
    }

    private void run(Connection connection, SplittableRandom chance) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists derived (id int primary key, text varchar)");
            statement.execute("merge into derived select x, repeat('x', 200) from system_range(1, " + ROWS + ")");
        }
        try (PreparedStatement update = connection.prepareStatement("update derived set text = ? where id = ?")) {
            while (!ended) {
                update.setString(1, Long.toString(chance.nextLong(), 36).repeat(15));
                update.setInt(2, chance.nextInt(1, ROWS + 1));
                update.executeUpdate();
            }
        }
    }

    @Override
    public void close() {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
