package org.pactwatch.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * What deriving tables from the ledger costs at least: all of it is read by keyset, every column, and for each event one
 * row of the width of a bearing and one of an incident is written, in batches, a transaction each. Nothing is decoded or
 * folded.
 */
final class PlainCopy {

    private static final int PAGE = 500;
    private static final int BATCH = 5_000;

    private static final String SCAN = "select position, aggregate_type, aggregate_id, sequence, event_id, type,"
            + " revision, recorded, payload, metadata, salt, entry_hash, request_key, request_hash"
            + " from ledger_entry where position > ? order by position limit " + PAGE;

    private final HikariDataSource pool;
    private final String suffix;
    private final long bearings;
    private final long incidents;

    /**
     * @param indexed with the indexes of the product's tables, or with the primary keys alone
     * @param bearings how many rows the product writes
     */
    PlainCopy(HikariDataSource pool, boolean indexed, long bearings, long incidents) throws SQLException {
        this.pool = pool;
        this.suffix = indexed ? "_indexed" : "_plain";
        this.bearings = bearings;
        this.incidents = incidents;
        run("""
            create table bearing%1$s (
                incident varchar(100) not null, accused varchar(100) not null, from_position bigint not null,
                to_position bigint not null, act varchar(20), target varchar(40), facility_of varchar(100), area varchar,
                occurred_from timestamp(6) with time zone not null, occurred_to timestamp(6) with time zone not null,
                occurred_precision varchar(10) not null, reported timestamp(6) with time zone not null,
                accusation bigint not null, denial bigint not null, found varchar, substantiated boolean not null,
                last_word bigint not null, shape uuid, primary key (incident, accused, from_position))""");
        run("""
            create table incident%1$s (
                position bigint not null primary key, id varchar(100) not null,
                occurred_from timestamp(6) with time zone not null, occurred_to timestamp(6) with time zone not null)""");
        if (indexed) {
            run("create index bearing_p1 on bearing%1$s (accused, from_position)");
            run("create index bearing_p2 on bearing%1$s (accused, shape, to_position, incident)");
            run("create index bearing_p3 on bearing%1$s (accused, substantiated, occurred_from, incident)");
            run("create index bearing_p4 on bearing%1$s (shape, occurred_from, occurred_to, from_position, area)");
            run("create index bearing_p5 on bearing%1$s"
                    + " (shape, last_word, incident, occurred_from, occurred_to, from_position, area)");
            run("create index bearing_p6 on bearing%1$s (shape, reported desc, from_position, occurred_from, area)");
            run("create index incident_p1 on incident%1$s (occurred_from, position)");
        }
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql.formatted(suffix));
        }
    }

    /** Copies all of it into tables that are empty before and after. */
    void copy() throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement scan = connection.prepareStatement(SCAN);
                PreparedStatement bearing = connection.prepareStatement("insert into bearing" + suffix
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
                PreparedStatement incident =
                        connection.prepareStatement("insert into incident" + suffix + " values (?, ?, ?, ?)")) {
            connection.setAutoCommit(false);
            long last = 0;
            long inBatch = 0;
            long before = -1;
            while (last != before) {
                before = last;
                scan.setLong(1, last);
                try (ResultSet rows = scan.executeQuery()) {
                    while (rows.next()) {
                        last = rows.getLong(1);
                        add(rows, last, bearing, incident);
                        inBatch++;
                    }
                }
                if (inBatch >= BATCH || last == before) {
                    bearing.executeBatch();
                    incident.executeBatch();
                    connection.commit();
                    inBatch = 0;
                }
            }
        }
        run("truncate table bearing%1$s");
        run("truncate table incident%1$s");
    }

    private void add(ResultSet row, long position, PreparedStatement bearing, PreparedStatement incident)
            throws SQLException {
        String id = row.getString(3);
        OffsetDateTime recorded = row.getObject(8, OffsetDateTime.class);
        String payload = row.getString(9);
        row.getString(10);
        row.getBytes(11);
        row.getBytes(12);
        if (position <= bearings) {
            bearing.setString(1, id);
            bearing.setString(2, "CCC");
            bearing.setLong(3, position);
            bearing.setLong(4, Long.MAX_VALUE);
            bearing.setString(5, "STRIKE");
            bearing.setString(6, "TRANSMISSION_DISTRIBUTION");
            bearing.setString(7, "DDD");
            bearing.setString(8, "XX-" + payload.length() % 27);
            bearing.setObject(9, recorded);
            bearing.setObject(10, recorded);
            bearing.setString(11, "NIGHT");
            bearing.setObject(12, recorded);
            bearing.setLong(13, position);
            bearing.setLong(14, 0);
            bearing.setString(15, null);
            bearing.setBoolean(16, false);
            bearing.setLong(17, position);
            bearing.setObject(18, new UUID(payload.length() % 100, 0));
            bearing.addBatch();
        }
        if (position <= incidents) {
            incident.setLong(1, position);
            incident.setString(2, id);
            incident.setObject(3, recorded);
            incident.setObject(4, recorded);
            incident.addBatch();
        }
    }
}
