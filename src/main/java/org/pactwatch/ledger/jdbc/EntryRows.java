package org.pactwatch.ledger.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.pactwatch.ledger.Entry;
import org.pactwatch.ledger.Tail;

/** Writes entries as rows, whoever gave them their places. */
final class EntryRows {

    private static final String INSERT =
            "insert into ledger_entry (" + EntryReader.COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /** For PostgreSQL: the same words for any number of rows, and only if the ledger ends where it should. */
    static final String INSERT_BEHIND = "insert into ledger_entry (" + EntryReader.COLUMNS + ")"
            + " select unnest(?::bigint[]), unnest(?::varchar[]), unnest(?::varchar[]), unnest(?::bigint[]),"
            + " unnest(?::varchar[]), unnest(?::varchar[]), unnest(?::varchar[]), ?::timestamptz, unnest(?::varchar[]),"
            + " unnest(?::varchar[]), unnest(?::bytea[]), unnest(?::bytea[]), unnest(?::varchar[]), unnest(?::varchar[])"
            + " where ? = coalesce((select max(position) from ledger_entry), 0)";

    private EntryRows() {}

    static void insert(Connection connection, List<Entry> entries) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (Entry entry : entries) {
                insert.setLong(1, entry.position());
                insert.setString(2, entry.aggregateType());
                insert.setString(3, entry.aggregateId());
                insert.setLong(4, entry.sequence());
                insert.setString(5, entry.eventId());
                insert.setString(6, entry.type());
                insert.setString(7, entry.revision());
                insert.setObject(8, entry.recorded().atOffset(ZoneOffset.UTC));
                insert.setString(9, entry.payload());
                insert.setString(10, entry.metadata());
                insert.setBytes(11, entry.salt());
                insert.setBytes(12, entry.entryHash());
                insert.setString(13, entry.requestKey());
                insert.setString(14, entry.requestHash());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Fills in {@link #INSERT_BEHIND}. */
    static void bind(PreparedStatement insert, Tail end, List<Entry> entries) throws SQLException {
        Connection connection = insert.getConnection();
        insert.setArray(1, connection.createArrayOf("bigint", column(entries, Entry::position, Long[]::new)));
        insert.setArray(2, connection.createArrayOf("varchar", column(entries, Entry::aggregateType, String[]::new)));
        insert.setArray(3, connection.createArrayOf("varchar", column(entries, Entry::aggregateId, String[]::new)));
        insert.setArray(4, connection.createArrayOf("bigint", column(entries, Entry::sequence, Long[]::new)));
        insert.setArray(5, connection.createArrayOf("varchar", column(entries, Entry::eventId, String[]::new)));
        insert.setArray(6, connection.createArrayOf("varchar", column(entries, Entry::type, String[]::new)));
        insert.setArray(7, connection.createArrayOf("varchar", column(entries, Entry::revision, String[]::new)));
        insert.setObject(8, entries.get(0).recorded().atOffset(ZoneOffset.UTC));
        insert.setArray(9, connection.createArrayOf("varchar", column(entries, Entry::payload, String[]::new)));
        insert.setArray(10, connection.createArrayOf("varchar", column(entries, Entry::metadata, String[]::new)));
        insert.setArray(11, connection.createArrayOf("bytea", column(entries, Entry::salt, byte[][]::new)));
        insert.setArray(12, connection.createArrayOf("bytea", column(entries, Entry::entryHash, byte[][]::new)));
        insert.setArray(13, connection.createArrayOf("varchar", column(entries, Entry::requestKey, String[]::new)));
        insert.setArray(14, connection.createArrayOf("varchar", column(entries, Entry::requestHash, String[]::new)));
        insert.setLong(15, end.position());
    }

    private interface Column {
        @Nullable
        Object of(Entry entry);
    }

    private static Object[] column(List<Entry> entries, Column column, IntFunction<Object[]> array) {
        return entries.stream().map(column::of).toArray(array);
    }
}
