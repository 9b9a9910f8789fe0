package org.pactwatch.compliance.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.Commitment;
import org.pactwatch.agreement.Reading;
import org.pactwatch.compliance.AgreementFacts;
import org.pactwatch.compliance.Assessor;
import org.pactwatch.compliance.Comparison;
import org.pactwatch.compliance.Verdict;
import org.pactwatch.compliance.axon.Archive;
import org.pactwatch.compliance.axon.Assessments;
import org.pactwatch.decision.Rejection;
import org.pactwatch.decision.web.RejectedException;
import org.springframework.stereotype.Component;

/** Looks up what verdicts need, and refuses what there is not. */
@Component
public class Verdicts {

    private final Archive archive;
    private final Assessments assessments;

    Verdicts(Archive archive, Assessments assessments) {
        this.archive = archive;
        this.assessments = assessments;
    }

    public Assessor assessor() {
        return assessments.assessor();
    }

    /** @throws RejectedException if there is no such agreement, or it wasn't known then */
    public AgreementFacts agreement(String id, Moment moment) {
        AgreementFacts facts = archive.agreement(id)
                .orElseThrow(() -> new RejectedException(Rejection.unknown(
                        "unknown-agreement",
                        "No agreement \"" + id + "\" is recorded. GET /api/v1/agreements lists those that are.")));
        if (moment.knownAt() < facts.registeredAt()) {
            throw new RejectedException(Rejection.unknown(
                    "not-known-then",
                    "Agreement \"" + id + "\" was registered at position " + facts.registeredAt()
                            + "; at position " + moment.knownAt()
                            + " nobody here knew of it. Ask for a later knownAt."));
        }
        return facts.knownAt(moment.knownAt());
    }

    /** @throws RejectedException if the agreement has no such commitment */
    public static Commitment commitment(AgreementFacts facts, String key) {
        return facts.agreement()
                .commitment(key)
                .orElseThrow(() -> new RejectedException(Rejection.unknown(
                        "unknown-commitment",
                        "Agreement \"" + facts.agreement().id() + "\" has no commitment \"" + key + "\". It has "
                                + String.join(
                                        ", ",
                                        facts.agreement().commitments().stream()
                                                .map(Commitment::key)
                                                .toList())
                                + ".")));
    }

    /**
     * The readings asked for: all of them, or one.
     *
     * @throws RejectedException if there is no such reading, or it wasn't known then
     */
    public List<Reading> readings(AgreementFacts facts, @Nullable String id) {
        if (id == null) {
            return facts.readings();
        }
        return List.of(facts.reading(id).orElseThrow(() -> new RejectedException(unknownReading(facts, id))));
    }

    /**
     * For questions about all agreements.
     *
     * @throws RejectedException if none of them has the reading asked for
     */
    public void checkAnywhere(@Nullable String reading, Moment moment) {
        boolean known = reading == null
                || archive.known(moment.knownAt()).stream()
                        .anyMatch(facts -> facts.reading(reading).isPresent());
        if (!known) {
            throw new RejectedException(Rejection.unknown(
                    "unknown-reading",
                    "No agreement has a reading \"" + reading
                            + "\", as known then. GET /api/v1/agreements lists the readings of each."));
        }
    }

    private Rejection unknownReading(AgreementFacts then, String id) {
        String agreement = then.agreement().id();
        boolean later =
                archive.agreement(agreement).flatMap(now -> now.reading(id)).isPresent();
        return later
                ? Rejection.unknown(
                        "reading-not-yet-known",
                        "Reading \"" + id + "\" was declared later than what was asked for. Ask for a later knownAt.")
                : Rejection.unknown(
                        "unknown-reading",
                        "Agreement \"" + agreement + "\" has no reading \"" + id + "\". It has "
                                + String.join(
                                        ", ",
                                        then.readings().stream()
                                                .map(Reading::id)
                                                .toList())
                                + ".");
    }

    public Verdict verdict(AgreementFacts facts, String commitment, Reading reading, Moment moment) {
        return assessments.verdict(facts, commitment, reading, moment.at(), moment.knownAt());
    }

    /** The readings of an agreement side by side. */
    public Comparison compare(AgreementFacts facts, Moment moment) {
        return assessments
                .assessor()
                .comparer(facts, moment.at(), moment.knownAt(), id -> archive.incident(id, moment.knownAt()))
                .compare((commitment, reading) -> verdict(facts, commitment.key(), reading, moment));
    }

    /** The last position that touches answers about the agreement. */
    public long since(AgreementFacts facts, Moment moment) {
        return moment.past() ? moment.knownAt() : assessments.since(facts, moment.knownAt());
    }
}
