package org.pactwatch.compliance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.Commitment;
import org.pactwatch.agreement.Commitment.Delivery;
import org.pactwatch.agreement.Commitment.Prohibition;
import org.pactwatch.agreement.Reading;
import org.pactwatch.time.Countdown;
import org.pactwatch.time.Interval;

/**
 * Makes verdicts: a pure function of what is on record, the reading, the moment asked about and what was known. The same
 * question has the same answer, today and in ten years.
 */
public final class Assessor {

    private final Bearings bearings;

    public Assessor(Bearings bearings) {
        this.bearings = bearings;
    }

    /**
     * The verdict on one commitment under one reading.
     *
     * @param facts the agreement's, at least up to {@code knownAt}
     * @param commitment a key of the agreement
     * @param at the moment asked about
     * @param knownAt the last position known; not before the agreement's registration
     */
    public Verdict assess(AgreementFacts facts, String commitment, Reading reading, Instant at, long knownAt) {
        Course course = new Docket(facts, reading, knownAt, bearings).course(commitment);
        return switch (course.lens().commitment()) {
            case Prohibition p -> {
                Bench bench = course.bench(at);
                Tally tally = bearings.tally(p.obligor(), at, knownAt, bench);
                Compliance compliance = compliance(bench, tally, at);
                yield verdict(course, at, compliance, tally, null, basis(compliance, tally));
            }
            case Delivery d -> {
                Verdict.Progress progress = progress(d, course.deliveries(), at);
                Compliance compliance = compliance(course, progress, at);
                yield verdict(course, at, compliance, null, progress, Basis.bare(compliance.hyphenated()));
            }
        };
    }

    /** The force of a commitment and when it will change; counts no incidents. Parameters as for {@link #assess}. */
    public Outlook outlook(AgreementFacts facts, String commitment, Reading reading, Instant at, long knownAt) {
        Course course = new Docket(facts, reading, knownAt, bearings).course(commitment);
        return new Outlook(course.force(at), course.forecast().next(at));
    }

    private static Verdict verdict(
            Course course,
            Instant at,
            Compliance compliance,
            @Nullable Tally tally,
            Verdict.@Nullable Progress progress,
            Basis basis) {
        return new Verdict(
                course.lens().commitment(),
                course.lens().reading(),
                at,
                course.force(at),
                compliance,
                tally != null && compliance == Compliance.VIOLATION_FOUND ? List.copyOf(tally.foundBy()) : List.of(),
                course.term(),
                course.bound(at),
                Countdown.of(course.term(), at, course.released(at)),
                tally,
                progress,
                basis,
                course.contested(at).stream()
                        .map(release ->
                                new Verdict.Contested("RELEASE", release.what().id(), release.position()))
                        .toList(),
                course.forecast().next(at));
    }

    /** How the incident stands towards every prohibition that it bears on, by commitment and reading. */
    public Map<String, Map<String, Standing>> standings(
            AgreementFacts facts, List<Bearing> incident, Instant at, long knownAt) {
        Map<String, Map<String, Standing>> standings = new TreeMap<>();
        for (Judging judging : judging(facts, at, knownAt)) {
            judging.standing(incident)
                    .ifPresent(standing -> standings
                            .computeIfAbsent(judging.commitment(), key -> new TreeMap<>())
                            .put(judging.reading(), standing));
        }
        return standings;
    }

    /** What incidents are judged by towards each prohibition of the agreement, by commitment, then by reading. */
    public List<Judging> judging(AgreementFacts facts, Instant at, long knownAt) {
        return judging(facts, prohibition -> true, at, knownAt);
    }

