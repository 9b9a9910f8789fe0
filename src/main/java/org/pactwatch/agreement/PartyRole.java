package org.pactwatch.agreement;

/** What a party is to an agreement. */
public enum PartyRole {
    OBLIGOR,
    BENEFICIARY,
    MEDIATOR,
    GUARANTOR,
    FACILITATOR;

    /** May this role confirm deliveries between others? */
    public boolean confirmsDeliveries() {
        return switch (this) {
            case MEDIATOR, GUARANTOR, FACILITATOR -> true;
            case OBLIGOR, BENEFICIARY -> false;
        };
    }
}
