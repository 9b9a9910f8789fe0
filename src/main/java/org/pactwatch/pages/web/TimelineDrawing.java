package org.pactwatch.pages.web;

import java.time.*;
import java.util.*;
import java.util.stream.*;
import org.pactwatch.compliance.*;
import org.pactwatch.pages.web.TimelineView.*;
import org.pactwatch.time.Interval;

/** Lays a timeline out: a row for each party, marks that stand in each other's way in lanes, and a bar for each term. */
final class TimelineDrawing {

    private static final int LANE = 24;
    private static final int TOP = 44;
    private static final int BAND = 12;
    private static final int BAR = 24;
    private static final int HEAD = 30;
    private static final int LABEL = 130;
    private static final int NAME_LENGTH = 20;

    private TimelineDrawing() {}

    static TimelineView draw(Timeline timeline, TimelineWords words) {
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
            int lane =
                    stack.lane(spot.x() - TimelineView.MARK / 2.0, spot.x() + Math.max(TimelineView.MARK / 2.0, tail));
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
