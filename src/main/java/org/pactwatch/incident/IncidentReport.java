package org.pactwatch.incident;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.Act;
import org.pactwatch.agreement.Target;
import org.pactwatch.time.Occurrence;

/**
 * A claim that something happened. Every part of it is a claim, {@code facilityOf} too; what is absent is unknown.
 *
 * @param occurred when, as claimed
 * @param reported when the source said so
 * @param accused the parties blamed; empty: nobody
 * @param claimant who blames them
 * @param supports commitments whose being kept it is offered as a sign of; shown, counted nowhere
 */
public record IncidentReport(
        String summary,
        @Nullable Act act,
        @Nullable Target target,
        @Nullable String facilityOf,
        Occurrence occurred,
        Instant reported,
        @Nullable Place place,
        List<String> accused,
        String claimant,
        List<CommitmentRef> supports,
        @Nullable Source source) {

    /** The claimant of a report that names none. */
    public static final String UNATTRIBUTED = "UNATTRIBUTED";

    /** The area it is said to have happened in, if any. */
    public @Nullable String area() {
        return place == null ? null : place.area();
    }
}
