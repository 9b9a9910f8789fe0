package org.pactwatch.compliance;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One prohibition under one reading at one moment, ready to judge incidents.
 *
 * @param at the moment asked about: what began later doesn't count yet
 */
public record Judging(String agreement, Bench bench, Instant at) {

    public String commitment() {
        return bench.lens().commitment().key();
    }

    public String reading() {
        return bench.lens().reading().id();
    }

    /** How an incident stands, by what is held against the obligor; nothing if it doesn't bear on the commitment. */
    public Optional<Standing> standing(List<Bearing> incident) {
        return incident.stream()
                .filter(bearing ->
                        bearing.accused().equals(bench.lens().commitment().obligor())
                                && !bearing.occurred().from().isAfter(at))
                .findFirst()
                .flatMap(bench::standing);
    }
}
