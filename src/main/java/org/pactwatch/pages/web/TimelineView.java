package org.pactwatch.pages.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.Citation;
import org.pactwatch.agreement.When;
import org.pactwatch.compliance.Timeline;

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
}
