package org.pactwatch.compliance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.Commitment;
import org.pactwatch.agreement.Reading;

/**
 * Sets the readings of an agreement side by side and names what parts them. It looks at the incidents that verdicts rest
 * on, of which each names few: so it costs the same however many there are.
 */
public final class Comparer {

    private final AgreementFacts facts;
    private final Instant at;
    private final Function<String, Optional<IncidentFacts>> incidents;
    private final Map<String, Docket> dockets = new LinkedHashMap<>();

    /**
     * @param knownAt the last position known; not before the agreement's registration
     * @param incidents looks up an incident by id, as known at {@code knownAt}
     */
    Comparer(
            AgreementFacts facts,
            Instant at,
            long knownAt,
            Bearings bearings,
            Function<String, Optional<IncidentFacts>> incidents) {
        this.facts = facts.knownAt(knownAt);
        this.at = at;
        this.incidents = incidents;
        for (Reading reading : this.facts.readings()) {
            dockets.put(reading.id(), new Docket(this.facts, reading, knownAt, bearings));
        }
    }

    /** @param verdict on a commitment under a reading, at the moment and on the knowledge compared */
    public Comparison compare(BiFunction<Commitment, Reading, Verdict> verdict) {
        return new Comparison(
                at,
                facts.agreement().commitments().stream()
                        .map(commitment -> compare(
                                commitment,
                                facts.readings().stream()
                                        .map(reading -> verdict.apply(commitment, reading))
                                        .toList()))
                        .toList());
    }

    private Comparison.OfCommitment compare(Commitment commitment, List<Verdict> verdicts) {
        Set<Path.Test> partings = partings(commitment, verdicts);
        List<Difference.Incident> incidents = standingDifferently(commitment, verdicts);
        Set<String> binding = binding(verdicts);
        List<Difference.Incident> decisive = incidents.stream()
                .filter(each -> partings.contains(Path.Test.INCIDENTS) && weighsDifferently(each, binding))
                .limit(Comparison.NAMED)
                .toList();
        List<Difference.Incident> indecisive = incidents.stream()
                .filter(each -> !partings.contains(Path.Test.INCIDENTS) || !weighsDifferently(each, binding))
                .limit(Comparison.NAMED - decisive.size())
                .toList();
        List<Difference> differences = new ArrayList<>();
        for (Path.Test test : partings) {
            switch (test) {
                case RELEASED -> differences.add(release(commitment));
                case BOUND -> differences.add(bound(commitment));
                case ENDED -> differences.add(ended(commitment));
                case CONSENTED -> differences.add(consent(commitment));
                case HAS_RIGHT -> differences.add(right(commitment));
                case INCIDENTS -> differences.addAll(byPosition(decisive));
            }
        }
        return new Comparison.OfCommitment(
                commitment,
                verdicts,
                List.copyOf(differences),
                byPosition(indecisive),
                incidents.size() > decisive.size() + indecisive.size()
                        || verdicts.stream().anyMatch(Comparer::restsOnMore));
    }

    private static List<Difference.Incident> byPosition(List<Difference.Incident> incidents) {
        return incidents.stream()
                .sorted(Comparator.comparingLong(Difference.Incident::position))
                .toList();
    }

    private static boolean restsOnMore(Verdict verdict) {
        return verdict.basis().total() > verdict.basis().items().size();
    }

    /** Where verdicts that differ part, each with each. */
    private Set<Path.Test> partings(Commitment commitment, List<Verdict> verdicts) {
        Map<Force, Set<Path>> toForce = new LinkedHashMap<>();
        Map<Compliance, Set<Path>> toCompliance = new LinkedHashMap<>();
        for (Verdict verdict : verdicts) {
            Course course = course(verdict.reading().id(), commitment.key());
            toForce.computeIfAbsent(verdict.force(), key -> new LinkedHashSet<>())
                    .add(Path.toForce(course, at));
            toCompliance
                    .computeIfAbsent(verdict.compliance(), key -> new LinkedHashSet<>())
                    .add(Path.toCompliance(course, verdict));
        }
        Set<Path.Test> partings = EnumSet.noneOf(Path.Test.class);
        part(List.copyOf(toForce.values()), partings);
        part(List.copyOf(toCompliance.values()), partings);
        return partings;
    }

    private static void part(List<Set<Path>> groups, Set<Path.Test> partings) {
        for (int i = 0; i < groups.size(); i++) {
            for (Set<Path> others : groups.subList(i + 1, groups.size())) {
                for (Path one : groups.get(i)) {
                    for (Path other : others) {
                        Path.Test test = one.partsFrom(other);
                        if (test != null) {
                            partings.add(test);
                        }
                    }
                }
            }
        }
    }

    private Course course(String reading, String commitment) {
        Docket docket = dockets.get(reading);
        if (docket == null) {
            throw new IllegalArgumentException("no reading " + reading);
        }
        return docket.course(commitment);
    }

