package org.pactwatch.compliance;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.Declaration;
import org.pactwatch.agreement.When;
import org.pactwatch.incident.Finding;
import org.pactwatch.time.Interval;

/**
 * What is on record about an agreement, laid out in time: a row for each party, and for each commitment the times for
 * which it runs and binds under each reading. What was declared after the moment asked about is listed, and binds nobody
 * yet.
 *
 * @param at the moment asked about
 * @param rows by party, the one without a party last
 * @param spans by commitment in the agreement's order, then by reading
 */
public record Timeline(Instant at, List<Row> rows, List<Span> spans) {

    /** How many items a row holds. */
    public static final int HELD = 200;

    /**
     * What a party said and did, and what is held against it.
     *
     * @param party {@code null}: nobody in particular, or none of the agreement's parties
     * @param items by when they began, then by position; the first {@link #HELD}
     * @param more how many items there are beyond
     */
    public record Row(@Nullable String party, List<Item> items, int more) {}

    /**
     * @param when {@code null}: the record doesn't say; such items come last
     * @param position where it is recorded; of an incident, its first report
     */
    public record Item(@Nullable When when, long position, What what) {}

    /** What an item is. */
    public sealed interface What {}

    /** Something said, ordered, agreed to or handed over. */
    public record Declared(Declaration declaration) implements What {}

    /**
     * Something that is held against the party.
     *
     * @param standings how it stands towards each commitment that it bears on, then by reading; not empty
     * @param findings those that stand, by authority; findings have no time of their own
     */
    public record Alleged(
            String incident,
            String summary,
            String claimant,
            Map<String, Map<String, Standing>> standings,
            List<Fact<Finding>> findings)
            implements What {}

    /**
     * When a commitment runs and binds under a reading.
     *
     * @param boundFrom since when it binds, or from when it is known to; {@code null} if it does not
     * @param windows when it binds, in order, none empty
     */
    public record Span(
            String commitment,
            String reading,
            Interval term,
            @Nullable Instant boundFrom,
            List<Interval> windows) {}
}
