package org.pactwatch.compliance.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pactwatch.compliance.Bearing;
import org.pactwatch.compliance.BearingFold;
import org.pactwatch.compliance.Effect;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes the tables of either slot, a batch at a time, within the caller's transaction. */
public final class BearingTables {

    /** {@code to_position} of what still stands. */
    static final long STANDS = Long.MAX_VALUE;

    /** Where PostgreSQL says that the tables have moved on, or were switched. The payload is their position. */
    public static final String ANSWERS_CHANNEL = "pactwatch_answers";

    /** PostgreSQL before 17 has no words for this. */
    private static final String LIMIT = "select set_config('transaction_timeout', '15s', true)"
            + " where current_setting('server_version_num')::int >= 170000";

    private final JdbcTemplate jdbc;
    private final ActiveSlot active;
    private final boolean postgres;
    private final String forUpdate;
    private final Map<Slot, Sql> sql = new EnumMap<>(Slot.class);

    public BearingTables(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.active = new ActiveSlot(jdbc);
        this.postgres = Boolean.TRUE.equals(jdbc.execute((ConnectionCallback<Boolean>)
                connection -> "PostgreSQL".equals(connection.getMetaData().getDatabaseProductName())));
        // H2 waits but two seconds unless told.
        this.forUpdate = postgres ? " for update" : " for update wait 30";
        for (Slot slot : Slot.values()) {
            sql.put(slot, Sql.of(slot));
        }
    }

