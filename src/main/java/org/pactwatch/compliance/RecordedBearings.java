package org.pactwatch.compliance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.pactwatch.incident.IncidentEvent;
import org.pactwatch.time.Interval;

/** Bearings folded in memory from the events themselves: for tests, and for whoever replays a record. */
public final class RecordedBearings implements Bearings {

    private final List<Fact<IncidentEvent>> history = new ArrayList<>();

    /** Takes note of an event; positions rise. */
    public void add(Fact<IncidentEvent> fact) {
        history.add(fact);
    }

    @Override
    public Tally tally(String accused, Instant at, long knownAt, Bench bench) {
        return Tally.of(
                () -> against(accused, knownAt)
                        .filter(bearing -> !bearing.occurred().from().isAfter(at))
                        .iterator(),
                bench);
    }

    @Override
    public Iterable<Bearing> substantiated(String accused, Interval begun, long foundAfter, long knownAt) {
        return () -> against(accused, knownAt)
                .filter(bearing -> bearing.found().stream().anyMatch(f -> f.effect() == Effect.SUBSTANTIATED))
                .filter(bearing -> begun.contains(bearing.occurred().from()))
                .filter(bearing -> bearing.found().stream().anyMatch(f -> f.position() > foundAfter))
                .sorted(Comparator.comparing(bearing -> bearing.occurred().from()))
                .iterator();
    }

    private Stream<Bearing> against(String accused, long knownAt) {
        return incidents(knownAt).stream()
                .flatMap(incident -> IncidentFacts.of(incident).bearings().stream())
                .filter(bearing -> bearing.accused().equals(accused));
    }

    private Collection<List<Fact<IncidentEvent>>> incidents(long knownAt) {
        Map<String, List<Fact<IncidentEvent>>> incidents = new LinkedHashMap<>();
        for (Fact<IncidentEvent> fact : history) {
            if (fact.position() <= knownAt) {
                incidents
                        .computeIfAbsent(fact.what().incidentId(), key -> new ArrayList<>())
                        .add(fact);
            }
        }
        return incidents.values();
    }
}
