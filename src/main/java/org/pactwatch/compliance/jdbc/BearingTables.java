package org.pactwatch.compliance.jdbc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
        private final List<Opened> opened = new ArrayList<>();
        private final Map<List<String>, Opened> standing = new HashMap<>();
        private final List<Object[]> incidents = new ArrayList<>();
        private final Map<String, Long> touched = new TreeMap<>();

        /** Notes an incident by its first report. */
        public void incident(String id, long position, Instant from, Instant to) {
            incidents.add(new Object[] {position, id, BearingRows.time(from), BearingRows.time(to)});
        }

        /** Notes that {@code bearing} stands from {@code position} on. */
        public void open(Bearing bearing, long position) {
            Opened row = new Opened(bearing, position);
            opened.add(row);
            standing.put(List.of(bearing.incident(), bearing.accused()), row);
            touch("party/" + bearing.accused(), position);
        }

        /** Notes that {@code bearing}, as it stood before, is known no more from {@code position} on. */
        public void close(Bearing bearing, long position) {
            // What was opened in this very batch is closed where it is, before it is written.
            Opened row = standing.remove(List.of(bearing.incident(), bearing.accused()));
            if (row != null) {
                row.to = position;
            } else {
                closed.add(new Object[] {position, bearing.incident(), bearing.accused(), STANDS});
            }
            touch("party/" + bearing.accused(), position);
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

    /** A row to be. */
    private static final class Opened {

        private final Bearing bearing;
        private final @Nullable Shape shape;
        private final long from;
        private long to = STANDS;

        Opened(Bearing bearing, long from) {
            this.bearing = bearing;
            this.shape = Shape.of(bearing);
            this.from = from;
        }

        /** What it is counted with; {@code null} if it is judged on its own. */
        @Nullable
        Shape shape() {
            return to == STANDS ? shape : null;
        }

        Object[] values() {
            Shape counted = shape();
            Object[] more = {
                bearing.found().stream().anyMatch(found -> found.effect() == Effect.SUBSTANTIATED),
                Shape.lastWord(bearing),
                from,
                to,
                counted == null ? null : counted.id()
            };
            return Stream.of(BearingRows.values(bearing), more)
                    .flatMap(Arrays::stream)
                    .toArray();
        }
    }

    /** Writes all of it, and that the tables stand at {@code position}. */
    public void write(Batch batch, long position) {
        update(
                "update bearing set to_position = ?, shape = null where incident = ? and accused = ? and to_position = ?",
                batch.closed);
        update(
                "insert into bearing (" + BearingRows.COLUMNS
                        + ", substantiated, last_word, from_position, to_position,"
                        + " shape) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                batch.opened.stream().map(Opened::values).toList());
        batch.opened.stream()
                .map(Opened::shape)
                .filter(Objects::nonNull)
                .distinct()
                .forEach(this::keep);
        update("insert into incident (position, id, occurred_from, occurred_to) values (?, ?, ?, ?)", batch.incidents);
        batch.touched.forEach((subject, last) -> {
            if (jdbc.update("update touched set position = ? where subject = ?", last, subject) == 0) {
                jdbc.update("insert into touched (subject, position) values (?, ?)", subject, last);
            }
        });
        jdbc.update("update progress set position = ? where name = 'bearings'", position);
    }

    private void keep(Shape shape) {
        UUID id = shape.id();
        Integer known = jdbc.queryForObject("select count(*) from bearing_shape where id = ?", Integer.class, id);
        if (known != null && known == 0) {
            jdbc.update(
                    "insert into bearing_shape (id, " + Shape.COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    Stream.concat(Stream.of(id), Arrays.stream(shape.values())).toArray());
        }
    }

    private void update(String sql, List<Object[]> rows) {
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(sql, rows);
        }
    }

    /** Empties the tables, for a rebuild from the ledger. */
    public void clear() {
        jdbc.update("delete from bearing");
        jdbc.update("delete from bearing_shape");
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
