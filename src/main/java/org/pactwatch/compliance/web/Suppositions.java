package org.pactwatch.compliance.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.Commitment;
import org.pactwatch.agreement.Reading;
import org.pactwatch.compliance.AgreementFacts;
import org.pactwatch.compliance.Assessor;
import org.pactwatch.compliance.Bearing;
import org.pactwatch.compliance.Fact;
import org.pactwatch.compliance.IncidentFacts;
import org.pactwatch.compliance.Judging;
import org.pactwatch.compliance.Standing;
import org.pactwatch.compliance.Verdict;
import org.pactwatch.compliance.axon.Archive;
import org.pactwatch.compliance.axon.Assessments;
import org.pactwatch.compliance.jdbc.IncidentIndex;
import org.pactwatch.compliance.jdbc.IncidentIndex.Listed;
import org.pactwatch.incident.IncidentEvent.IncidentReported;
import org.pactwatch.incident.IncidentReport;
import org.pactwatch.incident.Likeness;
import org.springframework.stereotype.Component;

/** What a report would come to that is not recorded. Asking records nothing. */
@Component
public class Suppositions {

    /** How many incidents are compared with a report, on each side of its time. */
    private static final int COMPARED = 150;

    private static final int SHOWN = 5;
    private static final String NOWHERE = "supposed";

    private final Archive archive;
    private final Assessments assessments;
    private final IncidentIndex index;

    Suppositions(Archive archive, Assessments assessments, IncidentIndex index) {
        this.archive = archive;
        this.assessments = assessments;
        this.index = index;
    }

    /**
     * What would change for one commitment under one reading.
     *
     * @param standing how the incident would stand; {@code null} if it doesn't bear on the commitment
     * @param before the verdict as it is
     * @param after the verdict as it would be
     */
    public record Change(AgreementFacts facts, @Nullable Standing standing, Verdict before, Verdict after) {}

    /**
     * Every commitment and reading that the report would bear on, or whose verdict it would change, by agreement,
     * commitment and reading.
     */
    public List<Change> changes(IncidentReport report, Moment moment) {
        long next = moment.knownAt() + 1;
        IncidentReported reported = new IncidentReported(NOWHERE, report, NOWHERE);
        List<Bearing> bearings =
                IncidentFacts.of(List.of(new Fact<>(reported, next))).bearings();
        Assessor supposing = assessments.supposing(reported, next);
        List<Change> changes = new ArrayList<>();
        List<String> accused = bearings.stream().map(Bearing::accused).toList();
        // No other verdict rests on it: what one party does changes only what that party has promised, and its twins.
        for (AgreementFacts facts : archive.binding(accused, moment.knownAt())) {
            List<Judging> judging = supposing.judging(facts, moment.at(), next);
            for (Commitment commitment : facts.agreement().commitments()) {
                for (Reading reading : facts.readings()) {
                    Standing standing = standing(judging, commitment, reading, bearings);
                    Verdict before =
                            assessments.verdict(facts, commitment.key(), reading, moment.at(), moment.knownAt());
                    Verdict after = supposing.assess(facts, commitment.key(), reading, moment.at(), next);
                    if (standing != null
                            || before.force() != after.force()
                            || before.compliance() != after.compliance()) {
                        changes.add(new Change(facts, standing, before, after));
                    }
                }
            }
        }
        return changes;
    }

    private static @Nullable Standing standing(
            List<Judging> judging, Commitment commitment, Reading reading, List<Bearing> bearings) {
        return judging.stream()
                .filter(each -> each.commitment().equals(commitment.key())
                        && each.reading().equals(reading.id()))
                .flatMap(each -> each.standing(bearings).stream())
                .findFirst()
                .orElse(null);
    }

    /** A recorded incident that a report may speak of too. */
    public record Alike(IncidentFacts incident, Likeness likeness) {}

    /** Recorded incidents near the report in time that are most like it, the likest first. */
    public List<Alike> alike(IncidentReport report, Moment moment) {
        Instant from = report.occurred().from();
        Instant to = report.occurred().to();
        // What lasted a week may have begun long before it.
        List<Listed> near = index.near(from.minus(Likeness.FAR.multipliedBy(4)), from, to.plus(Likeness.FAR), COMPARED);
        return near.stream()
                .flatMap(listed -> archive.incident(listed.id(), moment.knownAt()).stream())
                .flatMap(incident -> incident.reports().stream()
                        .flatMap(fact -> Likeness.of(report, fact.what()).stream())
                        .max(Comparator.comparingInt(Likeness::points))
                        .map(likeness -> new Alike(incident, likeness))
                        .stream())
                .sorted(Comparator.comparingInt(
                                (Alike alike) -> -alike.likeness().points())
                        .thenComparing(alike -> alike.incident().id()))
                .limit(SHOWN)
                .toList();
    }
}
