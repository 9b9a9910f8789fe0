package org.pactwatch.agreement;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.Commitment.Delivery;
import org.pactwatch.decision.Faults;
import org.pactwatch.decision.Rejection;
import org.pactwatch.time.Term;

/** Can this agreement be judged by? Names every fault with its place, value, reason and fix. */
final class AgreementCheck {

    /** Ids stand in addresses of pages and in file names. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    /** Quantities stay far from where sums would overflow. */
    static final long MOST = 1_000_000_000_000L;

    private final Agreement agreement;
    private final Faults faults;

    private AgreementCheck(Agreement agreement, Faults faults) {
        this.agreement = agreement;
        this.faults = faults;
    }

    /** Why the agreement can't be registered, if so. */
    static Optional<Rejection> of(Agreement agreement) {
        Faults faults = new Faults();
        new AgreementCheck(agreement, faults).run();
        return faults.rejection();
    }

    private void run() {
        id("/id", agreement.id());
        text("/title", agreement.title());
        faults.check(
                !agreement.parties().isEmpty(),
                "parties-missing",
                "/parties",
                null,
                "An agreement has parties.",
                "List them with id, name and roles.");
        faults.check(
                !agreement.commitments().isEmpty(),
                "commitments-missing",
                "/commitments",
                null,
                "An agreement without a commitment promises nothing.",
                "List at least one prohibition or delivery.");
        for (int i = 0; i < agreement.parties().size(); i++) {
            id("/parties/" + i + "/id", agreement.parties().get(i).id());
        }
        unique("/parties", agreement.parties(), Party::id);
        unique("/instruments", agreement.instruments(), Instrument::id);
        unique("/commitments", agreement.commitments(), Commitment::key);
        unique("/readings", agreement.readings(), Reading::id);
        unique("/negotiation", agreement.negotiation(), NegotiationItem::id);
        for (int i = 0; i < agreement.commitments().size(); i++) {
            commitment("/commitments/" + i, agreement.commitments().get(i));
        }
        for (int i = 0; i < agreement.instruments().size(); i++) {
            instrument("/instruments/" + i, agreement.instruments().get(i));
        }
        for (int i = 0; i < agreement.consents().size(); i++) {
            consent("/consents/" + i, agreement.consents().get(i));
        }
        for (int i = 0; i < agreement.negotiation().size(); i++) {
            negotiationItem("/negotiation/" + i, agreement.negotiation().get(i));
        }
        if (agreement.readings().isEmpty()) {
            resolves("", Reading.AS_WRITTEN);
        }
        for (int i = 0; i < agreement.readings().size(); i++) {
            reading("/readings/" + i, agreement.readings().get(i));
        }
    }

    private void commitment(String at, Commitment commitment) {
        id(at + "/key", commitment.key());
        party(at + "/obligor", commitment.obligor());
        party(at + "/beneficiary", commitment.beneficiary());
        faults.check(
                !commitment.obligor().equals(commitment.beneficiary()),
                "obligor-is-not-beneficiary",
                at + "/beneficiary",
                commitment.beneficiary(),
                "Nobody owes a promise to itself.",
                "Name the other party, or leave the beneficiary out.");
        text(at + "/statement", commitment.statement());
        conditions(at + "/conditions", commitment.conditions());
        if (commitment instanceof Delivery delivery) {
            faults.check(
                    delivery.quantity() > 0 && delivery.quantity() <= MOST,
                    "quantity-out-of-range",
                    at + "/quantity",
                    delivery.quantity(),
                    "A delivery promises more than nothing, and at most " + MOST + ".",
                    "Give the whole number promised.");
            text(at + "/unit", delivery.unit());
        }
    }

    private void conditions(String at, @Nullable List<Condition> conditions) {
        for (Condition condition : conditions == null ? List.<Condition>of() : conditions) {
            commitmentKey(at, condition.on());
        }
    }

    void instrument(String at, Instrument instrument) {
        id(at + "/id", instrument.id());
        party(at + "/by", instrument.by());
        commitmentKey(at + "/commitment", instrument.commitment());
        text(at + "/title", instrument.title());
        faults.check(
                !instrument.at().to().isBefore(instrument.at().from()),
                "end-before-start",
                at + "/at/to",
                instrument.at().to(),
                "The interval ends before it starts at " + instrument.at().from() + ".",
                "Swap the two, or give one instant.");
        faults.check(
                instrument.kind() != Instrument.Kind.ORDER || instrument.by() != null,
                "order-without-party",
                at + "/by",
                null,
                "An order is somebody's: it counts as that party's consent.",
                "Name the party that gave it.");
    }

