package org.pactwatch.agreement;

import java.util.List;
import java.util.Optional;

/** What was agreed, as it is registered: the text, the parties, and what is disputed about it. */
public record Agreement(
        String id,
        String title,
        List<Party> parties,
        List<Instrument> instruments,
        List<Commitment> commitments,
        List<Reading> readings,
        List<Consent> consents,
        List<NegotiationItem> negotiation) {

    public Optional<Commitment> commitment(String key) {
        return commitments.stream().filter(c -> c.key().equals(key)).findFirst();
    }

    public Optional<Party> party(String id) {
        return parties.stream().filter(p -> p.id().equals(id)).findFirst();
    }
}
