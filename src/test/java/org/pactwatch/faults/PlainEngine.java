package org.pactwatch.faults;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.pactwatch.ledger.EntryBytes;
import org.pactwatch.ledger.LeafHash;
import org.pactwatch.ledger.NewEvent;

/** A control: rows of the ledger as anybody would write them, one caller after the other. */
final class PlainEngine implements Engine {

    private static final byte[] SALT = HexFormat.of().parseHex("5a".repeat(32));

    private final HikariDataSource pool;
    private final boolean synced;
    private final ReentrantLock lock = new ReentrantLock();
    private long position;

    PlainEngine(Where where, boolean synced) {
        this.pool = where.pool();
        this.synced = synced;
        this.position = number("select coalesce(max(position), 0) from ledger_entry", null);
    }

    @Override
    public long record(Deed deed, String attempt) {
        lock.lock();
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into ledger_entry values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, null, null)")) {
                long at = position;
                for (NewEvent event : deed.newEvents(attempt)) {
                    Instant recorded = Instant.now().truncatedTo(ChronoUnit.MICROS);
                    insert.setLong(1, ++at);
                    insert.setString(2, event.aggregateType());
                    insert.setString(3, event.aggregateId());
                    insert.setLong(4, event.sequence());
                    insert.setString(5, event.eventId());
                    insert.setString(6, event.type());
                    insert.setString(7, event.revision());
                    insert.setObject(8, recorded.atOffset(ZoneOffset.UTC));
                    insert.setString(9, event.payload());
                    insert.setString(10, event.metadata());
                    insert.setBytes(11, SALT);
                    String mac = LeafHash.payloadMac(SALT, event.payload(), event.metadata());
                    insert.setBytes(12, LeafHash.of(EntryBytes.of(event, recorded, mac)));
                    insert.addBatch();
                }
                insert.executeBatch();
                connection.commit();
                position = at;
            }
            if (synced) {
                try (Statement sync = connection.createStatement()) {
                    sync.execute("checkpoint sync");
                }
            }
            return position;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<Long> lastSequence(String aggregate) {
        long last = number("select coalesce(max(sequence), -1) from ledger_entry where aggregate_id = ?", aggregate);
        return last < 0 ? Optional.empty() : Optional.of(last);
    }

    private long number(String sql, @org.jspecify.annotations.Nullable String value) {
        try (Connection connection = pool.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            if (value != null) {
                select.setString(1, value);
            }
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean knowsRequests() {
        return false;
    }

    @Override
    public void close() {
        pool.close();
    }
}
