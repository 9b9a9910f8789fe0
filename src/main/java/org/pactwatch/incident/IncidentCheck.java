package org.pactwatch.incident;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pactwatch.decision.Faults;
import org.pactwatch.decision.Rejection;

/** Can this claim be put on record? It may be wrong; it may not be nonsense. */
final class IncidentCheck {

    private static final Pattern PARTY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}");

    private static final Pattern AREA = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._/-]{0,99}");

    private final Faults faults = new Faults();

    private IncidentCheck() {}

    /** Why the report can't be recorded, if so. */
    static Optional<Rejection> of(IncidentReport report) {
        IncidentCheck check = new IncidentCheck();
        check.report(report);
        return check.faults.rejection();
    }

    /** Why the attribution can't be recorded, if so. */
    static Optional<Rejection> of(Attribution attribution) {
        IncidentCheck check = new IncidentCheck();
        check.party("/accused", attribution.accused());
        check.party("/claimant", attribution.claimant());
        check.faults.check(
                attribution.stance() != Stance.COUNTER_ACCUSES
                        || !attribution.accused().equals(attribution.claimant()),
                "counter-accusation-of-oneself",
                "/stance",
                attribution.stance(),
                "A counter-accusation blames somebody else.",
                "To admit, say ASSERTS; to deny, DENIES; to blame, name another party as accused.");
        return check.faults.rejection();
    }

    /** Why the finding can't be recorded, if so. */
    static Optional<Rejection> of(Finding finding) {
        IncidentCheck check = new IncidentCheck();
        check.text("/authority", finding.authority());
        for (int i = 0; i < finding.attributedTo().size(); i++) {
            check.party("/attributedTo/" + i, finding.attributedTo().get(i));
        }
        boolean exception = finding.outcome() == Outcome.WITHIN_EXCEPTION;
        String clause = finding.clause();
        check.faults.check(
                !exception || (clause != null && !clause.isBlank()),
                "clause-missing",
                "/clause",
                clause,
                "Who finds an act within an exception says which exception.",
                "Cite the clause.");
        return check.faults.rejection();
    }

    private void report(IncidentReport report) {
        text("/summary", report.summary());
        faults.check(
                !report.occurred().to().isBefore(report.occurred().from()),
                "end-before-start",
                "/occurred/to",
                report.occurred().to(),
                "It is said to have ended before it began at "
                        + report.occurred().from() + ".",
                "Swap the two, or give the same instant twice for a point in time.");
        list("/accused", report.accused());
        party("/claimant", report.claimant());
        if (report.facilityOf() != null) {
            party("/facilityOf", report.facilityOf());
        }
        Place place = report.place();
        if (place != null) {
            String area = place.area();
            faults.check(
                    area == null || AREA.matcher(area).matches(),
                    "area-malformed",
                    "/place/area",
                    area,
                    "An area is named by a code.",
                    "Use its ISO 3166-2 code, or a free code of up to 100 letters and digits.");
            within("/place/latitude", place.latitude(), 90);
            within("/place/longitude", place.longitude(), 180);
        }
        Source source = report.source();
        if (source != null) {
            text("/source/name", source.name());
            Integer credibility = source.credibility();
            faults.check(
                    credibility == null || (credibility >= 1 && credibility <= 6),
                    "credibility-out-of-range",
                    "/source/credibility",
                    credibility,
                    "Credibility goes from 1 (confirmed) to 6 (can't be judged).",
                    "Give a number from 1 to 6.");
        }
    }

    private void list(String at, List<String> parties) {
        for (int i = 0; i < parties.size(); i++) {
            party(at + "/" + i, parties.get(i));
            faults.check(
                    parties.indexOf(parties.get(i)) == i,
                    "named-twice",
                    at + "/" + i,
                    parties.get(i),
                    "The party is named twice.",
                    "Name it once.");
        }
    }

    private void party(String at, String code) {
        faults.check(
                PARTY.matcher(code).matches(),
                "party-malformed",
                at,
                code,
                "A party is named by its code.",
                "Use its ISO 3166 alpha-3 code, or a free code of up to 100 letters and digits.");
    }

    private void text(String at, String text) {
        faults.check(!text.isBlank(), "text-missing", at, text, "It must say something.", "Write a sentence.");
    }

    private void within(String at, @Nullable Double degrees, int limit) {
        faults.check(
                degrees == null || Math.abs(degrees) <= limit,
                "degrees-out-of-range",
                at,
                degrees,
                "Degrees here go from -" + limit + " to " + limit + ".",
                "Check whether latitude and longitude are swapped.");
    }
}
