package org.pactwatch.pages.web;

import java.util.List;
import org.pactwatch.agreement.Commitment;
import org.pactwatch.compliance.AgreementFacts;
import org.pactwatch.compliance.axon.Archive;
import org.pactwatch.compliance.web.Moment;
import org.pactwatch.compliance.web.Verdicts;
import org.springframework.stereotype.Component;

/** Looks up what pages show of verdicts. */
@Component
class Views {

    private final Archive archive;
    private final Verdicts verdicts;

    Views(Archive archive, Verdicts verdicts) {
        this.archive = archive;
        this.verdicts = verdicts;
    }

    /** Every agreement known then, by id. */
    List<AgreementView> agreements(Moment moment) {
        return archive.known(moment.knownAt()).stream()
                .map(facts -> agreement(facts, moment))
                .toList();
    }

    /** @param facts as known then */
    AgreementView agreement(AgreementFacts facts, Moment moment) {
        return new AgreementView(
                facts,
                facts.agreement().commitments().stream()
                        .map(commitment -> commitment(facts, commitment, moment))
                        .toList());
    }

    private CommitmentView commitment(AgreementFacts facts, Commitment commitment, Moment moment) {
        return new CommitmentView(
                facts,
                commitment,
                facts.readings().stream()
                        .map(reading -> new VerdictView(
                                facts.agreement().id(),
                                facts,
                                verdicts.verdict(facts, commitment.key(), reading, moment)))
                        .toList());
    }
}
