package org.pactwatch.incident.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.Act;
import org.pactwatch.agreement.Target;
import org.pactwatch.incident.CommitmentRef;
import org.pactwatch.incident.IncidentReport;
import org.pactwatch.incident.Place;
import org.pactwatch.incident.Source;
import org.pactwatch.time.Occurrence;
import org.pactwatch.time.Precision;

/**
 * A report as a monitor in a hurry sends it: the less is known, the less need be said.
 *
 * @param occurred {@code to} absent: a point in time; {@code precision} absent: EXACT
 * @param reported absent: now
 * @param claimant absent: nobody is named as saying so
 */
public record ReportBody(
        String summary,
        @Nullable Act act,
        @Nullable Target target,
        @Nullable String facilityOf,
        When occurred,
        @Nullable Instant reported,
        @Nullable Place place,
        List<String> accused,
        @Nullable String claimant,
        List<CommitmentRef> supports,
        @Nullable Source source) {

    /** When, as claimed. */
    public record When(
            Instant from, @Nullable Instant to, @Nullable Precision precision) {

        Occurrence occurrence() {
            return new Occurrence(from, to == null ? from : to, precision == null ? Precision.EXACT : precision);
        }
    }

    /** As it is recorded at {@code now}. */
    public IncidentReport report(Instant now) {
        return new IncidentReport(
                summary,
                act,
                target,
                facilityOf,
                occurred.occurrence(),
                reported == null ? now : reported,
                place,
                accused,
                claimant == null ? IncidentReport.UNATTRIBUTED : claimant,
                supports,
                source);
    }
}
