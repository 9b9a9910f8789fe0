package org.pactwatch.compliance;

import java.time.Instant;
import java.util.List;
import org.pactwatch.incident.IncidentEvent.IncidentReported;
import org.pactwatch.time.Interval;

/** What is recorded, and one incident more that is not: so that a verdict can be made as if it were. */
public final class SupposedBearings implements Bearings {

    private final Bearings recorded;
    private final List<Bearing> supposed;
    private final long position;

    /**
     * @param reported an incident that is not recorded
     * @param position where it would be: after all that is known
     */
    public SupposedBearings(Bearings recorded, IncidentReported reported, long position) {
        this.recorded = recorded;
        this.supposed =
                IncidentFacts.of(List.of(new Fact<>(reported, position))).bearings();
        this.position = position;
    }

    @Override
    public Tally tally(String accused, Instant at, long knownAt, Bench bench) {
        Tally tally = recorded.tally(accused, at, before(knownAt), bench);
        if (knownAt < position) {
            return tally;
        }
        for (Bearing bearing : supposed) {
            if (bearing.accused().equals(accused) && !bearing.occurred().from().isAfter(at)) {
                tally = tally.with(bearing, bench);
            }
        }
        return tally;
    }

    /** The same as recorded: nothing is found by a report. */
    @Override
    public Iterable<Bearing> substantiated(String accused, Interval begun, long foundAfter, long knownAt) {
        return recorded.substantiated(accused, begun, foundAfter, before(knownAt));
    }

    /** What others record there meanwhile is not part of the question. */
    private long before(long knownAt) {
        return Math.min(knownAt, position - 1);
    }
}
