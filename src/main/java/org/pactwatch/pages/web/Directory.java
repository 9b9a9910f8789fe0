package org.pactwatch.pages.web;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pactwatch.agreement.Commitment;
import org.pactwatch.agreement.Party;
import org.pactwatch.compliance.AgreementFacts;
import org.pactwatch.compliance.axon.Archive;
import org.springframework.stereotype.Component;

/** Who and what is known by a short name, and what that stands for. */
@Component
class Directory {

    private final Archive archive;

    Directory(Archive archive) {
        this.archive = archive;
    }

    private List<AgreementFacts> agreements() {
        return archive.agreements().stream()
                .flatMap(id -> archive.agreement(id).stream())
                .toList();
    }

    /** Names of parties by id; one that is party to several agreements is called as in the first of them. */
    Map<String, String> parties() {
        Map<String, String> parties = new TreeMap<>();
        for (AgreementFacts facts : agreements()) {
            for (Party party : facts.agreement().parties()) {
                parties.putIfAbsent(party.id(), party.name());
            }
        }
        return parties;
    }

    /** What each commitment says, by {@code agreement/commitment}. */
    Map<String, String> commitments() {
        Map<String, String> commitments = new TreeMap<>();
        for (AgreementFacts facts : agreements()) {
            for (Commitment commitment : facts.agreement().commitments()) {
                commitments.put(facts.agreement().id() + "/" + commitment.key(), commitment.statement());
            }
        }
        return commitments;
    }

    /** Titles of agreements by id. */
    Map<String, String> agreementTitles() {
        Map<String, String> titles = new TreeMap<>();
        agreements()
                .forEach(facts ->
                        titles.put(facts.agreement().id(), facts.agreement().title()));
        return titles;
    }

    /** Ids of all readings of all agreements, in order. */
    List<String> readings() {
        return agreements().stream()
                .flatMap(facts -> facts.readings().stream())
                .map(reading -> reading.id())
                .distinct()
                .sorted()
                .toList();
    }
}
