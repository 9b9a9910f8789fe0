package org.pactwatch.compliance.metrics;

import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import org.pactwatch.compliance.Compliance;
import org.pactwatch.compliance.Force;
import org.pactwatch.compliance.Standing;
import org.pactwatch.compliance.Tally;
import org.pactwatch.compliance.Verdict;

/**
 * A snapshot as gauges. Tags are ids and enums alone: no text that somebody wrote, and nothing of an incident but how
 * many there are.
 */
final class VerdictFamilies {

    private VerdictFamilies() {}

    static void write(Snapshot snapshot, MetricSnapshots.Builder scrape) {
        new Family("pactwatch_agreements", "Agreements on record.")
                .add(snapshot.agreements())
                .to(scrape);
        new Family("pactwatch_readings", "Readings of all agreements together.")
                .add(snapshot.readings())
                .to(scrape);
        new Family(
                        "pactwatch_series_groups_left_out",
                        "Pairs of commitment and reading without series of their own, because there are more than pactwatch.meters.groups.")
                .add(snapshot.leftOut())
                .to(scrape);
        if (!snapshot.rows().isEmpty()) {
            writeRows(snapshot, scrape);
        }
    }

    private static void writeRows(Snapshot snapshot, MetricSnapshots.Builder scrape) {
        Family remaining = of("remaining_seconds", "Time of the term left; 0 from its end, or a release, on.");
        Family force = of("force", "1 for the force of the commitment, 0 for every other.", "state");
        Family compliance = of("compliance", "1 for how the commitment stands, 0 for every other.", "state");
        Family incidents = of("incidents", "Incidents held against a prohibition, by how they stand.", "standing");
        boolean prohibitions = false;
        for (Snapshot.Row row : snapshot.rows()) {
            Verdict verdict = row.verdict();
            String commitment = verdict.commitment().key();
            String reading = verdict.reading().id();
            remaining.add(row.remaining().toMillis() / 1e3, row.agreement(), commitment, reading);
            for (Force state : Force.values()) {
                force.add(state == verdict.force(), row.agreement(), commitment, reading, state.name());
            }
            for (Compliance state : Compliance.values()) {
                compliance.add(state == verdict.compliance(), row.agreement(), commitment, reading, state.name());
            }
            Tally tally = verdict.tally();
            if (tally != null) {
                prohibitions = true;
                for (Standing standing : Standing.values()) {
                    incidents.add(tally.count(standing), row.agreement(), commitment, reading, standing.name());
                }
            }
        }
        remaining.to(scrape);
        force.to(scrape);
        compliance.to(scrape);
        if (prohibitions) {
            incidents.to(scrape);
        }
    }

    private static Family of(String name, String help, String... more) {
        String[] tags = new String[3 + more.length];
        tags[0] = "agreement";
        tags[1] = "commitment";
        tags[2] = "reading";
        System.arraycopy(more, 0, tags, 3, more.length);
        return new Family("pactwatch_" + name, help, tags);
    }
}
