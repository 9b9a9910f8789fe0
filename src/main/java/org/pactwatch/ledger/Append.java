package org.pactwatch.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one caller wants recorded, all or nothing.
 *
 * @param events in order, at least one
 * @param request the request that causes them, or {@code null} if it need not be safe to repeat
 */
public record Append(List<SealedEvent> events, @Nullable RequestKey request) {

    /** @throws IllegalArgumentException if there is nothing to record */
    public Append {
        if (events.isEmpty()) {
            throw new IllegalArgumentException("There is nothing to record.");
        }
        events = List.copyOf(events);
    }
}
