package org.pactwatch.decision;

import java.util.List;

/** The answer of a {@link Decider}. */
public sealed interface Decision<E> {

    /** Yes. No events at all means that the same had been said before: no event, and no error. */
    record Accepted<E>(List<E> events) implements Decision<E> {
        public Accepted {
            events = List.copyOf(events);
        }
    }

    /** No, and why. */
    record Rejected<E>(Rejection why) implements Decision<E> {}

    static <E> Decision<E> accept(E event) {
        return new Accepted<>(List.of(event));
    }

    /** Said before in the same words. */
    static <E> Decision<E> unchanged() {
        return new Accepted<>(List.of());
    }

    static <E> Decision<E> reject(Rejection why) {
        return new Rejected<>(why);
    }
}
