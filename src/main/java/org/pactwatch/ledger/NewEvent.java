package org.pactwatch.ledger;

/**
 * An event that asks to be recorded. The fields mean what they mean in {@link Entry}.
 *
 * @param sequence one more than that of the aggregate's last event, 0 for its first
 */
public record NewEvent(
        String aggregateType,
        String aggregateId,
        long sequence,
        String eventId,
        String type,
        String revision,
        String payload,
        String metadata) {}
