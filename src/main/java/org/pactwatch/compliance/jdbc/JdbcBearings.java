package org.pactwatch.compliance.jdbc;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.pactwatch.compliance.Bearing;
import org.pactwatch.compliance.Bearings;
import org.pactwatch.compliance.Bench;
import org.pactwatch.compliance.Tally;
import org.springframework.jdbc.core.JdbcTemplate;

/** Bearings from the table, as known at any position. Judged row by row in Java, so that there is one rule book. */
public final class JdbcBearings implements Bearings {

    private static final int PAGE = 2_000;
    private static final Instant BEGINNING = Instant.parse("0001-01-01T00:00:00Z");

    private final JdbcTemplate jdbc;

    public JdbcBearings(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Tally tally(String accused, Instant at, long knownAt, Bench bench) {
        return Tally.of(() -> new Pages("and occurred_from <= ?", accused, at, knownAt), bench);
    }

    @Override
    public Iterable<Bearing> substantiated(String accused, long knownAt) {
        return () -> new Pages("and substantiated = true", accused, null, knownAt);
    }

    /** Reads page by page, each from where the last one ended: a plain SELECT would be held in memory whole. */
    private final class Pages implements Iterator<Bearing> {

        private final String sql;
        private final String accused;
        private final @Nullable Instant at;
        private final long knownAt;
        private Instant lastFrom = BEGINNING;
        private String lastIncident = "";
        private Iterator<Bearing> page = List.<Bearing>of().iterator();
        private boolean last;

        Pages(String filter, String accused, @Nullable Instant at, long knownAt) {
            this.sql = "select " + BearingRows.COLUMNS + " from bearing where accused = ? " + filter
                    + " and from_position <= ? and to_position > ?"
                    + " and occurred_from >= ? and (occurred_from > ? or incident > ?) order by occurred_from, incident limit "
                    + PAGE;
            this.accused = accused;
            this.at = at;
            this.knownAt = knownAt;
        }

        @Override
        public boolean hasNext() {
            if (!page.hasNext() && !last) {
                read();
            }
            return page.hasNext();
        }

        private void read() {
            Object from = BearingRows.time(lastFrom);
            List<Bearing> rows = at == null
                    ? jdbc.query(sql, BearingRows::read, accused, knownAt, knownAt, from, from, lastIncident)
                    : jdbc.query(
                            sql,
                            BearingRows::read,
                            accused,
                            BearingRows.time(at),
                            knownAt,
                            knownAt,
                            from,
                            from,
                            lastIncident);
            last = rows.size() < PAGE;
            page = rows.iterator();
            if (!rows.isEmpty()) {
                Bearing end = rows.get(rows.size() - 1);
                lastFrom = end.occurred().from();
                lastIncident = end.incident();
            }
        }

        @Override
        public Bearing next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return page.next();
        }
    }
}
