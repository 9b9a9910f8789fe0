package org.pactwatch.compliance;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.Commitment;
import org.pactwatch.agreement.Condition;
import org.pactwatch.agreement.Declaration.Release;
import org.pactwatch.agreement.Lens;
import org.pactwatch.agreement.ReleaseMode;
import org.pactwatch.time.Interval;
import org.pactwatch.time.Term;

/**
 * The course of one commitment under one reading, as known at one position: when it bound, when it could be left, when it
 * was. Each question names the moment {@code at} that it asks about; declarations made after it don't count.
 */
final class Course {

    /** Moments on record differ by this much or not at all. */
    static final Duration TICK = ChronoUnit.MICROS.getDuration();

    private final Docket docket;
    private final Lens lens;
    private final Consents consents;
    private final Deliveries deliveries;
    private final Map<Long, Boolean> validity = new HashMap<>();

    Course(Docket docket, Lens lens) {
        this.docket = docket;
        this.lens = lens;
        this.consents = Consents.to(lens, docket.facts());
        this.deliveries = Deliveries.towards(lens.commitment(), docket.facts());
    }

    Lens lens() {
        return lens;
    }

    Term term() {
        return lens.term();
    }

    Deliveries deliveries() {
        return deliveries;
    }

    /** Since when it binds, or from when it will; {@code null} if it does not. */
    @Nullable
    Instant bound(Instant at) {
        return consents.bound(at);
    }

    boolean isBound(Instant at) {
        Instant bound = bound(at);
        return bound != null && !bound.isAfter(at);
    }

    /** The term from where it bound to the end, cut at a release (rule 11). In order, none empty. */
    List<Interval> windows(Instant at) {
        Instant bound = bound(at);
        if (bound == null) {
            return List.of();
        }
        Instant released = released(at);
        Instant end = term().endExclusive();
        Interval window = new Interval(bound, released != null && released.isBefore(end) ? released : end);
        return window.isEmpty() ? List.of() : List.of(window);
    }

    Forecast forecast() {
        return new Forecast(this, docket.facts());
    }

    Bench bench(Instant at) {
        return new Bench(lens, windows(at));
    }

    /** Force at {@code at}: the first that matches (rule 10). */
    Force force(Instant at) {
        if (released(at) != null) {
            return Force.RELEASED;
        }
        if (!isBound(at)) {
            return !term().hasEnded(at) && consents.given(at, at) ? Force.AGREED : Force.PROPOSED;
        }
        if (deliveries.reachedBy(at)) {
            return Force.FULFILLED;
        }
        if (term().hasEnded(at)) {
            return lens.commitment() instanceof Commitment.Delivery ? Force.LAPSED : Force.EXPIRED;
        }
        return mayBeReleased(at) ? Force.RELEASABLE : Force.IN_EFFECT;
    }

    /** The right of rule 15: bound, not ended, and the other side was found to have violated or has left. */
    boolean mayBeReleased(Instant at) {
        return lens.release() == ReleaseMode.ON_FINDING
                && isBound(at)
                && !term().hasEnded(at)
                && ground(at).isPresent();
    }

    /**
     * What the other side did.
     *
     * @param commitment its key
     * @param released since when the other side is released; {@code null} if it was found to have violated
     * @param found the first incident by which it was; {@code null} if it is released
     */
    record Ground(
            String commitment,
            @Nullable Instant released,
            @Nullable Bearing found) {}

    /** What would give the right to be released, of the first reciprocal commitment that does. */
    Optional<Ground> ground(Instant at) {
        return twins().stream().flatMap(twin -> ground(twin, at).stream()).findFirst();
    }

    private Optional<Ground> ground(Course twin, Instant at) {
        String key = twin.lens().commitment().key();
        Instant released = twin.released(at);
        if (released != null) {
            return Optional.of(new Ground(key, released, null));
        }
        return twin.firstFound(at, lastWaiver(at), new Interval(Instant.MIN, at.plus(TICK)))
                .map(bearing -> new Ground(key, null, bearing));
    }

    /** The prohibitions that this commitment is reciprocal to. Conditions on deliveries give no right. */
    List<Course> twins() {
        return lens.conditions().stream()
                .map(Condition::on)
                .filter(key -> !key.equals(lens.commitment().key()))
                .distinct()
                .filter(key -> docket.facts()
                        .agreement()
                        .commitment(key)
                        .filter(Commitment.Prohibition.class::isInstance)
                        .isPresent())
                .map(docket::course)
                .toList();
    }

