package org.pactwatch.time;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a term: in the text of the agreement perhaps only its length, the rest in each reading. Any part may be
 * absent until all is merged.
 *
 * @param start when it begins, as wall-clock time in the zone or as an instant
 * @param zone whose clock and calendar count
 * @param counting the convention
 * @param length how long; unused by {@link Counting#UNTIL}
 * @param until the end, for {@link Counting#UNTIL} only
 */
public record TermSpec(
        @Nullable Moment start,
        @Nullable ZoneId zone,
        @Nullable Counting counting,
        @Nullable Length length,
        @Nullable Moment until) {

    public static final TermSpec NOTHING = new TermSpec(null, null, null, null, null);

    /** This, with each part that {@code over} states in its place. */
    public TermSpec mergedWith(@Nullable TermSpec over) {
        if (over == null) {
            return this;
        }
        return new TermSpec(
                over.start != null ? over.start : start,
                over.zone != null ? over.zone : zone,
                over.counting != null ? over.counting : counting,
                over.length != null ? over.length : length,
                over.until != null ? over.until : until);
    }
}
