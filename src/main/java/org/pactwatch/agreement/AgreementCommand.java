package org.pactwatch.agreement;

/** What a registrar may ask for. */
public sealed interface AgreementCommand {

    /** Which agreement it is about. */
    String agreementId();

    /** Put an agreement on record. */
    record RegisterAgreement(Agreement agreement) implements AgreementCommand {
        @Override
        public String agreementId() {
            return agreement.id();
        }
    }

    /** Put on record what somebody declared about it. */
    record Declare(String agreementId, Declaration declaration) implements AgreementCommand {}
}
