package org.pactwatch.compliance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pactwatch.incident.IncidentEvent;
import org.pactwatch.incident.IncidentEvent.IncidentReported;

/** What one incident's events come to: which bearing stands from which position on, and which no longer. */
public final class BearingFold {

    /** Raised when the same events come to other rows than before: what was half rebuilt then is begun anew. */
    public static final int REVISION = 1;

    private final List<Fact<IncidentEvent>> history;
    private Map<String, Bearing> standing;

    /** @param history the incident's events so far, in order; none before its first report */
    public BearingFold(List<Fact<IncidentEvent>> history) {
        this.history = new ArrayList<>(history);
        this.standing = bearings();
    }

    /** Takes what changes, in the order of positions. */
    public interface Changes {

        /** An incident is reported for the first time. */
        void incident(String id, long position, Instant from, Instant to);

        /** {@code bearing} stands from {@code position} on. */
        void open(Bearing bearing, long position);

        /** {@code bearing}, as it stood before, is known no more from {@code position} on. */
        void close(Bearing bearing, long position);
    }

    /** Adds the incident's next event. */
    public void add(Fact<IncidentEvent> fact, Changes changes) {
        if (fact.what() instanceof IncidentReported first) {
            changes.incident(
                    first.incidentId(),
                    fact.position(),
                    first.report().occurred().from(),
                    first.report().occurred().to());
        }
        Map<String, Bearing> before = standing;
        history.add(fact);
        Map<String, Bearing> after = bearings();
        before.forEach((accused, bearing) -> {
            if (!bearing.equals(after.get(accused))) {
                changes.close(bearing, fact.position());
            }
        });
        after.forEach((accused, bearing) -> {
            if (!bearing.equals(before.get(accused))) {
                changes.open(bearing, fact.position());
            }
        });
        standing = after;
    }

    private Map<String, Bearing> bearings() {
        Map<String, Bearing> bearings = new LinkedHashMap<>();
        if (!history.isEmpty()) {
            IncidentFacts.of(history).bearings().forEach(bearing -> bearings.put(bearing.accused(), bearing));
        }
        return bearings;
    }
}