    private <T> List<T> each(Commitment commitment, BiFunction<String, Course, T> part) {
        return dockets.keySet().stream()
                .map(reading -> part.apply(reading, course(reading, commitment.key())))
                .toList();
    }

    private Difference bound(Commitment commitment) {
        return new Difference.Hour(
                Edge.BOUND_FROM,
                each(
                        commitment,
                        (reading, course) -> new Difference.Passed(
                                reading, course.bound(at), course.isBound(at), setter(course, course.bound(at)))));
    }

    private static Difference.@Nullable Setter setter(Course course, @Nullable Instant bound) {
        if (bound == null) {
            return null;
        }
        if (bound.equals(course.term().start())) {
            return Difference.Setter.TERM_START;
        }
        return bound.equals(course.lens().boundFrom()) ? Difference.Setter.READING : Difference.Setter.CONSENT;
    }

    private Difference ended(Commitment commitment) {
        return new Difference.Hour(
                Edge.TERM_END,
                each(
                        commitment,
                        (reading, course) -> new Difference.Passed(
                                reading,
                                course.term().endExclusive(),
                                course.term().hasEnded(at),
                                null)));
    }

    private Difference consent(Commitment commitment) {
        return new Difference.Consent(each(
                commitment,
                (reading, course) -> new Difference.Given(
                        reading, course.consentGiven(at), course.lens().boundFrom())));
    }

    private Difference release(Commitment commitment) {
        return new Difference.Release(each(
                commitment,
                (reading, course) -> new Difference.Releasing(
                        reading,
                        course.lens().release(),
                        course.released(at),
                        course.isBound(at) && !course.windows(at).isEmpty(),
                        course.effects(at).stream().limit(Comparison.NAMED).toList())));
    }

    private Difference right(Commitment commitment) {
        List<Difference.Entitled> entitled = each(commitment, this::entitled);
        List<Difference.Towards> towards = entitled.stream()
                .flatMap(each -> Optional.ofNullable(each.ground()).stream())
                .filter(ground -> ground.incident() != null)
                .distinct()
                .limit(Comparison.NAMED)
                .flatMap(ground -> facts
                        .agreement()
                        .commitment(ground.commitment())
                        .flatMap(twin -> stood(String.valueOf(ground.incident()), twin))
                        .map(incident -> new Difference.Towards(ground.commitment(), incident))
                        .stream())
                .toList();
        return new Difference.Right(entitled, towards);
    }

    private Difference.Entitled entitled(String reading, Course course) {
        Difference.Ground ground = course.ground(at)
                .map(each -> new Difference.Ground(
                        each.commitment(),
                        each.found() == null ? null : each.found().incident(),
                        each.released()))
                .orElse(null);
        return new Difference.Entitled(
                reading,
                course.lens().release(),
                course.mayBeReleased(at),
                course.twins().stream()
                        .map(twin -> twin.lens().commitment().key())
                        .toList(),
                ground);
    }

    private static Set<String> binding(List<Verdict> verdicts) {
        return verdicts.stream()
                .filter(verdict -> verdict.compliance() != Compliance.NOT_BINDING)
                .map(verdict -> verdict.reading().id())
                .collect(Collectors.toSet());
    }

    /**
     * The incidents that verdicts rest on and that stand differently. The first of each basis come first: whichever
     * verdicts they part, none of them is crowded out.
     */
    private List<Difference.Incident> standingDifferently(Commitment commitment, List<Verdict> verdicts) {
        Set<String> candidates = new LinkedHashSet<>();
        for (int i = 0; i < Tally.GROUNDS; i++) {
            for (Verdict verdict : verdicts) {
                List<Basis.Item> items = verdict.basis().items();
                if (i < items.size()) {
                    candidates.add(items.get(i).incident());
                }
            }
        }
        return candidates.stream()
                .flatMap(id -> stood(id, commitment).stream())
                .filter(incident -> incident.standings().stream()
                                .map(stood -> Optional.ofNullable(stood.standing()))
                                .distinct()
                                .count()
                        > 1)
                .toList();
    }

    private static boolean weighsDifferently(Difference.Incident incident, Set<String> readings) {
        return incident.standings().stream()
                        .filter(stood -> readings.contains(stood.reading()))
                        .map(stood -> Compliance.of(stood.standing()))
                        .distinct()
                        .count()
                > 1;
    }

    private Optional<Difference.Incident> stood(String id, Commitment commitment) {
        return incidents
                .apply(id)
                .flatMap(incident -> incident.bearings().stream()
                        .filter(bearing -> bearing.accused().equals(commitment.obligor()))
                        .findFirst()
                        .map(bearing -> new Difference.Incident(
                                id,
                                incident.reports().get(0).position(),
                                bearing.occurred(),
                                each(commitment, (reading, course) -> stood(reading, course.bench(at), bearing)))));
    }

    private static Difference.Stood stood(String reading, Bench bench, Bearing bearing) {
        Standing standing = bench.standing(bearing).orElse(null);
        return new Difference.Stood(reading, standing, Why.of(bench, bearing, standing));
    }
}