    void consent(String at, Consent consent) {
        party(at + "/party", consent.party());
        commitmentKeys(at + "/commitments", consent.commitments());
    }

    void negotiationItem(String at, NegotiationItem item) {
        id(at + "/id", item.id());
        text(at + "/statement", item.statement());
        if (!item.by().equals(NegotiationItem.UNATTRIBUTED)) {
            party(at + "/by", item.by());
        }
        item.acceptedBy().forEach(party -> party(at + "/acceptedBy", party));
    }

    void reading(String at, Reading reading) {
        id(at + "/id", reading.id());
        faults.check(
                !reading.id().equals(Reading.AS_WRITTEN.id()),
                "reading-id-reserved",
                at + "/id",
                reading.id(),
                "This name stands for the text where nobody has declared a reading.",
                "Choose another.");
        party(at + "/holder", reading.holder());
        terms(at, reading.ofAll());
        reading.commitments().forEach((key, terms) -> {
            commitmentKey(at + "/commitments/" + key, key);
            terms(at + "/commitments/" + key, terms);
        });
        resolves(at, reading);
    }

    private void terms(String at, ReadingTerms terms) {
        if (terms.boundFrom() != null) {
            terms.boundFrom().keySet().forEach(party -> party(at + "/boundFrom/" + party, party));
        }
        conditions(at + "/conditions", terms.conditions());
        faults.check(
                !Boolean.TRUE.equals(terms.coverageRequired()),
                "coverage-not-judged",
                at + "/coverageRequired",
                true,
                "This version does not judge coverage yet, and would call silence compliance.",
                "Leave it out.");
    }

    /** Every commitment needs a whole term, and every prohibition a scope, under every reading. */
    private void resolves(String at, Reading reading) {
        for (Commitment commitment : agreement.commitments()) {
            String where = "Commitment \"" + commitment.key() + "\" under reading \"" + reading.id() + "\": ";
            try {
                Term.of(Lens.termSpec(commitment, reading));
            } catch (Term.Unresolvable e) {
                faults.add(
                        "term-unresolvable",
                        at + "/term/" + e.part(),
                        null,
                        where + e.getMessage(),
                        "State start, zone, counting and length (or until) in the commitment or in the reading.");
            }
            faults.check(
                    commitment instanceof Delivery
                            || Lens.scope(commitment, reading).isComplete(),
                    "scope-incomplete",
                    at + "/scope",
                    null,
                    where + "the scope names no acts or no targets.",
                    "Name both, in the commitment or in the reading.");
        }
    }

    void party(String at, @Nullable String party) {
        faults.check(
                party == null || agreement.party(party).isPresent(),
                "unknown-party",
                at,
                party,
                "\"" + party + "\" is no party of the agreement.",
                "Use one of " + join(agreement.parties(), Party::id) + ", or add it to the parties.");
    }

    void commitmentKey(String at, @Nullable String key) {
        faults.check(
                key == null || agreement.commitment(key).isPresent(),
                "unknown-commitment",
                at,
                key,
                "The agreement has no commitment \"" + key + "\".",
                "Use one of " + join(agreement.commitments(), Commitment::key) + ".");
    }

    void commitmentKeys(String at, List<String> keys) {
        keys.forEach(key -> commitmentKey(at, key));
    }

    void id(String at, String id) {
        faults.check(
                ID.matcher(id).matches(),
                "id-malformed",
                at,
                id,
                "An id stands in addresses and file names.",
                "Use up to 100 letters, digits, dots, hyphens and underscores, a letter or digit first.");
    }

    private void text(String at, String text) {
        faults.check(!text.isBlank(), "text-missing", at, text, "It must say something.", "Write a sentence.");
    }

    private <T> void unique(String at, List<T> items, Function<T, String> id) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            String each = id.apply(items.get(i));
            faults.check(
                    seen.add(each),
                    "id-taken",
                    at + "/" + i,
                    each,
                    "\"" + each + "\" stands there twice.",
                    "Give each a name of its own.");
        }
    }

    private static <T> String join(List<T> items, Function<T, String> id) {
        return items.stream().map(id).collect(Collectors.joining(", "));
    }

    /** For what is declared later, judged by the same rules. */
    static AgreementCheck within(Agreement agreement, Faults faults) {
        return new AgreementCheck(agreement, faults);
    }
}
