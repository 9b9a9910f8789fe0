package org.pactwatch.compliance.jdbc;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What the tables of a slot say, as one SHA-256: the same on every database for the same ledger. Rows come in an order
 * that no database's collation decides: bearings by the position of their incident, their own, and the accused. Reads
 * page by page; in the caller's transaction, which should see one moment.
 */
public final class TableDigest {

    private static final String HEADER = "pactwatch-tables/v1\n";
    private static final int ASKED_AT_ONCE = 500;
    private static final String BEARING =
            BearingRows.COLUMNS + ", substantiated, last_word, from_position, to_position, shape";

    private final JdbcTemplate jdbc;

    public TableDigest(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param sha256 in lower hex
     * @param rows how many each table has
     */
    public record Digest(String sha256, Map<String, Long> rows) {}

    /**
     * The first row in which two slots differ.
     *
     * @param table without the name of the slot
     * @param key of the row
     */
    public record Difference(String table, String key) {}

    /** A row: what it is called by, and all that it says. */
    @SuppressWarnings("ArrayRecordComponent") // Compared by hand.
    private record Line(String key, byte[] said) {}

    /** The digest of a slot. */
    public Digest of(Slot slot) {
        MessageDigest digest = sha256();
        digest.update(HEADER.getBytes(StandardCharsets.US_ASCII));
        Map<String, Long> rows = new LinkedHashMap<>();
        tables(slot).forEach((table, lines) -> {
            digest.update((table + "\n").getBytes(StandardCharsets.US_ASCII));
            long count = 0;
            while (lines.hasNext()) {
                digest.update(lines.next().said());
                count++;
            }
            digest.update((count + "\n").getBytes(StandardCharsets.US_ASCII));
            rows.put(table, count);
        });
        return new Digest(HexFormat.of().formatHex(digest.digest()), rows);
    }

    /** Where the two slots differ first; empty if they say the same to the byte. */
    public Optional<Difference> difference(Slot one, Slot other) {
        Map<String, Iterator<Line>> others = tables(other);
        for (Map.Entry<String, Iterator<Line>> table : tables(one).entrySet()) {
            Iterator<Line> left = table.getValue();
            Iterator<Line> right = others.getOrDefault(table.getKey(), Collections.emptyIterator());
            while (left.hasNext() || right.hasNext()) {
                Line here = left.hasNext() ? left.next() : null;
                Line there = right.hasNext() ? right.next() : null;
                if (here == null || there == null || !Arrays.equals(here.said(), there.said())) {
                    return Optional.of(new Difference(table.getKey(), key(here, there)));
                }
            }
        }
        return Optional.empty();
    }

    private static String key(@Nullable Line here, @Nullable Line there) {
        if (here == null || there == null) {
            return (here != null ? here : Objects.requireNonNull(there)).key();
        }
        return here.key().equals(there.key()) ? here.key() : here.key() + " against " + there.key();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private Map<String, Iterator<Line>> tables(Slot slot) {
        Map<String, Iterator<Line>> tables = new LinkedHashMap<>();
        tables.put("incident", incidents(slot));
        tables.put("bearing", new Bearings(slot));
        // Few: kinds of incidents, agreements and parties.
        tables.put(
                "bearing_shape",
                all("select id, " + Shape.COLUMNS + " from " + slot.shape(), Comparator.comparing(Line::key)));
        tables.put("touched", all("select subject, position from " + slot.touched(), Comparator.comparing(Line::key)));
        return tables;
    }

    private Iterator<Line> all(String select, Comparator<Line> order) {
        return jdbc.query(select, (row, n) -> line(row, 1)).stream()
                .sorted(order)
                .iterator();
    }

    // ---- Incidents, and what they hold against whom

    private record Incident(long position, String id, Line line) {}

    private Pages<Incident> incidentPages(Slot slot) {
        String select = "select position, id, occurred_from, occurred_to from " + slot.incident()
                + " where position > ? order by position limit ?";
        return new Pages<>((last, limit) -> jdbc.query(
                select,
                (row, n) -> new Incident(row.getLong(1), row.getString(2), line(row, 1)),
                last == null ? 0 : last.position(),
                limit));
    }

    private Iterator<Line> incidents(Slot slot) {
        Pages<Incident> pages = incidentPages(slot);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return pages.hasNext();
            }

            @Override
            public Line next() {
                return pages.next().line();
            }
        };
    }

