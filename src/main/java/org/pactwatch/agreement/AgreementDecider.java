package org.pactwatch.agreement;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.AgreementCommand.Declare;
import org.pactwatch.agreement.AgreementCommand.RegisterAgreement;
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
import org.pactwatch.decision.Decider;
import org.pactwatch.decision.Decision;
import org.pactwatch.decision.Rejection;

/** What may be put on record about an agreement. */
public final class AgreementDecider implements Decider<AgreementCommand, AgreementEvent, AgreementState> {

    @Override
    public Decision<AgreementEvent> decide(AgreementCommand command, @Nullable AgreementState state) {
        return switch (command) {
            case RegisterAgreement c -> register(c.agreement(), state);
            case Declare c ->
                state == null
                        ? Decision.reject(
                                Rejection.unknown(
                                        "unknown-agreement",
                                        "No agreement \"" + c.agreementId()
                                                + "\" is recorded. Register it first, or choose one of GET /api/v1/agreements."))
                        : declare(c.declaration(), state);
        };
    }

    private static Decision<AgreementEvent> register(Agreement agreement, @Nullable AgreementState state) {
        if (state != null) {
            return state.agreement().equals(agreement)
                    ? Decision.unchanged()
                    : Decision.reject(
                            Rejection.conflict(
                                    "agreement-differs",
                                    "An agreement \"" + agreement.id()
                                            + "\" is recorded with another text. What is recorded stays: declare what is new, or register it under an id of its own."));
        }
        return AgreementCheck.of(agreement)
                .<Decision<AgreementEvent>>map(Decision::reject)
                .orElseGet(() -> Decision.accept(new AgreementRegistered(agreement)));
    }

    private static Decision<AgreementEvent> declare(Declaration declaration, AgreementState state) {
        Optional<Rejection> refusal = DeclarationCheck.of(declaration, state);
        if (refusal.isPresent()) {
            return Decision.reject(refusal.get());
        }
        if (isKnown(declaration, state)) {
            return Decision.unchanged();
        }
        String id = state.agreement().id();
        return Decision.accept(
                switch (declaration) {
                    case Consent d -> new ConsentDeclared(id, d);
                    case Instrument d -> new InstrumentRecorded(id, d);
                    case Reading d -> new ReadingDeclared(id, d);
                    case NegotiationItem d -> new NegotiationItemRecorded(id, d);
                    case Declaration.Handover d -> new HandoverRecorded(id, d);
                    case Declaration.Release d -> new ReleaseDeclared(id, d);
                    case Declaration.Reservation d -> new ReservationDeclared(id, d);
                    case Declaration.Waiver d -> new WaiverDeclared(id, d);
                    case Declaration.AggregateClaim d -> new AggregateClaimRecorded(id, d);
                });
    }

    /** Said before in the same words, so that saying it again adds nothing. */
    private static boolean isKnown(Declaration declaration, AgreementState state) {
        return switch (declaration) {
            case Consent d -> state.lastConsent(d.party()).filter(d::equals).isPresent();
            case Instrument d -> state.instrument(d.id()).isPresent();
            case Reading d -> state.reading(d.id()).isPresent();
            case NegotiationItem d -> state.negotiationItem(d.id()).isPresent();
            case Declaration.Handover d -> state.handover(d.id()).isPresent();
            case Declaration.AggregateClaim d -> state.declared().contains(d);
            // What these do depends on what had been found when they were recorded: said again, they say more, unless
            // their id says that it is the same.
            case Declaration.Release d -> d.id() != null && state.declared().contains(d);
            case Declaration.Reservation d -> d.id() != null && state.declared().contains(d);
            case Declaration.Waiver d -> d.id() != null && state.declared().contains(d);
        };
    }

    @Override
    public AgreementState evolve(@Nullable AgreementState state, AgreementEvent event) {
        if (event instanceof AgreementRegistered e) {
            return new AgreementState(e.agreement(), List.of());
        }
        if (state == null) {
            throw new IllegalStateException("An agreement begins with its registration, not with " + event);
        }
        return state.with(
                switch (event) {
                    case AgreementRegistered e -> throw new IllegalStateException("registered twice: " + e);
                    case ConsentDeclared e -> e.consent();
                    case InstrumentRecorded e -> e.instrument();
                    case ReadingDeclared e -> e.reading();
                    case NegotiationItemRecorded e -> e.item();
                    case HandoverRecorded e -> e.handover();
                    case ReleaseDeclared e -> e.release();
                    case ReservationDeclared e -> e.reservation();
                    case WaiverDeclared e -> e.waiver();
                    case AggregateClaimRecorded e -> e.claim();
                });
    }
}
