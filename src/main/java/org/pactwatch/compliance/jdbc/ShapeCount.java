package org.pactwatch.compliance.jdbc;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
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

    /** From here on it is quicker to go by the order of grounds than to fetch and sort them. */
    private static final int MANY = 1_000;

    private final JdbcTemplate jdbc;
    private final Bench bench;
    private final Instant end;
    private final long knownAt;
    private final Tally.Count count;
    private final List<Group> groups = new ArrayList<>();
    private final Set<Kind> inScope = new LinkedHashSet<>();

    /** @param at inclusive */
    ShapeCount(JdbcTemplate jdbc, Bench bench, Instant at, long knownAt, Tally.Count count) {
        this.jdbc = jdbc;
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
                groups.add(group);
                if (group.standing() != Standing.OUTSIDE_SCOPE) {
                    inScope.add(group.kind());
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
        List<Group> large = new ArrayList<>();
        List<Group> small = new ArrayList<>();
        for (Group group : groups) {
            // One at least: beyond the cap it still matters whether there is any.
            int limit = Math.max(1, count.left(group.standing()));
            int some = count(group, limit);
            count.add(group.standing(), some);
            if (some > 0) {
                (some < Math.min(limit, MANY) ? small : large).add(group);
                if (group.standing() == Standing.SUBSTANTIATED) {
                    count.foundBy(bench.authorities(group.sample()));
                }
            }
        }
        count.leading().ifPresent(leading -> {
            small.stream().filter(group -> group.standing() == leading).forEach(this::sortGrounds);
            large.stream().filter(group -> group.standing() == leading).forEach(this::walkGrounds);
        });
        inScope.forEach(this::lastReported);
    }

    private int count(Group group, int limit) {
        Where where = new Where(group);
        if (where.isNowhere()) {
            return 0;
        }
        Integer some = jdbc.queryForObject(
                "select count(*) from (select 1 from bearing where " + where.sql + " limit ?) as few",
                Integer.class,
                where.values(limit));
        return some == null ? 0 : some;
    }

    /** Fetches all grounds of a group and sorts them. */
    private void sortGrounds(Group group) {
        Where where = new Where(group);
        String ground = ground(group);
        jdbc.query(
                "select incident, " + ground + " from bearing where " + where.sql + " order by " + ground
                        + ", incident limit ?",
                row -> {
                    count.ground(group.standing(), new Basis.Item(row.getString(1), row.getLong(2)));
                },
                where.values(Tally.GROUNDS));
    }

    /** Goes through the shape by last words, the earliest first, until enough of them are the group's. */
    private void walkGrounds(Group group) {
        if (!ground(group).equals(LAST_WORD)) {
            sortGrounds(group);
            return;
        }
        record Word(String incident, long position, boolean inGroup) {}
        Pages<Word> words = new Pages<>((last, limit) -> jdbc.query(
                "select incident, last_word, occurred_from, occurred_to, from_position, area from bearing"
                        + " where shape = ? and last_word >= ? and (last_word > ? or incident > ?)"
                        + " order by shape, last_word, incident limit ?",
                (row, n) -> new Word(
                        row.getString(1),
                        row.getLong(2),
                        holds(group, BearingRows.instant(row, 3), BearingRows.instant(row, 4))
                                && row.getLong(5) <= knownAt
                                && group.kind().areas().hold(row.getString(6))),
                group.kind().id(),
                last == null ? 0 : last.position(),
                last == null ? 0 : last.position(),
                last == null ? "" : last.incident(),
                limit));
        for (int found = 0; found < Tally.GROUNDS && words.hasNext(); ) {
            Word word = words.next();
            if (word.inGroup()) {
                count.ground(group.standing(), new Basis.Item(word.incident(), word.position()));
                found++;
            }
        }
    }

    private boolean holds(Group group, Instant from, Instant to) {
        return from.isBefore(end) && group.cell().holds(from, to);
    }

    private static final String LAST_WORD = "last_word";

    /** The column in which a group's grounds are. */
    private String ground(Group group) {
        long ground = bench.ground(group.sample(), group.standing());
        if (ground == Shape.lastWord(group.sample())) {
            return LAST_WORD;
        }
        return ground == Shape.DENIAL ? "denial" : "accusation";
    }

    /** Goes through one kind by time of report, the latest first, until one of them counts. */
    private void lastReported(Kind kind) {
        record Report(Instant reported, long position, boolean counts) {}
        Instant sofar = count.lastReportedAt();
        Pages<Report> reports = new Pages<>((last, limit) -> jdbc.query(
                "select reported, from_position, occurred_from, area from bearing"
                        + " where shape = ? and reported > ? and reported <= ? and (reported < ? or from_position > ?)"
                        + " order by shape, reported desc, from_position limit ?",
                (row, n) -> new Report(
                        BearingRows.instant(row, 1),
                        row.getLong(2),
                        row.getLong(2) <= knownAt
                                && BearingRows.instant(row, 3).isBefore(end)
                                && kind.areas().hold(row.getString(4))),
                kind.id(),
                BearingRows.time(sofar == null ? Cell.EVER : sofar),
                BearingRows.time(last == null ? Cell.NEVER : last.reported()),
                BearingRows.time(last == null ? Cell.NEVER : last.reported()),
                last == null ? 0 : last.position(),
                limit));
        while (reports.hasNext()) {
            Report report = reports.next();
            if (report.counts()) {
                count.reported(report.reported());
                return;
            }
        }
    }

    /** A group in SQL, by the columns of the index {@code bearing_count}. */
    private final class Where {

        private final StringBuilder sql = new StringBuilder("shape = ? and occurred_from >= ? and occurred_from < ?");
        private final List<Object> values = new ArrayList<>();
        private final boolean nowhere;

        Where(Group group) {
            Cell cell = group.cell().before(end).narrowed(group.kind().shape().longest());
            nowhere = cell.isEmpty();
            values.add(group.kind().id());
            values.add(BearingRows.time(cell.from()));
            values.add(BearingRows.time(cell.fromEnd()));
            if (!group.kind().shape().isPoint()) {
                sql.append(" and occurred_to > ? and occurred_to <= ?");
                values.add(BearingRows.time(cell.after()));
                values.add(BearingRows.time(cell.upTo()));
            }
            sql.append(" and from_position <= ?").append(group.kind().areas().sql());
            values.add(knownAt);
            values.addAll(group.kind().areas().listed());
        }

        boolean isNowhere() {
            return nowhere;
        }

        Object[] values(int limit) {
            Object[] all = Arrays.copyOf(values.toArray(), values.size() + 1);
            all[values.size()] = limit;
            return all;
        }
    }
}