    /** What is written to one slot. */
    private record Sql(
            String close, String open, String keep, String incident, String touch, String touchFirst, String shapes) {

        static Sql of(Slot slot) {
            return new Sql(
                    "update " + slot.bearing() + " set to_position = ?, shape = null"
                            + " where incident = ? and accused = ? and to_position = ?",
                    "insert into " + slot.bearing() + " (" + BearingRows.COLUMNS
                            + ", substantiated, last_word, from_position, to_position, shape)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    "insert into " + slot.shape() + " (id, " + Shape.COLUMNS
                            + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    "insert into " + slot.incident()
                            + " (position, id, occurred_from, occurred_to) values (?, ?, ?, ?)",
                    "update " + slot.touched() + " set position = ? where subject = ?",
                    "insert into " + slot.touched() + " (position, subject) values (?, ?)",
                    "select id from " + slot.shape() + " where id = any(?)");
        }
    }

    /** What a batch of events changes. */
    public static final class Batch implements BearingFold.Changes {

        private final List<Object[]> closed = new ArrayList<>();
        private final List<Opened> opened = new ArrayList<>();
        private final Map<List<String>, Opened> standing = new HashMap<>();
        private final Map<Shape, UUID> shapes = new LinkedHashMap<>();
        private final List<Object[]> incidents = new ArrayList<>();
        private final Map<String, Long> touched = new TreeMap<>();

        @Override
        public void incident(String id, long position, Instant from, Instant to) {
            incidents.add(new Object[] {position, id, BearingRows.time(from), BearingRows.time(to)});
        }

        @Override
        public void open(Bearing bearing, long position) {
            // Kept although it may be closed within this very batch: how events are batched must leave no trace.
            Shape shape = Shape.of(bearing);
            UUID id = shape == null ? null : shapes.computeIfAbsent(shape, Shape::id);
            Opened row = new Opened(bearing, id, position);
            opened.add(row);
            standing.put(List.of(bearing.incident(), bearing.accused()), row);
            touch("party/" + bearing.accused(), position);
        }

        @Override
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
        private final @Nullable UUID shape;
        private final long from;
        private long to = STANDS;

        Opened(Bearing bearing, @Nullable UUID shape, long from) {
            this.bearing = bearing;
            this.shape = shape;
            this.from = from;
        }

        @Nullable
        Object[] values() {
            @Nullable Object[] told = BearingRows.values(bearing);
            @Nullable Object[] values = Arrays.copyOf(told, told.length + 5);
            int next = told.length;
            values[next++] = bearing.found().stream().anyMatch(found -> found.effect() == Effect.SUBSTANTIATED);
            values[next++] = Shape.lastWord(bearing);
            values[next++] = from;
            values[next++] = to;
            // What no longer stands is judged on its own.
            values[next] = to == STANDS ? shape : null;
            return values;
        }
    }

    /** May other processes write the tables? */
    public boolean isShared() {
        return postgres;
    }

    /** Where answers come from now. */
    public Stand stand() {
        return Stand.read(jdbc);
    }

    /** The same, and until the caller's transaction ends nobody else writes to that slot, or switches. */
    public Stand lock() {
        return Stand.lock(jdbc, forUpdate);
    }

    /**
     * The caller's transaction is ended if it is not over soon. A server that is frozen while it sends a batch is not idle
     * to PostgreSQL, and would keep its locks for ever.
     */
    public void limit() {
        if (postgres) {
            jdbc.query(LIMIT, row -> {});
        }
    }

    /** Writes {@code batch} to the slot that answers come from, and that it stands at {@code position}. */
    public void write(Stand locked, Batch batch, long position) {
        write(locked.slot(), batch);
        standsAt(position);
    }

    private void standsAt(long position) {
        jdbc.update("update progress set position = ? where name = 'bearings'", position);
        if (postgres) {
            // Sent at commit, to whoever follows the tables.
            jdbc.query("select pg_notify(?, ?)", row -> {}, ANSWERS_CHANNEL, Long.toString(position));
        }
    }

    private void write(Slot slot, Batch batch) {
        Sql to = sql.get(slot);
        if (to == null) {
            throw new IllegalStateException("every slot has its statements");
        }
        execute(to.close(), batch.closed);
        execute(to.open(), batch.opened.stream().map(Opened::values).toList());
        keep(to, batch.shapes);
        execute(to.incident(), batch.incidents);
        touch(to, batch.touched);
    }

    private void keep(Sql to, Map<Shape, UUID> shapes) {
        if (shapes.isEmpty()) {
            return;
        }
        Set<UUID> known = jdbc.execute(
                (ConnectionCallback<Set<UUID>>) connection -> known(connection, to.shapes(), shapes.values()));
        List<@Nullable Object[]> rows = new ArrayList<>();
        shapes.forEach((shape, id) -> {
            if (known != null && !known.contains(id)) {
                rows.add(Stream.concat(Stream.of(id), Arrays.stream(shape.values()))
                        .toArray());
            }
        });
        execute(to.keep(), rows);
    }

    private static Set<UUID> known(Connection connection, String select, Collection<UUID> ids) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(select)) {
            statement.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            Set<UUID> known = new HashSet<>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    known.add(rows.getObject(1, UUID.class));
                }
            }
            return known;
        }
    }

    private void touch(Sql to, Map<String, Long> touched) {
        List<Object[]> rows = touched.entrySet().stream()
                .map(each -> new Object[] {each.getValue(), each.getKey()})
                .toList();
        int[] updated = execute(to.touch(), rows);
        List<Object[]> first = new ArrayList<>();
        for (int i = 0; i < updated.length; i++) {
            if (updated[i] == 0) {
                first.add(rows.get(i));
            }
        }
        execute(to.touchFirst(), first);
    }

    private int[] execute(String statement, List<? extends @Nullable Object[]> rows) {
        return new Rows(rows).run(jdbc, statement);
    }

    // ---- The other slot

    /** How the other slot stands. */
    public enum State {
        EMPTY,
        /** Without its indexes. */
        FILLING,
        /** Still being filled, with its indexes: answers may come from it. */
        INDEXED,
        /** It holds what answers came from before a switch, or what nobody will go on with. */
        STALE
    }

    /**
     * The other slot.
     *
     * @param position at which it stands, if it is being filled
     * @param fold the revision of the fold that it is being filled by
     */
    public record Filling(State state, long position, int fold) {

        /** Is it being filled by this revision of the fold? */
        public boolean isBy(int revision) {
            return (state == State.FILLING || state == State.INDEXED) && fold == revision;
        }
    }

    private static final String FILLING =
            "select state, position, fold from progress_of_rebuild where name = 'bearings'";

    /** How the other slot stands. */
    public Filling filling() {
        return filling(FILLING);
    }

    /** The same, and until the caller's transaction ends nobody else writes to that slot, empties it, or switches to it. */
    public Filling lockFilling() {
        return filling(FILLING + forUpdate);
    }

    private Filling filling(String select) {
        Filling filling = jdbc.queryForObject(
                select, (row, n) -> new Filling(State.valueOf(row.getString(1)), row.getLong(2), row.getInt(3)));
        if (filling == null) {
            throw new IllegalStateException("the tables have lost their place");
        }
        return filling;
    }

    private void filling(State state, long position, int fold) {
        jdbc.update(
                "update progress_of_rebuild set state = ?, position = ?, fold = ? where name = 'bearings'",
                state.name(),
                position,
                fold);
    }

    /** Begins to fill the other slot if it is empty. In a transaction of its own, which H2 ends in its midst. */
    public synchronized void begin(int fold) {
        if (lockFilling().state() == State.EMPTY) {
            Stand.read(jdbc)
                    .slot()
                    .other()
                    .indexes()
                    .keySet()
                    .forEach(name -> jdbc.execute("drop index if exists " + name));
            filling(State.FILLING, 0, fold);
        }
    }

    /**
     * Makes the indexes of the other slot, if it is being filled without. In a transaction of its own, which H2 ends in
     * its midst.
     */
    public synchronized void index(int fold) {
        Filling filling = lockFilling();
        if (filling.state() == State.FILLING && filling.isBy(fold)) {
            if (postgres) {
                // To sort millions of rows may take longer than any answer should.
                jdbc.execute((ConnectionCallback<Boolean>) connection -> {
                    connection.setNetworkTimeout(Runnable::run, 0);
                    return true;
                });
            }
            Stand.read(jdbc)
                    .slot()
                    .other()
                    .indexes()
                    .forEach((name, on) -> jdbc.execute("create index if not exists " + name + " on " + on));
            filling(State.INDEXED, filling.position(), fold);
        }
    }

    /**
     * Lets the transaction's commit not wait for the disk. For what is written with the place where it stands: both are
     * there after a crash, or neither is.
     */
    public void doNotForce() {
        if (postgres) {
            jdbc.execute("set local synchronous_commit to off");
        }
    }

    /** Writes {@code batch} to the other slot, and that it stands at {@code position}; its place is locked. */
    public void fill(Batch batch, long position) {
        write(Stand.read(jdbc).slot().other(), batch);
        jdbc.update("update progress_of_rebuild set position = ? where name = 'bearings'", position);
    }

    /** Has answers come from the other slot, which stands at {@code position}; both places are locked. */
    public void switchFrom(Stand locked, long position) {
        jdbc.update(
                "update progress set slot = ?, switches = ? where name = 'bearings'",
                locked.slot().other().key(),
                locked.switches() + 1);
        standsAt(position);
        filling(State.STALE, 0, 0);
    }

    /** Nobody will go on with the other slot; its place is locked. */
    public void giveUp() {
        filling(State.STALE, 0, 0);
    }

    /** Empties the other slot if it is stale. In a transaction of its own, which H2 ends in its midst. */
    public synchronized void clear() {
        if (lockFilling().state() == State.STALE) {
            for (String table : Stand.read(jdbc).slot().other().tables()) {
                jdbc.execute("truncate table " + table);
            }
            filling(State.EMPTY, 0, 0);
        }
    }

    // ---- For who follows

    /**
     * What has happened to the tables.
     *
     * @param whole is {@code touched} all that ever was, because answers come from another slot than they did?
     */
    public record News(Stand stand, Map<String, Long> touched, boolean whole) {}

    /**
     * What has happened to the tables since they stood at {@code position}, after so many switches; all of it, if there
     * have been others.
     */
    public News news(long position, long switches) {
        return active.read(slot -> {
            // This order: whatever is touched later lies beyond the position, and is told the next time again.
            Stand stand = Stand.read(jdbc);
            boolean whole = stand.switches() != switches;
            Map<String, Long> touched = new TreeMap<>();
            if (whole || stand.position() > position) {
                jdbc.query(
                        "select subject, position from " + slot.touched() + " where position > ?",
                        row -> {
                            touched.put(row.getString(1), row.getLong(2));
                        },
                        whole ? 0 : position);
            }
            return new News(stand, touched, whole);
        });
    }
}
