package org.pactwatch.compliance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pactwatch.incident.Attribution;
import org.pactwatch.incident.Finding;
import org.pactwatch.incident.IncidentEvent;
import org.pactwatch.incident.IncidentEvent.AttributionRecorded;
import org.pactwatch.incident.IncidentEvent.FindingRecorded;
import org.pactwatch.incident.IncidentEvent.FindingWithdrawn;
import org.pactwatch.incident.IncidentEvent.IncidentReported;
import org.pactwatch.incident.IncidentEvent.ReportAdded;
import org.pactwatch.incident.IncidentReport;
import org.pactwatch.incident.Outcome;
import org.pactwatch.incident.Stance;

/** What is known of one incident: every claim and every finding side by side, and what follows for each party. */
public final class IncidentFacts {

    private final String id;
    private final List<Fact<IncidentReport>> reports = new ArrayList<>();
    private final List<Fact<Attribution>> attributions = new ArrayList<>();
    private final List<Fact<Finding>> findings = new ArrayList<>();
    private final Map<String, Fact<String>> withdrawn = new LinkedHashMap<>();
    private long position;

    private IncidentFacts(String id) {
        this.id = id;
    }

    /**
     * Folds what is on record of one incident, in order.
     *
     * @param history its events, the first report first; not empty
     */
    public static IncidentFacts of(List<Fact<IncidentEvent>> history) {
        IncidentFacts facts = new IncidentFacts(history.get(0).what().incidentId());
        history.forEach(facts::add);
        return facts;
    }

    private void add(Fact<IncidentEvent> fact) {
        position = fact.position();
        switch (fact.what()) {
            case IncidentReported e -> addReport(e.report());
            case ReportAdded e -> addReport(e.report());
            case AttributionRecorded e -> attributions.add(new Fact<>(e.attribution(), position));
            case FindingRecorded e -> findings.add(new Fact<>(e.finding(), position));
            case FindingWithdrawn e -> withdrawn.put(e.findingId(), new Fact<>(e.reasons(), position));
        }
    }

    /** A report asserts for its claimant. */
    private void addReport(IncidentReport report) {
        reports.add(new Fact<>(report, position));
        for (String accused : report.accused()) {
            attributions.add(
                    new Fact<>(new Attribution(accused, report.claimant(), Stance.ASSERTS, List.of()), position));
        }
    }

    public String id() {
        return id;
    }

    /** Position of the last event. */
    public long position() {
        return position;
    }

    /** The first report: further ones add accusations, not facts. */
    public IncidentReport report() {
        return reports.get(0).what();
    }

    public List<Fact<IncidentReport>> reports() {
        return List.copyOf(reports);
    }

    /** Every claim about who did it, those made by reports included, in order. */
    public List<Fact<Attribution>> attributions() {
        return List.copyOf(attributions);
    }

    /** Every finding, the withdrawn ones included, in order. */
    public List<Fact<Finding>> findings() {
        return List.copyOf(findings);
    }

    /** Why and where a finding was withdrawn; {@code null} if it stands. */
    public @Nullable Fact<String> withdrawal(Finding finding) {
        return withdrawn.get(finding.id());
    }

    /** One for each party that is accused, or named by a finding. */
    public List<Bearing> bearings() {
        List<Fact<Finding>> standing = standingFindings();
        return parties(standing).stream()
                .map(accused -> bearing(accused, standing))
                .toList();
    }

    private Set<String> parties(List<Fact<Finding>> standing) {
        Set<String> parties = new LinkedHashSet<>();
        stances().forEach((accused, byClaimant) -> {
            if (byClaimant.values().stream().anyMatch(stance -> stance.what().accuses())) {
                parties.add(accused);
            }
        });
        for (Fact<Finding> finding : standing) {
            if (finding.what().outcome() == Outcome.SUBSTANTIATED) {
                parties.addAll(finding.what().attributedTo());
            }
        }
        return parties;
    }

    private Bearing bearing(String accused, List<Fact<Finding>> standing) {
        IncidentReport first = report();
        return new Bearing(
                id,
                accused,
                first.act(),
                first.target(),
                first.facilityOf(),
                first.area(),
                first.occurred(),
                first.reported(),
                lastAccusation(accused),
                denial(accused),
                standing.stream()
                        .map(f -> new Bearing.Found(f.what().authority(), Effect.of(f.what(), accused), f.position()))
                        .toList());
    }

    /** The latest finding of each authority that was not withdrawn, by authority. */
    List<Fact<Finding>> standingFindings() {
        Map<String, Fact<Finding>> latest = new TreeMap<>();
        for (Fact<Finding> finding : findings) {
            if (!withdrawn.containsKey(finding.what().id())) {
                latest.put(finding.what().authority(), finding);
            }
        }
        return List.copyOf(latest.values());
    }

    /** Accused → claimant → the claimant's latest stance. */
    private Map<String, Map<String, Fact<Stance>>> stances() {
        Map<String, Map<String, Fact<Stance>>> stances = new LinkedHashMap<>();
        for (Fact<Attribution> fact : attributions) {
            Attribution a = fact.what();
            stances.computeIfAbsent(a.accused(), key -> new LinkedHashMap<>())
                    .put(a.claimant(), new Fact<>(a.stance(), fact.position()));
        }
        return stances;
    }

    private long lastAccusation(String accused) {
        return stances().getOrDefault(accused, Map.of()).values().stream()
                .filter(stance -> stance.what().accuses())
                .mapToLong(Fact::position)
                .max()
                .orElse(0);
    }

    /**
     * The position of the accused's own last word if that word denies (rule 21): it denies its part, or blames somebody
     * else. To stop blaming somebody else is not a word on one's own part.
     */
    private long denial(String accused) {
        long denied = 0;
        long admitted = 0;
        for (Map.Entry<String, Map<String, Fact<Stance>>> about : stances().entrySet()) {
            Fact<Stance> word = about.getValue().get(accused);
            if (word == null) {
                continue;
            }
            boolean ofItself = about.getKey().equals(accused);
            if (ofItself && word.what().accuses()) {
                admitted = word.position();
            } else if (ofItself || word.what().accuses()) {
                denied = Math.max(denied, word.position());
            }
        }
        return denied > admitted ? denied : 0;
    }
}
