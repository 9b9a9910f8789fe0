package org.pactwatch.decision;

import org.jspecify.annotations.Nullable;

/**
 * A pure state machine: what a command does to a state, and what an event makes of it. It reads no clock, draws no
 * random number and knows no ledger.
 *
 * @param <C> commands, a sealed interface
 * @param <E> events, a sealed interface
 * @param <S> the state; {@code null} before the first event
 */
public interface Decider<C, E, S> {

    /** What happens when {@code command} meets {@code state}. A refusal is a value, never an exception. */
    Decision<E> decide(C command, @Nullable S state);

    /** The state after {@code event}. Total: what was recorded once must fold for ever. */
    S evolve(@Nullable S state, E event);
}
