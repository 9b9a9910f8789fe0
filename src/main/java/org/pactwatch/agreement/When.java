package org.pactwatch.agreement;

import java.time.Instant;

/**
 * An instant, or an interval where only that is known.
 *
 * @param from the earliest
 * @param to the latest; the same for an instant. An order counts from here
 */
public record When(Instant from, Instant to) {

    public static When at(Instant instant) {
        return new When(instant, instant);
    }
}
