package org.pactwatch.reference;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.pactwatch.reference.Known.Consent;
import org.pactwatch.reference.Known.Declared;
import org.pactwatch.reference.Known.Delivery;
import org.pactwatch.reference.Known.Entry;
import org.pactwatch.reference.Standings.Standing;
import tools.jackson.databind.JsonNode;

/**
 * Consent, binding, force and compliance of the commitments of one agreement, on what is known and in one reading:
 * rules 8, 10, 11, 15 to 17, 28 and 29. Every question is asked of a moment {@code at}, and declarations count when
 * they were made by then (rule 1).
 *
 * @param validity of releases in this reading, by position: see {@link #isValid}
 */
record Judge(Known known, Lens lens, Map<Long, Boolean> validity) {

    Judge(Known known, Lens lens) {
        this(known, lens, new HashMap<>());
    }

    // ---- Rule 8: consent, and from when the obligor is bound

    /** Is there consent at {@code moment}, on what had been declared by {@code at}? */
    private boolean consents(String key, Instant moment, Instant at) {
        Consent latest = known.consents(lens.agreement(), lens.commitment(key)).stream()
                .filter(consent -> !consent.at().isAfter(at) && !consent.at().isAfter(moment))
                .max(Comparator.comparing(Consent::at) // rule 1: same `at`, the later position
                        .thenComparingLong(Consent::position)
                        .thenComparingInt(Consent::order))
                .orElse(null);
        Instant boundFrom = lens.boundFrom(key);
        return switch (latest == null ? "PENDING" : latest.consent()) {
            case "ACCEPTED", "ACCEPTED_CONDITIONALLY" -> true;
            case "PENDING" -> boundFrom != null && !moment.isBefore(boundFrom);
            default -> false; // REJECTED is never overridden
        };
    }

    /** The first instant of the term, not before {@code boundFrom}, with consent; it may lie after {@code at}. */
    @Nullable
    Instant bound(String key, Instant at) {
        Term term = lens.term(key);
        Instant boundFrom = lens.boundFrom(key);
        Instant earliest = boundFrom != null && boundFrom.isAfter(term.start()) ? boundFrom : term.start();
        TreeSet<Instant> candidates = new TreeSet<>(List.of(earliest));
        for (Consent consent : known.consents(lens.agreement(), lens.commitment(key))) {
            candidates.add(consent.at());
        }
        for (Instant candidate : candidates.tailSet(earliest)) {
            if (candidate.isBefore(term.end()) && consents(key, candidate, at)) {
                return candidate;
            }
        }
        return null;
    }

    private boolean isBound(String key, Instant at) {
        Instant bound = bound(key, at);
        return bound != null && !bound.isAfter(at);
    }

    private boolean hasEnded(String key, Instant at) {
        return !at.isBefore(lens.term(key).end());
    }

    /** Rule 11: from bound to the end, cut at the release. There is one at most; an empty one is none. */
    @Nullable
    Window window(String key, Instant at) {
        Instant bound = bound(key, at);
        Declared release = release(key, at);
        Instant termEnd = lens.term(key).end();
        Instant end = release != null && release.at().isBefore(termEnd) ? release.at() : termEnd;
        return bound != null && bound.isBefore(end) ? new Window(bound, end) : null;
    }

    // ---- Rule 10: force

    /** Rule 10, the first that matches. */
    String force(String key, Instant at) {
        boolean delivery = !lens.isProhibition(key);
        if (release(key, at) != null) {
            return "RELEASED";
        }
        if (!isBound(key, at)) {
            return consents(key, at, at) && !hasEnded(key, at) ? "AGREED" : "PROPOSED";
        }
        if (delivery && fulfilling(key, at) != null) {
            return "FULFILLED";
        }
        if (hasEnded(key, at)) {
            return delivery ? "LAPSED" : "EXPIRED";
        }
        return isReleasable(key, at) ? "RELEASABLE" : "IN_EFFECT";
    }

