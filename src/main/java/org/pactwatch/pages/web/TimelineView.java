package org.pactwatch.pages.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.Citation;
import org.pactwatch.agreement.When;
import org.pactwatch.compliance.Timeline;
import org.pactwatch.time.Interval;

/**
 * A timeline as a picture and as a table, of the same items.
 *
 * @param width in CSS pixels
 * @param height likewise
 * @param top where the rows begin, below the names of the ticks
 * @param asked where the moment asked about stands
 * @param askedEnd does its label stand to the left of it, for want of room?
 * @param early is anything drawn in the margin for what lies far before?
 * @param late likewise far behind, or without a time
 * @param entries what is in the table, by time
 */
public record TimelineView(
        int width,
        int height,
        int top,
        double asked,
        boolean askedEnd,
        boolean early,
        boolean late,
        List<Tick> ticks,
        List<Row> rows,
        List<Group> groups,
        List<Entry> entries) {

    static final int NAMES = 150;
    static final int MARK = 18;
    static final int LANE = 24;
    private static final int TOP = 44;
    private static final int BAND = 12;
    private static final int BAR = 24;
    private static final int HEAD = 30;
    private static final int LABEL = 130;
    private static final int NAME_LENGTH = 20;

    public record Tick(double x, String name) {}

    /**
     * @param name as long as there is room for
     * @param full the whole name
     * @param middle of the row
     * @param more items that are not listed
     */
    public record Row(String name, String full, int y, int height, int middle, List<Mark> marks, int more) {}

    /**
     * @param entry the table's
     * @param tail how far its time reaches, from {@code x} on
     */
    public record Mark(Entry entry, double x, double y, double tail) {

        /** For a shape in a box of 24 by 24. */
        public String place() {
            return "translate(" + (x - MARK / 2.0) + " " + (y - MARK / 2.0) + ") scale(0.75)";
        }
    }

    /** The bars of one commitment. */
    public record Group(String name, String full, String key, int y, List<Bar> bars) {}

    /**
     * @param x where the term begins
     * @param bound the parts of it for which it binds
     */
    public record Bar(
            String reading, String name, int y, double x, double width, List<Part> bound, Timeline.Span span) {}

    public record Part(double x, double width) {}

    /** What an entry is; each has a shape. */
    public enum Kind {
        INSTRUMENT,
        CONSENT,
        DELIVERY,
        DECLARATION,
        CLAIM,
        NEGOTIATION,
        REPORT,
        FINDING
    }

    /**
     * @param id the same in picture and table
     * @param party whose row it is in
     * @param when {@code null}: the record doesn't say
     * @param later did it happen after the moment asked about?
     * @param found is it filled?
     * @param what in words
     * @param more in more words; may be somebody else's
     * @param incident its id, for an allegation
     */
    public record Entry(
            String id,
            Kind kind,
            String party,
            @Nullable When when,
            long position,
            boolean later,
            boolean found,
            String what,
            @Nullable String more,
            @Nullable String incident,
            List<Standings> standings,
            List<FindingView> findings,
            List<Citation> citations) {

        public boolean point() {
            return when == null || when.from().equals(when.to());
        }
    }

    /** An authority's finding, and where it is recorded. */
    public record FindingView(String words, long position) {}

    /** Kinds that are in it, for the legend. */
    public List<Kind> kinds() {
        return entries.stream().map(Entry::kind).distinct().sorted().toList();
    }

    public int namesWidth() {
        return NAMES;
    }

    /** Entries that are listed nowhere. */
    public int more() {
        return rows.stream().mapToInt(Row::more).sum();
    }

    static TimelineView of(Timeline timeline, TimelineWords words) {
        TimeScale scale = scale(timeline);
        List<Row> rows = new ArrayList<>();
        List<Entry> entries = new ArrayList<>();
        boolean early = false;
        boolean late = false;
        int y = TOP;
        for (Timeline.Row row : timeline.rows()) {
            String party = words.party(row.party());
            List<Entry> own = new ArrayList<>();
            for (Timeline.Item item : row.items()) {
                own.add(words.entry("item-" + (entries.size() + own.size() + 1), party, item, timeline.at()));
            }
            Stack stack = new Stack(3);
            List<Mark> marks = marks(own, scale, stack, y + BAND / 2 + LANE / 2);
            early |= marks.stream().anyMatch(mark -> mark.x() < TimeScale.MARGIN);
            late |= marks.stream().anyMatch(mark -> mark.x() > scale.width() - TimeScale.MARGIN);
            int height = stack.lanes() * LANE + BAND;
            rows.add(new Row(shortened(party), party, y, height, y + height / 2, marks, row.more()));
            entries.addAll(own);
            y += height;
        }
        List<Group> groups = new ArrayList<>();
        for (String key : timeline.spans().stream()
                .map(Timeline.Span::commitment)
                .distinct()
                .toList()) {
            List<Bar> bars = new ArrayList<>();
            int head = y;
            y += HEAD;
            for (Timeline.Span span : timeline.spans()) {
                if (span.commitment().equals(key)) {
                    bars.add(bar(span, scale, y));
                    y += BAR;
                }
            }
            groups.add(new Group(shortened(key), words.statement(key), key, head, List.copyOf(bars)));
        }
        TimeScale.Spot asked = scale.spot(timeline.at());
        entries.sort(Comparator.comparing(
                        (Entry entry) ->
                                entry.when() == null ? null : entry.when().from(),
                        Comparator.nullsLast(Comparator.<Instant>naturalOrder()))
                .thenComparingLong(Entry::position));
        return new TimelineView(
                scale.width(),
                y + BAND,
                TOP,
                asked.x(),
                asked.x() > scale.width() - LABEL,
                early,
                late,
                scale.ticks().stream()
                        .map(tick -> new Tick(tick.x(), words.day(tick.at())))
                        .toList(),
                List.copyOf(rows),
                List.copyOf(groups),
                List.copyOf(entries));
    }

    private static TimeScale scale(Timeline timeline) {
        List<Instant> core = timeline.spans().stream()
                .map(Timeline.Span::term)
                .flatMap(term -> Stream.of(term.from(), term.endExclusive()))
                .toList();
        Stream<Instant> items = timeline.rows().stream()
                .flatMap(row -> row.items().stream())
                .flatMap(item -> item.when() == null
                        ? Stream.<Instant>empty()
                        : Stream.of(item.when().from(), item.when().to()));
        return TimeScale.of(core, Stream.concat(items, Stream.of(timeline.at())).toList());
    }

    private static List<Mark> marks(List<Entry> entries, TimeScale scale, Stack stack, int first) {
        List<Mark> marks = new ArrayList<>();
        // What is in the margin at the left comes first, whenever it was.
        List<Entry> byPlace = entries.stream()
                .sorted(Comparator.comparingDouble(entry -> spot(entry, scale).x()))
                .toList();
        for (Entry entry : byPlace) {
            TimeScale.Spot spot = spot(entry, scale);
            double tail = entry.when() == null || !spot.toScale()
                    ? 0
                    : Math.round((scale.x(entry.when().to()) - spot.x()) * 10) / 10.0;
            int lane = stack.lane(spot.x() - MARK / 2.0, spot.x() + Math.max(MARK / 2.0, tail));
            marks.add(new Mark(entry, spot.x(), first + lane * LANE, tail));
        }
        return List.copyOf(marks);
    }

    private static TimeScale.Spot spot(Entry entry, TimeScale scale) {
        return entry.when() == null ? scale.undated() : scale.spot(entry.when().from());
    }

    private static Bar bar(Timeline.Span span, TimeScale scale, int y) {
        double x = scale.x(span.term().from());
        return new Bar(
                span.reading(),
                shortened(span.reading()),
                y,
                x,
                width(span.term(), scale),
                span.windows().stream()
                        .map(window -> new Part(scale.x(window.from()), width(window, scale)))
                        .toList(),
                span);
    }

    /** Never so small that it can't be seen. */
    private static double width(Interval interval, TimeScale scale) {
        return Math.max(2, Math.round((scale.x(interval.endExclusive()) - scale.x(interval.from())) * 10) / 10.0);
    }

    private static String shortened(String name) {
        return IncidentNames.shortened(name, NAME_LENGTH);
    }
}
