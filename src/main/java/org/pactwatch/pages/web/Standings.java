package org.pactwatch.pages.web;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.pactwatch.compliance.Standing;

/** How one incident stands towards one commitment: readings that agree are named together. */
public record Standings(String commitment, List<Group> groups) {

    /**
     * @param standing such as {@code CONTESTED}
     * @param readings by id, with commas between
     */
    public record Group(String standing, String readings) {}

    static List<Standings> of(Map<String, Map<String, Standing>> byCommitment) {
        List<Standings> all = new ArrayList<>();
        byCommitment.forEach((commitment, byReading) -> {
            Map<Standing, List<String>> readings = new EnumMap<>(Standing.class);
            byReading.forEach((reading, standing) ->
                    readings.computeIfAbsent(standing, key -> new ArrayList<>()).add(reading));
            List<Group> groups = new ArrayList<>();
            readings.forEach((standing, ids) -> groups.add(new Group(standing.name(), String.join(", ", ids))));
            all.add(new Standings(commitment, List.copyOf(groups)));
        });
        return List.copyOf(all);
    }
}
