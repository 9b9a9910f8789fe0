package org.pactwatch.ledger.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import org.pactwatch.ledger.Entry;

/** Writes entries as rows, whoever gave them their places. */
final class EntryRows {

    private static final String INSERT =
            "insert into ledger_entry (" + EntryReader.COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

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
}
