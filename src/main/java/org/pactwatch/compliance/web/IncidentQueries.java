package org.pactwatch.compliance.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.pactwatch.compliance.AgreementFacts;
import org.pactwatch.compliance.Bearing;
import org.pactwatch.compliance.Fact;
import org.pactwatch.compliance.IncidentFacts;
import org.pactwatch.compliance.Judging;
import org.pactwatch.compliance.axon.Archive;
import org.pactwatch.incident.CommitmentRef;
import org.pactwatch.incident.Finding;
import org.pactwatch.incident.IncidentEvent.IncidentReported;
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
        return archive.incident(incident, position)
                .map(facts -> standings(facts, position))
                .orElse(List.of());
    }

    @Override
    public List<StandingView> standings(IncidentReported first, long position) {
        return standings(IncidentFacts.of(List.of(new Fact<>(first, position))), position);
    }

    private List<StandingView> standings(IncidentFacts facts, long position) {
        if (!moments.standAt(position)) {
            settle();
        }
        return standings(facts, moments.recorded(position), position);
    }

    /** How the incident stands wherever it bears, at {@code at} and as known at {@code knownAt}. */
    List<StandingView> standings(IncidentFacts incident, Instant at, long knownAt) {
        Set<String> accused = incident.bearings().stream().map(Bearing::accused).collect(Collectors.toSet());
        List<Judging> judging = new ArrayList<>();
        for (AgreementFacts facts : archive.binding(accused, knownAt)) {
            judging.addAll(verdicts.assessor()
                    .judging(facts, prohibition -> accused.contains(prohibition.obligor()), at, knownAt));
        }
        return standings(incident, judging);
    }

    /** What incidents are judged by, by agreement, commitment and reading: worked out once for many of them. */
    List<Judging> judging(Instant at, long knownAt) {
        List<Judging> all = new ArrayList<>();
        for (AgreementFacts facts : archive.known(knownAt)) {
            all.addAll(verdicts.assessor().judging(facts, at, knownAt));
        }
        return all;
    }

    /** How the incident stands wherever it bears. */
    static List<StandingView> standings(IncidentFacts incident, List<Judging> judging) {
        List<Bearing> bearings = incident.bearings();
        List<StandingView> standings = new ArrayList<>();
        for (Judging each : judging) {
            each.standing(bearings)
                    .ifPresent(standing -> standings.add(
                            new StandingView(each.agreement(), each.commitment(), each.reading(), standing.name())));
        }
        return standings;
    }

    /**
     * Who registers an agreement and at once reports an incident must not be told that its parties are unknown. Only for
     * who would be told so: it reads all that answers lag behind.
     */
    private void settle() {
        moments.catchUp(archive.changeUnderWay());
    }

    @Override
    public boolean areParties(List<String> codes) {
        return archive.parties().containsAll(codes);
    }

    @Override
    public List<String> parties() {
        settle();
        if (archive.changeUnderWay() > 0) {
            return List.of(); // Not all are known yet: nobody can be called unknown.
        }
        return archive.parties().stream().sorted().toList();
    }

    @Override
    public boolean knows(CommitmentRef commitment) {
        if (isKnown(commitment)) {
            return true;
        }
        settle();
        return isKnown(commitment);
    }

    private boolean isKnown(CommitmentRef commitment) {
        return archive.agreement(commitment.agreement())
                .flatMap(facts -> facts.agreement().commitment(commitment.commitment()))
                .isPresent();
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