    private record Held(String incident, String accused, long from, Line line) {}

    /** By their incidents, some at a time; in the end what belongs to none. */
    private final class Bearings implements Iterator<Line> {

        private final Slot slot;
        private final String select;
        private final Pages<Incident> incidents;
        private Iterator<Line> some = Collections.emptyIterator();
        private long seen;
        private boolean counted;

        Bearings(Slot slot) {
            this.slot = slot;
            this.select = "select " + BEARING + " from " + slot.bearing() + " where incident = any(?)";
            this.incidents = incidentPages(slot);
        }

        @Override
        public boolean hasNext() {
            while (!some.hasNext() && incidents.hasNext()) {
                some = read();
            }
            if (!some.hasNext() && !counted) {
                counted = true;
                some = strays().iterator();
            }
            return some.hasNext();
        }

        @Override
        public Line next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return some.next();
        }

        private Iterator<Line> read() {
            Map<String, Integer> order = new LinkedHashMap<>();
            while (incidents.hasNext() && order.size() < ASKED_AT_ONCE) {
                order.putIfAbsent(incidents.next().id(), order.size());
            }
            List<Held> held = new ArrayList<>(jdbc.query(
                    select,
                    statement -> statement.setArray(
                            1,
                            statement
                                    .getConnection()
                                    .createArrayOf("varchar", order.keySet().toArray())),
                    (row, n) -> new Held(row.getString(1), row.getString(2), row.getLong(16), line(row, 2, 16))));
            seen += held.size();
            held.sort(Comparator.comparing((Held each) -> order.getOrDefault(each.incident(), 0))
                    .thenComparingLong(Held::from)
                    .thenComparing(Held::accused));
            return held.stream().map(Held::line).iterator();
        }

        /** Nobody derived these. */
        private Stream<Line> strays() {
            Long all = jdbc.queryForObject("select count(*) from " + slot.bearing(), Long.class);
            long strays = all == null ? 0 : all - seen;
            return strays == 0
                    ? Stream.empty()
                    : Stream.of(new Line(
                            strays + " rows of no incident", ("strays " + strays).getBytes(StandardCharsets.US_ASCII)));
        }
    }

    // ---- Rows as bytes: each value as its length and its text in UTF-8, nothing as -1

    /** @param keys the columns that the row is called by */
    private static Line line(ResultSet row, int... keys) throws SQLException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        int columns = row.getMetaData().getColumnCount();
        List<String> key = new ArrayList<>();
        key.add(String.valueOf(text(row, 1)));
        for (int column = 1; column <= columns; column++) {
            String text = text(row, column);
            byte[] said = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
            bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                    .putInt(text == null ? -1 : said.length)
                    .array());
            bytes.writeBytes(said);
        }
        for (int column : keys) {
            if (column > 1) {
                key.add(String.valueOf(text(row, column)));
            }
        }
        return new Line(String.join(" ", key), bytes.toByteArray());
    }

    private static @Nullable String text(ResultSet row, int column) throws SQLException {
        return switch (row.getMetaData().getColumnType(column)) {
            case Types.TIMESTAMP_WITH_TIMEZONE, Types.TIMESTAMP -> {
                // PostgreSQL's driver knows but one type of timestamp.
                OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
                yield time == null ? null : time.toInstant().toString();
            }
            case Types.BOOLEAN, Types.BIT -> {
                boolean said = row.getBoolean(column);
                yield row.wasNull() ? null : Boolean.toString(said);
            }
            case Types.BIGINT -> {
                long number = row.getLong(column);
                yield row.wasNull() ? null : Long.toString(number);
            }
            default -> row.getString(column);
        };
    }
}
