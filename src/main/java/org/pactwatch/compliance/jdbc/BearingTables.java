package org.pactwatch.compliance.jdbc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pactwatch.compliance.Bearing;
import org.pactwatch.compliance.Effect;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes the tables, a batch at a time, within the caller's transaction. */
public final class BearingTables {

    /** {@code to_position} of what still stands. */
    static final long STANDS = Long.MAX_VALUE;

    private final JdbcTemplate jdbc;

    public BearingTables(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** What a batch of events changes. */
    public static final class Batch {

        private final List<Object[]> closed = new ArrayList<>();
        private final List<Object[]> opened = new ArrayList<>();
        private final List<Object[]> incidents = new ArrayList<>();
        private final Map<String, Long> touched = new TreeMap<>();

        /** Notes an incident by its first report. */
        public void incident(String id, long position, Instant from, Instant to) {
            incidents.add(new Object[] {position, id, BearingRows.time(from), BearingRows.time(to)});
        }

        /** Notes that {@code bearing} stands from {@code position} on. */
        public void open(Bearing bearing, long position) {
            Object[] values = BearingRows.values(bearing);
            Object[] row = new Object[values.length + 3];
            System.arraycopy(values, 0, row, 0, values.length);
            row[values.length] = position;
            row[values.length + 1] = STANDS;
            row[values.length + 2] = bearing.found().stream().anyMatch(found -> found.effect() == Effect.SUBSTANTIATED);
            opened.add(row);
            touch("party/" + bearing.accused(), position);
        }

        /** Notes that {@code bearing}, as it stood before, is known no more from {@code position} on. */
        public void close(Bearing bearing, long position) {
            // What was opened in this very batch is closed where it is, before it is written.
            for (Object[] row : opened) {
                if (row[0].equals(bearing.incident()) && row[1].equals(bearing.accused()) && isOpen(row)) {
                    row[row.length - 2] = position;
                    touch("party/" + bearing.accused(), position);
                    return;
                }
            }
            closed.add(new Object[] {position, bearing.incident(), bearing.accused(), STANDS});
            touch("party/" + bearing.accused(), position);
        }

        private static boolean isOpen(Object[] row) {
            return row[row.length - 2].equals(STANDS);
        }

        /** Notes that answers about {@code subject} may change at {@code position}. */
        public void touch(String subject, long position) {
            touched.merge(subject, position, Math::max);
        }

        /** What it touches, and where last. */
        public Map<String, Long> touched() {
            return touched;
        }
    }

    /** Writes all of it, and that the tables stand at {@code position}. */
    public void write(Batch batch, long position) {
        update(
                "update bearing set to_position = ? where incident = ? and accused = ? and to_position = ?",
                batch.closed);
        update(
                "insert into bearing (" + BearingRows.COLUMNS + ", from_position, to_position, substantiated)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                batch.opened);
        update("insert into incident (position, id, occurred_from, occurred_to) values (?, ?, ?, ?)", batch.incidents);
        batch.touched.forEach((subject, last) -> {
            if (jdbc.update("update touched set position = ? where subject = ?", last, subject) == 0) {
                jdbc.update("insert into touched (subject, position) values (?, ?)", subject, last);
            }
        });
        jdbc.update("update progress set position = ? where name = 'bearings'", position);
    }

    private void update(String sql, List<Object[]> rows) {
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(sql, rows);
        }
    }

    /** Empties the tables, for a rebuild from the ledger. */
    public void clear() {
        jdbc.update("delete from bearing");
        jdbc.update("delete from incident");
        jdbc.update("delete from touched");
        jdbc.update("update progress set position = 0 where name = 'bearings'");
    }

    /** How far the tables stand. */
    public long position() {
        Long position = jdbc.queryForObject("select position from progress where name = 'bearings'", Long.class);
        return position == null ? 0 : position;
    }

    /** Every subject that was touched, and where last. */
    public Map<String, Long> touched() {
        Map<String, Long> touched = new TreeMap<>();
        jdbc.query("select subject, position from touched", row -> {
            touched.put(row.getString(1), row.getLong(2));
        });
        return touched;
    }
}
