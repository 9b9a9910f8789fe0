package org.pactwatch.ledger.axon;

import java.util.HashMap;
import java.util.Map;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.correlation.CorrelationDataProvider;

/** What an event's metadata holds: who recorded it and what the ledger says of itself; none of Axon's own ids. */
final class DeliberateMetadata implements CorrelationDataProvider {

    private final RecordMarks marks;

    DeliberateMetadata(RecordMarks marks) {
        this.marks = marks;
    }

    @Override
    public Map<String, ?> correlationDataFor(Message<?> message) {
        Map<String, Object> metadata = new HashMap<>(marks.marks());
        String subject = CommandMetadata.of(message).subject();
        if (subject != null) {
            metadata.put(CommandMetadata.SUBJECT, subject);
        }
        return metadata;
    }
}