    /** The same for the {@code wanted} prohibitions alone. */
    public List<Judging> judging(
            AgreementFacts facts, Predicate<? super Prohibition> wanted, Instant at, long knownAt) {
        AgreementFacts known = facts.knownAt(knownAt);
        List<Judging> all = new ArrayList<>();
        for (Reading reading : known.readings()) {
            Docket docket = new Docket(known, reading, knownAt, bearings);
            for (Commitment commitment : known.agreement().commitments()) {
                if (commitment instanceof Prohibition prohibition && wanted.test(prohibition)) {
                    all.add(new Judging(
                            known.agreement().id(),
                            docket.course(commitment.key()).bench(at),
                            at));
                }
            }
        }
        all.sort(Comparator.comparing(Judging::commitment).thenComparing(Judging::reading));
        return all;
    }

    /**
     * Compares the readings of an agreement.
     *
     * @param incidents looks up an incident by id, as known at {@code knownAt}
     */
    public Comparer comparer(
            AgreementFacts facts, Instant at, long knownAt, Function<String, Optional<IncidentFacts>> incidents) {
        return new Comparer(facts, at, knownAt, bearings, incidents);
    }

    /**
     * Lays out an agreement in time.
     *
     * @param incidents as known at {@code knownAt}; as many as the caller wants to see. Not those alone that verdicts
     *     rest on: else what was denied would vanish behind what was not
     */
    public Timeline timeline(AgreementFacts facts, Instant at, long knownAt, Iterable<IncidentFacts> incidents) {
        return new TimelineMaker(facts, at, knownAt, bearings, judging(facts, at, knownAt)).make(incidents);
    }

    private static Compliance compliance(Bench bench, Tally tally, Instant at) {
        if (!hasBegun(bench.windows(), at)) {
            return Compliance.NOT_BINDING;
        }
        return Compliance.of(tally.leading().orElse(null));
    }

    private static boolean hasBegun(List<Interval> windows, Instant at) {
        return windows.stream().anyMatch(window -> !window.from().isAfter(at));
    }

    private static Basis basis(Compliance compliance, Tally tally) {
        return switch (compliance) {
            case VIOLATION_FOUND -> Basis.of("substantiated-finding", Standing.SUBSTANTIATED, tally);
            case ALLEGED ->
                tally.count(Standing.ALLEGED) > 0
                        ? Basis.of("open-allegation", Standing.ALLEGED, tally)
                        : Basis.of("boundary-allegation", Standing.BOUNDARY, tally);
            case CONTESTED -> Basis.of("contested-allegation", Standing.CONTESTED, tally);
            case UNRESOLVED -> Basis.of("unresolved", Standing.UNRESOLVED, tally);
            case NO_VIOLATION_ESTABLISHED -> Basis.bare("no-open-allegation");
            case NOT_BINDING, PENDING, CLAIMED, PARTIAL, FULFILLED, SHORTFALL -> Basis.bare(compliance.hyphenated());
        };
    }

    private static Verdict.Progress progress(Delivery promise, Deliveries deliveries, Instant at) {
        long confirmed = deliveries.confirmed(at);
        // Whole percent, rounded down: 174 of 175 is 99, not 100.
        long percent = confirmed >= promise.quantity() ? 100 : confirmed * 100 / promise.quantity();
        return new Verdict.Progress(
                promise.quantity(), promise.unit(), confirmed, deliveries.claimed(at), (int) percent);
    }

    private static Compliance compliance(Course course, Verdict.Progress progress, Instant at) {
        if (!hasBegun(course.windows(at), at)) {
            return Compliance.NOT_BINDING;
        }
        if (progress.confirmed() >= progress.promised()) {
            return Compliance.FULFILLED;
        }
        if (progress.confirmed() + progress.claimed() >= progress.promised()) {
            return Compliance.CLAIMED;
        }
        if (course.force(at) == Force.LAPSED) {
            return Compliance.SHORTFALL;
        }
        if (progress.confirmed() > 0) {
            return Compliance.PARTIAL;
        }
        return progress.claimed() > 0 ? Compliance.CLAIMED : Compliance.PENDING;
    }

    /** The reading under {@code id} as known at {@code knownAt}; empty if it wasn't known then, or never was. */
    public static Optional<Reading> reading(AgreementFacts facts, String id, long knownAt) {
        return facts.knownAt(knownAt).reading(id);
    }
}
