package org.pactwatch.agreement;

/** What is on record about an agreement. */
public sealed interface AgreementEvent {

    /** Which agreement it is about. */
    String agreementId();

    record AgreementRegistered(Agreement agreement) implements AgreementEvent {
        @Override
        public String agreementId() {
            return agreement.id();
        }
    }

    record ConsentDeclared(String agreementId, Consent consent) implements AgreementEvent {}

    record InstrumentRecorded(String agreementId, Instrument instrument) implements AgreementEvent {}

    record ReadingDeclared(String agreementId, Reading reading) implements AgreementEvent {}

    record NegotiationItemRecorded(String agreementId, NegotiationItem item) implements AgreementEvent {}

    record HandoverRecorded(String agreementId, Declaration.Handover handover) implements AgreementEvent {}

    record ReleaseDeclared(String agreementId, Declaration.Release release) implements AgreementEvent {}

    record ReservationDeclared(String agreementId, Declaration.Reservation reservation) implements AgreementEvent {}

    record WaiverDeclared(String agreementId, Declaration.Waiver waiver) implements AgreementEvent {}

    record AggregateClaimRecorded(String agreementId, Declaration.AggregateClaim claim) implements AgreementEvent {}
}
