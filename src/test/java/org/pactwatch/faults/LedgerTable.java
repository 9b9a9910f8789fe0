package org.pactwatch.faults;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pactwatch.ledger.Entry;
import org.pactwatch.ledger.EntryBytes;
import org.pactwatch.ledger.LeafHash;

/** The rows of {@code ledger_entry}. Of an H2 file it changes nothing, so that whoever opens it next has to recover it. */
record LedgerTable(Where where) implements Store {

    private static final int PAGE = 2_000;

    /** A writer's event names its deed; an incident that came by HTTP has it as its summary. */
    private static final Pattern DEED = Pattern.compile("\"(?:deed|summary)\":\"([^\"]+)\"");

    @Override
    public void after(long position, Consumer<Found> to) {
        Where in = where.readOnly();
        try (Connection connection = DriverManager.getConnection(in.url(), in.user(), in.password());
                PreparedStatement select = connection.prepareStatement(
                        "select position, aggregate_type, aggregate_id, sequence, event_id, type, revision, recorded,"
                                + " payload, metadata, salt, entry_hash, request_key, request_hash from ledger_entry"
                                + " where position > ? order by position limit " + PAGE)) {
            long last = position;
            for (long before = -1; before != last; ) {
                before = last;
                select.setLong(1, last);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        Found found = found(rows);
                        last = found.position();
                        to.accept(found);
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The record can't be read.", e);
        }
    }

    private static Found found(ResultSet row) throws SQLException {
        Entry entry = new Entry(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getObject(8, OffsetDateTime.class).toInstant(),
                row.getString(9),
                row.getString(10),
                row.getBytes(11),
                row.getBytes(12),
                row.getString(13),
                row.getString(14));
        // What is registered before a campaign begins is nobody's deed.
        Matcher deed = DEED.matcher(entry.type().startsWith("incident.") ? entry.payload() : "");
        return new Found(
                entry.position(),
                entry.aggregateId(),
                entry.sequence(),
                entry.eventId(),
                entry.recorded(),
                deed.find() ? deed.group(1) : "",
                Arrays.equals(entry.entryHash(), LeafHash.of(EntryBytes.of(entry))),
                fingerprint(entry));
    }

    private static long fingerprint(Entry entry) {
        long high = Arrays.hashCode(entry.entryHash());
        long low = Objects.hash(
                entry.payload(),
                entry.metadata(),
                entry.requestKey(),
                entry.requestHash(),
                Arrays.hashCode(entry.salt()));
        return high << 32 | low & 0xffffffffL | 1;
    }
}
