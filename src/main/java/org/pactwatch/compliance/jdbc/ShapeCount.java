package org.pactwatch.compliance.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.pactwatch.compliance.Basis;
import org.pactwatch.compliance.Bearing;
import org.pactwatch.compliance.Bench;
import org.pactwatch.compliance.Standing;
import org.pactwatch.compliance.Tally;
import org.pactwatch.time.Occurrence;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Counts standing bearings by shape, area and {@link Cell}: one of each is judged, SQL counts the rest up to the cap. So
 * the cost grows with the kinds of incidents and not with their number.
 */
final class ShapeCount {

    private static final String LAST_WORD = "last_word";

    private final JdbcTemplate jdbc;
    private final Slot slot;
    private final Bench bench;
    private final Instant end;
    private final long knownAt;
    private final Tally.Count count;
    private final List<Group> groups = new ArrayList<>();
    private final Map<Kind, Group> inScope = new LinkedHashMap<>();

    /** @param at inclusive */
    ShapeCount(JdbcTemplate jdbc, Slot slot, Bench bench, Instant at, long knownAt, Tally.Count count) {
        this.jdbc = jdbc;
        this.slot = slot;
        this.bench = bench;
        this.end = at.plus(1, ChronoUnit.MICROS);
        this.knownAt = knownAt;
        this.count = count;
    }

    /** Bearings of one shape, in areas that the scope treats alike. */
    private record Kind(UUID id, Shape shape, Areas areas) {}

    /** Bearings that stand alike. */
    private record Group(Kind kind, Cell cell, Bearing sample, Standing standing) {}

    void of(UUID id, Shape shape) {
        for (Areas areas : Areas.of(bench.lens().scope())) {
            for (Group group : groups(new Kind(id, shape, areas))) {
                if (group.standing() != Standing.OUTSIDE_SCOPE) {
                    Cell begun = Cell.WHOLE.before(end);
                    inScope.put(group.kind(), new Group(group.kind(), begun, group.sample(), group.standing()));
                }
                Cell begun = group.cell().before(end);
                if (!begun.isEmpty()) {
                    groups.add(new Group(group.kind(), begun, group.sample(), group.standing()));
                }
            }
        }
    }

    /** The cells of one kind, judged. Where all stand alike they are one; none if it doesn't bear on the commitment. */
    private List<Group> groups(Kind kind) {
        boolean point = kind.shape().isPoint();
        List<Group> judged = new ArrayList<>();
        for (Cell cell : Cell.of(bench.windows(), point)) {
            Occurrence when = cell.sample(point);
            Bearing sample = kind.shape().sample(when, kind.areas().sample());
            bench.standing(sample).ifPresent(standing -> judged.add(new Group(kind, cell, sample, standing)));
        }
        boolean alike = judged.stream().map(Group::standing).distinct().count() == 1;
        return alike
                ? List.of(new Group(
                        kind, Cell.WHOLE, judged.get(0).sample(), judged.get(0).standing()))
                : judged;
    }

    /** Adds what there is of all shapes. What is to be judged one by one must have been added before. */
    void count() {
        Map<Group, Integer> counted = new LinkedHashMap<>();
        byAreas()
                .forEach(alike -> jdbc.execute(
                        "select 1 from " + slot.bearing() + " where " + Where.sql(alike.get(0)) + " limit ?",
                        (PreparedStatement statement) -> {
                            for (Group group : alike) {
                                // One at least: beyond the cap it still matters whether there is any.
                                int limit = Math.max(1, count.left(group.standing()));
                                int some = count(statement, group, limit);
                                if (some > 0) {
                                    count.add(group.standing(), some);
                                    counted.put(group, some);
                                }
                                if (some > 0 && group.standing() == Standing.SUBSTANTIATED) {
                                    count.foundBy(bench.authorities(group.sample()));
                                }
                            }
                            return null;
                        }));
        count.leading().ifPresent(leading -> {
            Map<Kind, Integer> totals = new HashMap<>();
            counted.forEach((group, some) -> totals.merge(group.kind(), some, Integer::sum));
            counted.forEach((group, some) -> {
                if (group.standing() == leading) {
                    grounds(group, some, totals.getOrDefault(group.kind(), some));
                }
            });
        });
        inScope.values().forEach(this::lastReported);
    }

    /** Groups that need the same statement, prepared once for all of them. */
    private Collection<List<Group>> byAreas() {
        return groups.stream()
                .collect(Collectors.groupingBy(group -> group.kind().areas()))
                .values();
    }

    private int count(PreparedStatement statement, Group group, int limit) throws SQLException {
        int parameter = 0;
        for (Object value : Where.values(group, knownAt, limit)) {
            statement.setObject(++parameter, value);
        }
        // Counted here: on H2 an inner SELECT with a limit takes longer than to hand over its rows.
        try (ResultSet rows = statement.executeQuery()) {
            int some = 0;
            while (rows.next()) {
                some++;
            }
            return some;
        }
    }

    /** @param total of the kind, as far as they were counted */
    private void grounds(Group group, int some, int total) {
        String ground = ground(group);
        // By the order of grounds one meets total / some others for each of the group.
        boolean areDense = (long) some * some > (long) Tally.GROUNDS * total;
        String where = areDense && ground.equals(LAST_WORD) ? Where.inOrder(group) : Where.sql(group);
        jdbc.query(
                "select incident, " + ground + " from " + slot.bearing() + " where " + where + " and " + ground
                        + " <= ? order by shape, " + ground + ", incident limit ?",
                row -> {
                    count.ground(group.standing(), new Basis.Item(row.getString(1), row.getLong(2)));
                },
                Where.values(group, knownAt, count.lastGround(group.standing()), Tally.GROUNDS));
    }

    /** The column in which a group's grounds are. */
    private String ground(Group group) {
        long ground = bench.ground(group.sample(), group.standing());
        if (ground == Shape.lastWord(group.sample())) {
            return LAST_WORD;
        }
        return ground == Shape.DENIAL ? "denial" : "accusation";
    }

    private void lastReported(Group group) {
        Instant sofar = count.lastReportedAt();
        jdbc.query(
                "select reported from " + slot.bearing() + " where " + Where.inOrder(group)
                        + " and reported > ? order by shape, reported desc, from_position limit ?",
                row -> {
                    count.reported(BearingRows.instant(row, 1));
                },
                Where.values(group, knownAt, BearingRows.time(sofar == null ? Cell.EVER : sofar), 1));
    }

    /** A group in SQL, by the columns of the index {@code bearing_count}. */
    private static final class Where {

        private static final String CELL =
                "occurred_from >= ? and occurred_from < ? and occurred_to > ? and occurred_to <= ? and from_position <= ?";

        static String sql(Group group) {
            return "shape = ? and " + CELL + group.kind().areas().sql();
        }

        /** The same, but the database is to go by the order asked for: what it could seek by is hidden from it. */
        static String inOrder(Group group) {
            return sql(group).replaceAll("occurred_(from|to)", "coalesce($0, $0)");
        }

        static Object[] values(Group group, long knownAt, Object... more) {
            Cell cell = group.cell().narrowed(group.kind().shape().longest());
            List<Object> values = new ArrayList<>(List.of(
                    group.kind().id(),
                    BearingRows.time(cell.from()),
                    BearingRows.time(cell.fromEnd()),
                    BearingRows.time(cell.after()),
                    BearingRows.time(cell.upTo()),
                    knownAt));
            values.addAll(group.kind().areas().listed());
            values.addAll(List.of(more));
            return values.toArray();
        }
    }
}
