package org.pactwatch.ledger.axon;

import org.jspecify.annotations.Nullable;

/**
 * What Axon holds for an aggregate: its id and its state, which only {@link DeciderModel} folds.
 *
 * @param <S> the decider's state
 */
final class DeciderRoot<S> {

    private final String id;
    private @Nullable S state;

    DeciderRoot(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    /** {@code null} before the first event. */
    @Nullable
    S state() {
        return state;
    }

    void become(S next) {
        state = next;
    }
}
