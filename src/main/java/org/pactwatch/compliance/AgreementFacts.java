package org.pactwatch.compliance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pactwatch.agreement.Agreement;
import org.pactwatch.agreement.AgreementEvent;
import org.pactwatch.agreement.AgreementEvent.AggregateClaimRecorded;
import org.pactwatch.agreement.AgreementEvent.AgreementRegistered;
import org.pactwatch.agreement.AgreementEvent.ConsentDeclared;
import org.pactwatch.agreement.AgreementEvent.HandoverRecorded;
import org.pactwatch.agreement.AgreementEvent.InstrumentRecorded;
import org.pactwatch.agreement.AgreementEvent.NegotiationItemRecorded;
import org.pactwatch.agreement.AgreementEvent.ReadingDeclared;
import org.pactwatch.agreement.AgreementEvent.ReleaseDeclared;
import org.pactwatch.agreement.AgreementEvent.ReservationDeclared;
import org.pactwatch.agreement.AgreementEvent.WaiverDeclared;
import org.pactwatch.agreement.Commitment;
import org.pactwatch.agreement.Consent;
import org.pactwatch.agreement.Declaration;
import org.pactwatch.agreement.Instrument;
import org.pactwatch.agreement.NegotiationItem;
import org.pactwatch.agreement.Reading;

/** What is on record about one agreement, each item with the position from which it was known. */
public final class AgreementFacts {

    private final List<Fact<AgreementEvent>> history;
    private final Agreement agreement;
    private final List<Fact<Consent>> consents = new ArrayList<>();
    private final List<Fact<Instrument>> instruments = new ArrayList<>();
    private final List<Fact<Reading>> readings = new ArrayList<>();
    private final List<Fact<NegotiationItem>> negotiation = new ArrayList<>();
    private final List<Fact<Declaration.Handover>> handovers = new ArrayList<>();
    private final List<Fact<Declaration.Release>> releases = new ArrayList<>();
    private final List<Fact<Declaration.Reservation>> reservations = new ArrayList<>();
    private final List<Fact<Declaration.Waiver>> waivers = new ArrayList<>();
    private final List<Fact<Declaration.AggregateClaim>> claims = new ArrayList<>();

    private AgreementFacts(List<Fact<AgreementEvent>> history) {
        if (history.isEmpty() || !(history.get(0).what() instanceof AgreementRegistered registered)) {
            throw new IllegalArgumentException("An agreement begins with its registration.");
        }
        this.history = List.copyOf(history);
        this.agreement = registered.agreement();
        history.forEach(this::add);
        // Same moment: the later position wins, so that the last of a sorted list is the latest word.
        consents.sort(Comparator.comparing((Fact<Consent> c) -> c.what().at()).thenComparingLong(Fact::position));
    }

    /** @param history the agreement's events in order, its registration first */
    public static AgreementFacts of(List<Fact<AgreementEvent>> history) {
        return new AgreementFacts(history);
    }

    private void add(Fact<AgreementEvent> fact) {
        long position = fact.position();
        switch (fact.what()) {
            case AgreementRegistered e -> {
                e.agreement().instruments().forEach(each -> addInstrument(each, position));
                e.agreement().consents().forEach(each -> consents.add(new Fact<>(each, position)));
                e.agreement().readings().forEach(each -> readings.add(new Fact<>(each, position)));
                e.agreement().negotiation().forEach(each -> negotiation.add(new Fact<>(each, position)));
            }
            case ConsentDeclared e -> consents.add(new Fact<>(e.consent(), position));
            case InstrumentRecorded e -> addInstrument(e.instrument(), position);
            case ReadingDeclared e -> readings.add(new Fact<>(e.reading(), position));
            case NegotiationItemRecorded e -> negotiation.add(new Fact<>(e.item(), position));
            case HandoverRecorded e -> handovers.add(new Fact<>(e.handover(), position));
            case ReleaseDeclared e -> releases.add(new Fact<>(e.release(), position));
            case ReservationDeclared e -> reservations.add(new Fact<>(e.reservation(), position));
            case WaiverDeclared e -> waivers.add(new Fact<>(e.waiver(), position));
            case AggregateClaimRecorded e -> claims.add(new Fact<>(e.claim(), position));
        }
    }

