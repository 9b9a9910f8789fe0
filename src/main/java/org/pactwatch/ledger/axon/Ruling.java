package org.pactwatch.ledger.axon;

import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.pactwatch.decision.Decision;
import org.pactwatch.ledger.Appended;

/** What a handler returns: the decision, and, once its unit of work has committed, where its events stand. */
final class Ruling {

    private final String aggregateId;
    private final Decision<?> decision;
    private @Nullable Appended appended;

    private Ruling(String aggregateId, Decision<?> decision) {
        this.aggregateId = aggregateId;
        this.decision = decision;
    }

    /** To be called by a command handler, in its unit of work. */
    static Ruling of(String aggregateId, Decision<?> decision) {
        Ruling ruling = new Ruling(aggregateId, decision);
        // A handler answers before its events are recorded; the position comes with the commit.
        CurrentUnitOfWork.get().afterCommit(u -> ruling.appended = LedgerEventStorageEngine.appended(u));
        return ruling;
    }

    String aggregateId() {
        return aggregateId;
    }

    Decision<?> decision() {
        return decision;
    }

    /** Where the events stand; {@code null} if there were none. */
    @Nullable
    Appended appended() {
        return appended;
    }
}