    /** Rule 15. */
    private boolean isReleasable(String key, Instant at) {
        return lens.release(key).equals("ON_FINDING") && hasRight(key, at);
    }

    private boolean hasRight(String key, Instant at) {
        return isBound(key, at)
                && !hasEnded(key, at)
                && lens.twins(key).stream().anyMatch(twin -> givesRight(twin, key, at));
    }

    /** Rule 15: the twin is VIOLATION_FOUND by a finding recorded after the last waiver, or is RELEASED. */
    private boolean givesRight(String twin, String key, Instant at) {
        long waived = known.declared("WAIVER", lens.agreement(), key).stream()
                .filter(waiver -> !waiver.at().isAfter(at))
                .mapToLong(Declared::position)
                .max()
                .orElse(0);
        return release(twin, at) != null
                || (compliance(twin, at).equals("VIOLATION_FOUND") && hasFindingAfter(waived, twin, at));
    }

    private boolean hasFindingAfter(long waived, String twin, Instant at) {
        return standing(twin, at, "SUBSTANTIATED").stream()
                .flatMap(standing -> standing.findings().stream())
                .anyMatch(finding -> finding.position() > waived);
    }

    // ---- Rule 16: release

    /** The valid release that took effect by {@code at}, the earliest if there are several; {@code null} if none. */
    @Nullable
    Declared release(String key, Instant at) {
        Declared release = releases(key, at).stream()
                .filter(declared -> isValid(declared, key))
                .min(Comparator.comparing(Declared::at).thenComparingLong(Declared::position))
                .orElse(null);
        if (release == null || lens.isProhibition(key)) {
            return release;
        }
        // Rule 29: a release later than the delivery that reached the promise does not touch it.
        Delivery fulfilling = fulfilling(key, at);
        boolean fulfilledFirst = fulfilling != null
                && isBound(key, at)
                && (fulfilling.at().isBefore(release.at())
                        || (fulfilling.at().equals(release.at()) && fulfilling.position() < release.position()));
        return fulfilledFirst ? null : release;
    }

    private List<Declared> releases(String key, Instant at) {
        return known.declared("RELEASE", lens.agreement(), key).stream()
                .filter(declared -> !declared.at().isAfter(at))
                .toList();
    }

    /** At the release's own {@code at}, on what had been recorded before it, in this reading. */
    private boolean isValid(Declared release, String key) {
        // What had been recorded before it never changes, so in one reading its validity is fixed for good. Without
        // remembering it, each release would ask for all earlier ones on both sides, again and again.
        Boolean valid = validity.get(release.position());
        if (valid == null) {
            valid = new Judge(known.before(release.position()), lens, validity).isGrounded(release, key);
            validity.put(release.position(), valid);
        }
        return valid;
    }

    /** Would the release be valid at its own {@code at}, on what is known here? */
    private boolean isGrounded(Declared release, String key) {
        return switch (lens.release(key)) {
            case "ON_FINDING" -> hasRight(key, release.at());
            case "ON_OWN_ASSESSMENT" -> isBound(key, release.at()) && !hasEnded(key, release.at());
            case "NONE" -> false;
            default -> throw new IllegalArgumentException("unknown release " + lens.release(key));
        };
    }

    /** The releases that are not valid, or whose ground no longer holds, by position. */
    List<Declared> contested(String key, Instant at) {
        return releases(key, at).stream()
                .filter(release -> !isValid(release, key) || !isGrounded(release, key))
                .toList();
    }

    // ---- Rule 17: what comes next

    /** A force, and from when on. */
    record Transition(Instant at, String to) {}

    /** The first later instant with a different force, found by trying every instant that any rule speaks of. */
    @Nullable
    Transition nextTransition(String key, Instant at) {
        String now = force(key, at);
        for (Instant candidate : instants().tailSet(at, false)) {
            String then = force(key, candidate);
            if (!then.equals(now)) {
                return new Transition(candidate, then);
            }
        }
        return null;
    }

