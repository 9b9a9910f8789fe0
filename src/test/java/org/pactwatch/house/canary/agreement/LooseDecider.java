package org.pactwatch.house.canary.agreement;

import org.pactwatch.decision.Decider;
import org.pactwatch.decision.Decision;

/** A decider whose switches can't be exhaustive. */
final class LooseDecider implements Decider<LooseDecider.OpenCommand, LooseDecider.ClosedEvent, String> {

    interface OpenCommand {}

    sealed interface ClosedEvent permits MutableEvent {}

    static final class MutableEvent implements ClosedEvent {}

    @Override
    public Decision<ClosedEvent> decide(OpenCommand command, String state) {
        return Decision.unchanged();
    }

    @Override
    public String evolve(String state, ClosedEvent event) {
        return state;
    }
}