    /** When the first incident within {@code begun} began that gives a right against {@code twin}, as of {@code at}. */
    Optional<Instant> rightBegins(Course twin, Instant at, Interval begun) {
        return twin.firstFound(at, lastWaiver(at), begun)
                .map(bearing -> bearing.occurred().from());
    }

    /** The first incident to begin within {@code begun} that a finding after {@code position} substantiates. */
    private Optional<Bearing> firstFound(Instant at, long position, Interval begun) {
        Bench bench = bench(at);
        for (Interval window : bench.windows()) {
            Interval part = window.within(begun);
            if (part.isEmpty()) {
                continue;
            }
            for (Bearing bearing :
                    docket.bearings().substantiated(lens.commitment().obligor(), part, position, docket.knownAt())) {
                if (bearing.latestFinding(lens) > position
                        && bench.standing(bearing)
                                .filter(Standing.SUBSTANTIATED::equals)
                                .isPresent()) {
                    return Optional.of(bearing);
                }
            }
        }
        return Optional.empty();
    }

    /** Position of the last waiver made by {@code at}; 0 if there is none. */
    private long lastWaiver(Instant at) {
        return docket.facts().waivers(lens.commitment()).stream()
                .filter(waiver -> !waiver.what().at().isAfter(at))
                .mapToLong(Fact::position)
                .max()
                .orElse(0);
    }

    /** Since when it is released, of the valid releases made by {@code at}; {@code null} if it is not. */
    @Nullable
    Instant released(Instant at) {
        return releases(at)
                .filter(this::isValid)
                .filter(release -> !cameTooLate(release, at))
                .map(release -> release.what().at())
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** Releases that have no effect, or whose ground no longer holds on what is known now. By position. */
    List<Fact<Release>> contested(Instant at) {
        return releases(at)
                .filter(release ->
                        !isValid(release) || !hasGround(release.what().at()))
                .toList();
    }

    /** Does the obligor's word, or the reading, stand for a yes (rule 8)? */
    boolean consentGiven(Instant at) {
        return consents.given(at, at);
    }

    /** What became of each release declared by {@code at}, by position. */
    List<Difference.Declared> effects(Instant at) {
        return releases(at)
                .map(release -> new Difference.Declared(
                        release.what().id(), release.position(), release.what().at(), effect(release, at)))
                .toList();
    }

    private ReleaseEffect effect(Fact<Release> release, Instant at) {
        if (isValid(release)) {
            return cameTooLate(release, at) ? ReleaseEffect.FULFILLED_BEFORE : ReleaseEffect.VALID;
        }
        Instant then = release.what().at();
        Course before = docket.asKnownAt(release.position() - 1)
                .course(lens.commitment().key());
        if (lens.release() == ReleaseMode.NONE) {
            return ReleaseEffect.NOT_FORESEEN;
        }
        if (!before.isBound(then)) {
            return ReleaseEffect.NOT_BOUND;
        }
        return term().hasEnded(then) ? ReleaseEffect.ENDED_BEFORE : ReleaseEffect.NO_RIGHT;
    }

    private Stream<Fact<Release>> releases(Instant at) {
        return docket.facts().releases(lens.commitment()).stream()
                .filter(release -> !release.what().at().isAfter(at));
    }

    /** Judged at the release's own moment, on what had been recorded before it: acts done in reliance stay lawful. */
    private boolean isValid(Fact<Release> release) {
        Boolean known = validity.get(release.position());
        if (known == null) {
            known = docket.asKnownAt(release.position() - 1)
                    .course(lens.commitment().key())
                    .hasGround(release.what().at());
            validity.put(release.position(), known);
        }
        return known;
    }

    private boolean hasGround(Instant at) {
        return switch (lens.release()) {
            case NONE -> false;
            case ON_OWN_ASSESSMENT -> isBound(at) && !term().hasEnded(at);
            case ON_FINDING -> mayBeReleased(at);
        };
    }

    /** What was delivered in full can't be released any more (rule 29); but what does not bind is not fulfilled either. */
    private boolean cameTooLate(Fact<Release> release, Instant at) {
        Fact<Instant> reached = deliveries.reached();
        if (reached == null || !isBound(at)) {
            return false;
        }
        int order = reached.what().compareTo(release.what().at());
        return order < 0 || (order == 0 && reached.position() < release.position());
    }
}
