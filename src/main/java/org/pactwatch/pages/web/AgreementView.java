package org.pactwatch.pages.web;

import java.util.List;
import org.pactwatch.agreement.Party;
import org.pactwatch.agreement.PartyRole;
import org.pactwatch.compliance.AgreementFacts;

/** One agreement with how its commitments stand. */
public record AgreementView(AgreementFacts facts, List<CommitmentView> commitments) {

    public String id() {
        return facts.agreement().id();
    }

    public String title() {
        return facts.agreement().title();
    }

    public String path() {
        return "/agreements/" + id();
    }

    /** Who promised or was promised something, in the agreement's own order. */
    public List<String> sides() {
        return facts.agreement().parties().stream()
                .filter(party -> party.roles().contains(PartyRole.OBLIGOR)
                        || party.roles().contains(PartyRole.BENEFICIARY))
                .map(Party::name)
                .toList();
    }
}
