package org.pactwatch.compliance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.Lens;
import org.pactwatch.agreement.Scope;
import org.pactwatch.time.Interval;
import org.pactwatch.time.Occurrence;

/** What an incident's standing under a reading rests on: the part of the reading that made it so. */
public sealed interface Why {

    /**
     * It lies outside of a part of the scope.
     *
     * @param value what the incident has there
     */
    record ByScope(Scope.Part part, String value) implements Why {}

    /** It lies on the other side of these instants, or across them; in order. */
    record ByHour(List<Side> edges) implements Why {}

    /**
     * @param at {@code null}: it never came to it
     */
    record Side(Edge edge, @Nullable Instant at) {}

    /** Authorities that the reading recognises made findings; by authority. */
    record ByFinding(List<Bearing.Found> findings) implements Why {}

    /**
     * It is what was claimed, for want of a finding that counts under the reading.
     *
     * @param denial is the last word a denial? Else it is an accusation
     * @param position where it is recorded
     * @param disregarded authorities with a finding that the reading doesn't recognise, in order
     */
    record ByClaim(boolean denial, long position, List<String> disregarded) implements Why {}

    /** Only findings name the party, and the reading recognises none of their authorities. */
    record NotHeld(List<String> disregarded) implements Why {}

    /**
     * Why the bearing stands as it does.
     *
     * @param standing how it stands on the bench; {@code null}: it doesn't bear
     */
    static Why of(Bench bench, Bearing bearing, @Nullable Standing standing) {
        Lens lens = bench.lens();
        return switch (standing) {
            case null -> new NotHeld(disregarded(bearing, lens));
            case OUTSIDE_SCOPE -> outsideScope(bearing, lens);
            case BEFORE_BINDING -> {
                List<Interval> windows = bench.windows();
                yield new ByHour(List.of(new Side(
                        Edge.BOUND_FROM,
                        windows.isEmpty() ? null : windows.get(0).from())));
            }
            case OUTSIDE_TERM -> new ByHour(List.of(lastEndBefore(bench, bearing.occurred())));
            case BOUNDARY -> new ByHour(crossed(bench, bearing.occurred()));
            case DISMISSED, SUBSTANTIATED, UNRESOLVED -> new ByFinding(recognised(bearing, lens));
            case CONTESTED -> {
                boolean differ = bearing.effects(lens).size() > 1;
                yield differ
                        ? new ByFinding(recognised(bearing, lens))
                        : new ByClaim(true, bearing.denial(), disregarded(bearing, lens));
            }
            case ALLEGED -> new ByClaim(false, bearing.accusation(), disregarded(bearing, lens));
        };
    }

    private static Why outsideScope(Bearing b, Lens lens) {
        Scope.Part part = lens.scope().outsideOf(b.act(), b.target(), b.facilityOf(), b.area());
        return switch (part) {
            case null -> new ByFinding(recognised(b, lens));
            case ACT -> new ByScope(part, String.valueOf(b.act()));
            case TARGET, EXCLUSION -> new ByScope(part, String.valueOf(b.target()));
            case FACILITY_OF -> new ByScope(part, String.valueOf(b.facilityOf()));
            case AREA -> new ByScope(part, String.valueOf(b.area()));
        };
    }

    /** What is apart from every window, and not before the first, lies behind the end of one. */
    private static Side lastEndBefore(Bench bench, Occurrence occurred) {
        Interval last = null;
        for (Interval window : bench.windows()) {
            if (!window.endExclusive().isAfter(occurred.from())) {
                last = window;
            }
        }
        return last == null ? new Side(Edge.TERM_END, null) : end(bench, last);
    }

    private static List<Side> crossed(Bench bench, Occurrence occurred) {
        List<Side> edges = new ArrayList<>();
        for (Interval window : bench.windows()) {
            if (window.isApartFrom(occurred)) {
                continue;
            }
            if (occurred.from().isBefore(window.from())) {
                edges.add(new Side(Edge.BOUND_FROM, window.from()));
            }
            if (occurred.to().isAfter(window.endExclusive())) {
                edges.add(end(bench, window));
            }
        }
        return List.copyOf(edges);
    }

    private static Side end(Bench bench, Interval window) {
        boolean ranOut = window.endExclusive().equals(bench.lens().term().endExclusive());
        return new Side(ranOut ? Edge.TERM_END : Edge.RELEASE, window.endExclusive());
    }

    private static List<Bearing.Found> recognised(Bearing bearing, Lens lens) {
        return bearing.found().stream()
                .filter(each -> lens.recognises(each.authority()))
                .toList();
    }

    private static List<String> disregarded(Bearing bearing, Lens lens) {
        return bearing.found().stream()
                .map(Bearing.Found::authority)
                .filter(authority -> !lens.recognises(authority))
                .toList();
    }
}
