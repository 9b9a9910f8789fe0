package org.pactwatch.compliance.jdbc;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.pactwatch.compliance.Bearing;
import org.pactwatch.compliance.Bearings;
import org.pactwatch.compliance.Bench;
import org.pactwatch.compliance.Tally;
import org.pactwatch.time.Interval;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Bearings from the table, as known at any position. A few are judged one by one; of many, each shape is judged once and
 * SQL counts, so that the millionth incident costs no more than the ten-thousandth. Either way by the one rule book.
 */
public final class JdbcBearings implements Bearings {

    /** Up to here, counting by shapes costs more than it saves. */
    private static final int FEW = 500;

    private final JdbcTemplate jdbc;
    private final ActiveSlot active;
    private final TransactionTemplate snapshot;
    private final int few;
    private final int cap;

    public JdbcBearings(DataSource dataSource) {
        this(dataSource, FEW, Tally.CAP);
    }

    /**
     * @param few up to so many are judged one by one
     * @param cap no count goes beyond it
     */
    JdbcBearings(DataSource dataSource, int few, int cap) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.active = new ActiveSlot(jdbc);
        this.snapshot = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.few = few;
        this.cap = cap;
        // Several statements are to see the same rows, while the projector goes on writing.
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setReadOnly(true);
    }

    @Override
    public Tally tally(String accused, Instant at, long knownAt, Bench bench) {
        return active.read(
                slot -> Objects.requireNonNull(snapshot.execute(status -> tally(slot, accused, at, knownAt, bench))));
    }

    private Tally tally(Slot slot, String accused, Instant at, long knownAt, Bench bench) {
        Tally.Count count = new Tally.Count(cap);
        if (areFew(slot, accused, knownAt)) {
            judge(opened(slot, accused, knownAt), at, knownAt, bench, count);
        } else {
            judge(
                    new Pages<>((last, limit) -> withoutShape(slot, accused, knownAt, last, limit)),
                    at,
                    knownAt,
                    bench,
                    count);
            ShapeCount shapes = new ShapeCount(jdbc, slot, bench, at, knownAt, count);
            eachShape(slot, accused, shapes::of);
            shapes.count();
        }
        return count.tally();
    }

    private static void judge(Iterator<Row> rows, Instant at, long knownAt, Bench bench, Tally.Count count) {
        rows.forEachRemaining(row -> {
            if (row.isKnownAt(knownAt) && !row.bearing().occurred().from().isAfter(at)) {
                count.add(row.bearing(), bench);
            }
        });
    }

    private boolean areFew(Slot slot, String accused, long knownAt) {
        Integer some = jdbc.queryForObject(
                "select count(*) from (select 1 from " + slot.bearing()
                        + " where accused = ? and from_position <= ? limit ?) as few",
                Integer.class,
                accused,
                knownAt,
                few + 1);
        return some == null || some <= few;
    }

    /** A bearing, and the positions between which it is what was known. */
    private record Row(Bearing bearing, long from, long to) {
        boolean isKnownAt(long position) {
            return from <= position && position < to;
        }
    }

    private Iterator<Row> opened(Slot slot, String accused, long knownAt) {
        return rows(slot, "accused = ? and from_position <= ?", accused, knownAt)
                .iterator();
    }

    private List<Row> withoutShape(Slot slot, String accused, long knownAt, @Nullable Row last, int limit) {
        long to = last == null ? knownAt + 1 : last.to();
        return rows(
                slot,
                "accused = ? and shape is null and to_position >= ? and (to_position > ? or incident > ?)"
                        + " order by accused, shape, to_position, incident limit ?",
                accused,
                to,
                to,
                last == null ? "" : last.bearing().incident(),
                limit);
    }

    private List<Row> rows(Slot slot, String where, Object... values) {
        return jdbc.query(
                "select " + BearingRows.COLUMNS + ", from_position, to_position from " + slot.bearing() + " where "
                        + where,
                (row, n) -> new Row(BearingRows.read(row, n), row.getLong(14), row.getLong(15)),
                values);
    }

    private void eachShape(Slot slot, String accused, BiConsumer<UUID, Shape> then) {
        jdbc.query(
                "select " + Shape.COLUMNS + ", id from " + slot.shape() + " where accused = ?",
                row -> {
                    then.accept(row.getObject(10, UUID.class), Shape.read(row));
                },
                accused);
    }

    @Override
    public Iterable<Bearing> substantiated(String accused, Interval begun, long foundAfter, long knownAt) {
        return () -> new Pages<>((last, limit) -> {
            Instant from =
                    last != null ? last.occurred().from() : begun.from().isBefore(Cell.EVER) ? Cell.EVER : begun.from();
            return active.read(slot -> jdbc.query(
                    // The index's own columns first, or H2 sorts all of them.
                    "select " + BearingRows.COLUMNS + " from " + slot.bearing()
                            + " where accused = ? and substantiated = true"
                            + " and occurred_from >= ? and occurred_from < ? and (occurred_from > ? or incident > ?)"
                            + " and last_word > ? and from_position <= ? and to_position > ?"
                            + " order by accused, substantiated, occurred_from, incident limit ?",
                    BearingRows::read,
                    accused,
                    BearingRows.time(from),
                    BearingRows.time(begun.endExclusive()),
                    BearingRows.time(from),
                    last == null ? "" : last.incident(),
                    foundAfter,
                    knownAt,
                    knownAt,
                    limit));
        });
    }
}