    /** Who orders its own forces to comply has said yes (rule 8). */
    private void addInstrument(Instrument instrument, long position) {
        instruments.add(new Fact<>(instrument, position));
        if (instrument.kind() == Instrument.Kind.ORDER && instrument.by() != null) {
            consents.add(new Fact<>(
                    new Consent(
                            instrument.by(),
                            Consent.Answer.ACCEPTED,
                            instrument.at().to(),
                            instrument.commitment() == null ? List.of() : List.of(instrument.commitment()),
                            instrument.id(),
                            List.of()),
                    position));
        }
    }

    /** The same as it was known at {@code position}, at or after {@link #registeredAt()}. */
    public AgreementFacts knownAt(long position) {
        if (position >= this.position()) {
            return this;
        }
        return new AgreementFacts(
                history.stream().filter(fact -> fact.position() <= position).toList());
    }

    public Agreement agreement() {
        return agreement;
    }

    /** Position of the registration: nothing was known before it. */
    public long registeredAt() {
        return history.get(0).position();
    }

    /** Position of the last event. */
    public long position() {
        return history.get(history.size() - 1).position();
    }

    /** Every reading by id; where nobody has declared one, the text as written. */
    public List<Reading> readings() {
        if (readings.isEmpty()) {
            return List.of(Reading.AS_WRITTEN);
        }
        return readings.stream()
                .map(Fact::what)
                .sorted(Comparator.comparing(Reading::id))
                .toList();
    }

    public Optional<Reading> reading(String id) {
        return readings().stream().filter(reading -> reading.id().equals(id)).findFirst();
    }

    /** Consents that speak of the commitment, orders included, the latest last. */
    Stream<Consent> consents(Commitment commitment) {
        return consents.stream()
                .map(Fact::what)
                .filter(consent ->
                        consent.party().equals(commitment.obligor()) && speaksOf(consent.commitments(), commitment));
    }

    /** Deliveries towards the commitment as they stand corrected, in order of when they happened. */
    List<Fact<Declaration.Handover>> handovers(Commitment commitment) {
        List<String> replaced = handovers.stream()
                .map(fact -> fact.what().corrects())
                .filter(id -> id != null)
                .toList();
        return handovers.stream()
                .filter(fact -> fact.what().commitment().equals(commitment.key())
                        && !replaced.contains(fact.what().id()))
                .sorted(Comparator.comparing(
                                (Fact<Declaration.Handover> fact) -> fact.what().at())
                        .thenComparingLong(Fact::position))
                .toList();
    }

    /** Releases that the obligor declared, by position. */
    List<Fact<Declaration.Release>> releases(Commitment commitment) {
        return releases.stream()
                .filter(fact -> fact.what().by().equals(commitment.obligor())
                        && speaksOf(fact.what().commitments(), commitment))
                .toList();
    }

    /** Waivers that the obligor declared, by position. */
    List<Fact<Declaration.Waiver>> waivers(Commitment commitment) {
        return waivers.stream()
                .filter(fact -> fact.what().by().equals(commitment.obligor())
                        && speaksOf(fact.what().commitments(), commitment))
                .toList();
    }

    /** Every moment at which something was declared that may change what holds. */
    Stream<Instant> moments() {
        return Stream.of(
                        consents.stream().map(fact -> fact.what().at()),
                        handovers.stream().map(fact -> fact.what().at()),
                        releases.stream().map(fact -> fact.what().at()),
                        waivers.stream().map(fact -> fact.what().at()))
                .flatMap(each -> each);
    }

    private static boolean speaksOf(List<String> commitments, Commitment commitment) {
        return commitments.isEmpty() || commitments.contains(commitment.key());
    }

    public List<Fact<Consent>> consents() {
        return List.copyOf(consents);
    }

    public List<Fact<Instrument>> instruments() {
        return List.copyOf(instruments);
    }

    public List<Fact<NegotiationItem>> negotiation() {
        return List.copyOf(negotiation);
    }

    public List<Fact<Declaration.Handover>> handovers() {
        return List.copyOf(handovers);
    }

    public List<Fact<Declaration.Release>> releases() {
        return List.copyOf(releases);
    }

    public List<Fact<Declaration.Reservation>> reservations() {
        return List.copyOf(reservations);
    }

    public List<Fact<Declaration.Waiver>> waivers() {
        return List.copyOf(waivers);
    }

    public List<Fact<Declaration.AggregateClaim>> claims() {
        return List.copyOf(claims);
    }
}
