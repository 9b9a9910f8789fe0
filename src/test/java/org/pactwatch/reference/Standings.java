package org.pactwatch.reference;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.pactwatch.reference.Known.Entry;
import org.pactwatch.reference.Known.Finding;
import org.pactwatch.reference.Known.Stance;
import tools.jackson.databind.JsonNode;

/** How the incidents stand towards a prohibition, on what is known and in one reading: rules 18 to 23. */
record Standings(Known known, Lens lens) {

    /**
     * One incident towards one prohibition.
     *
     * @param standing one of the nine of §3
     * @param reported when the source reported it; {@code null} if that is not given
     * @param findings those that count against the obligor here: SUBSTANTIATED, and naming it
     * @param position of what the standing rests on, for the basis
     */
    record Standing(
            String incident, String standing, @Nullable Instant reported, List<Finding> findings, long position) {}

    /** All incidents that bear on the prohibition at {@code at}, in the order of recording. */
    List<Standing> towards(String key, Instant at, @Nullable Window window) {
        List<Standing> standings = new ArrayList<>();
        for (Entry incident : known.incidents()) {
            Standing standing = of(incident, key, at, window);
            if (standing != null) {
                standings.add(standing);
            }
        }
        return standings;
    }

    /** {@code null} if the incident doesn't bear on the prohibition at {@code at}. */
    @Nullable
    Standing of(Entry incident, String key, Instant at, @Nullable Window window) {
        JsonNode report = incident.body();
        Instant from = Json.instant(report.path("occurred"), "from");
        Instant to = Json.instant(report.path("occurred"), "to");
        if (from.isAfter(at)) {
            return null; // rule 18
        }
        String obligor = lens.obligor(key);
        Collection<Stance> stances = known.stances(incident.id());
        List<Finding> findings = known.findings(incident.id()).stream()
                .filter(finding -> lens.recognises(key, finding.authority())) // rule 22
                .toList();
        List<Finding> against = findings.stream()
                .filter(finding -> effect(finding, obligor).equals("SUBSTANTIATED"))
                .toList();
        List<Stance> accusations = stances.stream()
                .filter(stance -> stance.accused().equals(obligor) && stance.accuses())
                .toList();
        if (accusations.isEmpty() && against.isEmpty()) {
            return null; // rule 19
        }
        Stance denial = denial(stances, obligor);
        String standing = standing(key, report, from, to, window, effects(findings, obligor), denial != null);

        Instant reported = Json.has(report, "reported") ? Json.instant(report, "reported") : null;
        // The paragraph on the basis: the finding; the last denial, also where authorities differ as well; or the last
        // accusation. Where nobody accuses any more, a finding does.
        long position = switch (standing) {
            case "SUBSTANTIATED", "UNRESOLVED" -> lastFinding(findings);
            case "CONTESTED" -> denial != null ? denial.position() : lastFinding(findings);
            default -> accusations.isEmpty() ? lastFinding(against) : lastStance(accusations);
        };
        return new Standing(incident.id(), standing, reported, against, position);
    }

    private static long lastFinding(List<Finding> findings) {
        return findings.stream().mapToLong(Finding::position).max().orElseThrow();
    }

    private static long lastStance(List<Stance> stances) {
        return stances.stream().mapToLong(Stance::position).max().orElseThrow();
    }

    /** Rule 23, the first that matches. */
    private String standing(
            String key,
            JsonNode report,
            Instant from,
            Instant to,
            @Nullable Window window,
            Set<String> effects,
            boolean denied) {
        if (!Scope.covers(lens.scope(key), report) || effects.equals(Set.of("OUTSIDE_SCOPE"))) {
            return "OUTSIDE_SCOPE";
        }
        if (window == null || window.isApartFrom(from, to)) {
            return window == null || !to.isAfter(window.from()) ? "BEFORE_BINDING" : "OUTSIDE_TERM";
        }
        if (effects.equals(Set.of("DISMISSED"))) {
            return "DISMISSED";
        }
        if (!window.holds(from, to)) {
            return "BOUNDARY";
        }
        if (effects.equals(Set.of("SUBSTANTIATED"))) {
            return "SUBSTANTIATED";
        }
        if (effects.equals(Set.of("UNRESOLVED"))) {
            return "UNRESOLVED";
        }
        if (effects.size() > 1 || denied) {
            return "CONTESTED";
        }
        return "ALLEGED";
    }

    /** Rule 22: what the recognised authorities say of the accused; more than one effect is a contest. */
    private static Set<String> effects(List<Finding> findings, String accused) {
        Set<String> effects = new TreeSet<>();
        for (Finding finding : findings) {
            effects.add(effect(finding, accused));
        }
        return effects;
    }

    /** Rule 22. */
    private static String effect(Finding finding, String accused) {
        return switch (finding.outcome()) {
            case "SUBSTANTIATED" -> {
                if (finding.attributedTo().isEmpty()) {
                    yield "UNRESOLVED";
                }
                yield finding.attributedTo().contains(accused) ? "SUBSTANTIATED" : "DISMISSED";
            }
            case "INCONCLUSIVE", "NOT_ATTRIBUTABLE" -> "UNRESOLVED";
            case "UNSUBSTANTIATED", "WITHIN_EXCEPTION" -> "DISMISSED";
            case "OUT_OF_SCOPE" -> "OUTSIDE_SCOPE";
            default -> throw new IllegalArgumentException("unknown outcome " + finding.outcome());
        };
    }

    /**
     * Rule 21: the accused's own latest word, if that denies; else null. Its words are its stance on itself and the
     * accusations of others that it upholds; an accusation withdrawn is no word any more.
     */
    private static @Nullable Stance denial(Collection<Stance> stances, String accused) {
        Stance latest = stances.stream()
                .filter(stance -> stance.claimant().equals(accused))
                .filter(stance -> stance.accused().equals(accused) || stance.accuses())
                // One report that accuses others and itself is an admission.
                .max(Comparator.comparingLong(Stance::position)
                        .thenComparing(stance -> stance.accused().equals(accused)))
                .orElse(null);
        boolean admission = latest != null && latest.accused().equals(accused) && latest.accuses();
        return admission ? null : latest;
    }
}
