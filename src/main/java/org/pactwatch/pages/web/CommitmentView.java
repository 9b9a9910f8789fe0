package org.pactwatch.pages.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.Commitment;
import org.pactwatch.agreement.Party;
import org.pactwatch.compliance.AgreementFacts;

/**
 * One commitment with its verdicts side by side.
 *
 * @param verdicts one for each reading, by the reading's id: none goes before another
 */
public record CommitmentView(AgreementFacts facts, Commitment commitment, List<VerdictView> verdicts) {

    public String key() {
        return commitment.key();
    }

    public boolean delivery() {
        return commitment instanceof Commitment.Delivery;
    }

    public String obligor() {
        return name(commitment.obligor());
    }

    public @Nullable String beneficiary() {
        String beneficiary = commitment.beneficiary();
        return beneficiary == null ? null : name(beneficiary);
    }

    private String name(String party) {
        return facts.agreement().party(party).map(Party::name).orElse(party);
    }

    /** Do all readings come to the same force and compliance? */
    public boolean agree() {
        return verdicts.stream()
                        .map(verdict -> List.of(verdict.force(), verdict.compliance()))
                        .distinct()
                        .count()
                == 1;
    }

    /** Address of its part of the agreement's page. */
    public String path() {
        return "/agreements/" + facts.agreement().id();
    }
}
