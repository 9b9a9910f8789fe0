package org.pactwatch.incident;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a decision about an incident rests on.
 *
 * @param reporters subjects that reported it: none of them may review it
 * @param findings by id: is it still standing?
 */
public record IncidentState(Set<String> reporters, Map<String, Boolean> findings) {

    static IncidentState reportedBy(String subject) {
        return new IncidentState(Set.of(subject), Map.of());
    }

    IncidentState withReporter(String subject) {
        Set<String> all = new HashSet<>(reporters);
        all.add(subject);
        return new IncidentState(all, findings);
    }

    IncidentState withFinding(String id, boolean standing) {
        Map<String, Boolean> all = new HashMap<>(findings);
        all.put(id, standing);
        return new IncidentState(reporters, all);
    }
}
