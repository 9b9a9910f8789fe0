package org.pactwatch.compliance.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pactwatch.agreement.Party;
import org.pactwatch.compliance.AgreementFacts;
import org.pactwatch.compliance.Bearing;
import org.pactwatch.compliance.Fact;
import org.pactwatch.compliance.IncidentFacts;
import org.pactwatch.compliance.axon.Archive;
import org.pactwatch.incident.Finding;
import org.pactwatch.incident.web.IncidentViews;
import org.springframework.stereotype.Component;

/** How single incidents stand. */
@Component
class IncidentQueries implements IncidentViews {

    private final Archive archive;
    private final Verdicts verdicts;
    private final Moments moments;

    IncidentQueries(Archive archive, Verdicts verdicts, Moments moments) {
        this.archive = archive;
        this.verdicts = verdicts;
        this.moments = moments;
    }

    @Override
    public List<StandingView> standings(String incident, long position) {
        // Agreements that were recorded before it must be seen.
        moments.reaches(position);
        Instant at = moments.recorded(position);
        return archive.incident(incident, position)
                .map(facts -> standings(facts, at, position))
                .orElse(List.of());
    }

    /** How the incident stands at {@code at}, by agreement, commitment and reading. */
    List<StandingView> standings(IncidentFacts incident, Instant at, long knownAt) {
        List<Bearing> bearings = incident.bearings();
        List<StandingView> standings = new ArrayList<>();
        for (String id : archive.agreements()) {
            AgreementFacts facts = archive.agreement(id).orElseThrow();
            if (facts.registeredAt() <= knownAt) {
                verdicts.assessor()
                        .standings(facts, bearings, at, knownAt)
                        .forEach((commitment, byReading) -> byReading.forEach((reading, standing) ->
                                standings.add(new StandingView(id, commitment, reading, standing.name()))));
            }
        }
        return standings;
    }

    @Override
    public List<String> parties() {
        moments.reaches(archive.head());
        return archive.agreements().stream()
                .flatMap(id -> archive.agreement(id).stream())
                .flatMap(facts -> facts.agreement().parties().stream())
                .map(Party::id)
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public Optional<String> findingAt(String incident, long position) {
        return archive.incident(incident, Long.MAX_VALUE).stream()
                .flatMap(facts -> facts.findings().stream())
                .filter(fact -> fact.position() == position)
                .map(Fact::what)
                .map(Finding::id)
                .findFirst();
    }
}
