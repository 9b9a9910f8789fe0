package org.pactwatch.compliance.axon;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.pactwatch.agreement.Agreement;
import org.pactwatch.agreement.Commitment;
import org.pactwatch.agreement.Party;

/** Who is party to which agreements, and whom they bind. An agreement's registration fixes both, so it only grows. */
final class Roll {

    private final Set<String> agreements = ConcurrentHashMap.newKeySet();
    private final Set<String> parties = ConcurrentHashMap.newKeySet();
    private final Map<String, Set<String>> byObligor = new ConcurrentHashMap<>();

    boolean holds(String agreement) {
        return agreements.contains(agreement);
    }

    void add(Agreement agreement) {
        for (Party party : agreement.parties()) {
            parties.add(party.id());
        }
        for (Commitment commitment : agreement.commitments()) {
            byObligor
                    .computeIfAbsent(commitment.obligor(), key -> ConcurrentHashMap.newKeySet())
                    .add(agreement.id());
        }
        // Last, so that whoever finds it finds all of it.
        agreements.add(agreement.id());
    }

    /** Everybody who is party to any. */
    Set<String> parties() {
        return Collections.unmodifiableSet(parties);
    }

    /** Ids of the agreements in which {@code party} has promised something. */
    Set<String> binding(String party) {
        return byObligor.getOrDefault(party, Set.of());
    }
}
