package org.pactwatch.bench;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The same row into the same table by plain JDBC: one insert and one commit a call, and whatever else it takes until it is
 * on disk. Positions come from a counter in memory, so they are not in the order of commits and a crash leaves holes.
 */
final class PlainInsert implements Way {

    private static final String INSERT = "insert into ledger_entry (position, aggregate_type, aggregate_id, sequence,"
            + " event_id, type, revision, recorded, payload, metadata, salt, entry_hash, request_key, request_hash)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();
    private final AtomicLong position = new AtomicLong();
    private final HikariDataSource pool;
    private final String sync;
    private final String payload;

    PlainInsert(Database database) {
        pool = database.migrated(32);
        sync = database.sync();
        payload = new Note.Codec().write(new Note.Added(Note.TEXT));
    }

    @Override
    public Runnable caller() {
        return new Caller();
    }

    private final class Caller implements Runnable {

        private String note = "";
        private int sequence = Note.EVENTS;

        @Override
        public void run() {
            if (sequence == Note.EVENTS) {
                note = ids.generate().toString();
                sequence = 0;
            }
            byte[] salt = new byte[32];
            ThreadLocalRandom.current().nextBytes(salt);
            try (Connection connection = pool.getConnection()) {
                connection.setAutoCommit(false);
                try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                    insert.setLong(1, position.incrementAndGet());
                    insert.setString(2, "note");
                    insert.setString(3, note);
                    insert.setLong(4, sequence++);
                    insert.setString(5, ids.generate().toString());
                    insert.setString(6, "note.added");
                    insert.setString(7, "1");
                    insert.setObject(8, OffsetDateTime.now(ZoneOffset.UTC));
                    insert.setString(9, payload);
                    insert.setString(10, "{\"subject\":\"bench\"}");
                    insert.setBytes(11, salt);
                    insert.setBytes(12, salt);
                    insert.setString(13, null);
                    insert.setString(14, null);
                    insert.executeUpdate();
                }
                connection.commit();
                Database.sync(connection, sync);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