    private TreeSet<Instant> instants() {
        TreeSet<Instant> instants = new TreeSet<>();
        for (String key : lens.commitments()) {
            Term term = lens.term(key);
            instants.add(term.start());
            instants.add(term.end());
            Instant boundFrom = lens.boundFrom(key);
            if (boundFrom != null) {
                instants.add(boundFrom);
            }
            JsonNode commitment = lens.commitment(key);
            known.consents(lens.agreement(), commitment).forEach(consent -> instants.add(consent.at()));
            known.deliveries(lens.agreement(), commitment).forEach(delivery -> instants.add(delivery.at()));
            known.declared("RELEASE", lens.agreement(), key).forEach(release -> instants.add(release.at()));
            known.declared("WAIVER", lens.agreement(), key).forEach(waiver -> instants.add(waiver.at()));
        }
        for (Entry incident : known.incidents()) {
            instants.add(Json.instant(incident.body().path("occurred"), "from")); // rule 18
        }
        return instants;
    }

    // ---- Incidents

    /** Rules 18 to 23, for a prohibition; a delivery has none. */
    List<Standing> standings(String key, Instant at) {
        return lens.isProhibition(key)
                ? new Standings(known, lens).towards(key, at, window(key, at))
                : new ArrayList<>();
    }

    List<Standing> standing(String key, Instant at, String standing) {
        return standings(key, at).stream()
                .filter(each -> each.standing().equals(standing))
                .toList();
    }

    // ---- Deliveries: rule 27

    long promised(String key) {
        return lens.commitment(key).path("quantity").asLong();
    }

    /** The sum of the deliveries that had happened by {@code at}, the confirmed ones or all others. */
    long delivered(String key, Instant at, boolean confirmed) {
        return known.deliveries(lens.agreement(), lens.commitment(key)).stream()
                .filter(delivery -> !delivery.at().isAfter(at) && delivery.confirmed() == confirmed)
                .mapToLong(Delivery::quantity)
                .sum();
    }

    /** Rule 29: the confirmed delivery that reached the promise by {@code at}; {@code null} if none has. */
    private @Nullable Delivery fulfilling(String key, Instant at) {
        long sum = 0;
        for (Delivery delivery : known.deliveries(lens.agreement(), lens.commitment(key))) {
            if (delivery.confirmed() && !delivery.at().isAfter(at)) {
                sum += delivery.quantity();
                if (sum >= promised(key)) {
                    return delivery;
                }
            }
        }
        return null;
    }

    // ---- Compliance

    String compliance(String key, Instant at) {
        Window window = window(key, at);
        if (window == null || window.from().isAfter(at)) {
            return "NOT_BINDING"; // no binding window has begun
        }
        return lens.isProhibition(key) ? complianceOfProhibition(key, at) : complianceOfDelivery(key, at);
    }

    /** §3, the first that matches; UNDETERMINED needs coverage, which is not in force. */
    private String complianceOfProhibition(String key, Instant at) {
        List<String> standings =
                standings(key, at).stream().map(Standing::standing).toList();
        if (standings.contains("SUBSTANTIATED")) {
            return "VIOLATION_FOUND";
        }
        if (standings.contains("ALLEGED") || standings.contains("BOUNDARY")) {
            return "ALLEGED";
        }
        if (standings.contains("CONTESTED")) {
            return "CONTESTED";
        }
        return standings.contains("UNRESOLVED") ? "UNRESOLVED" : "NO_VIOLATION_ESTABLISHED";
    }

    /** Rule 28, the first that matches. */
    private String complianceOfDelivery(String key, Instant at) {
        long confirmed = delivered(key, at, true);
        long claimed = delivered(key, at, false);
        if (confirmed >= promised(key)) {
            return "FULFILLED";
        }
        if (confirmed + claimed >= promised(key)) {
            return "CLAIMED";
        }
        if (force(key, at).equals("LAPSED")) {
            return "SHORTFALL";
        }
        if (confirmed > 0) {
            return "PARTIAL";
        }
        return claimed > 0 ? "CLAIMED" : "PENDING";
    }
}
