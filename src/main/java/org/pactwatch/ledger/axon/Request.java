package org.pactwatch.ledger.axon;

import org.jspecify.annotations.Nullable;
import org.pactwatch.ledger.RequestKey;

/**
 * Who records, and whether it is safe to ask again.
 *
 * @param subject who; stands in the event's metadata
 * @param requestKey the subject's own key for the request, such as an {@code Idempotency-Key}; {@code null} if none
 * @param requestHash a hash of what was said; {@code null} exactly when {@code requestKey} is
 */
public record Request(
        String subject,
        @Nullable String requestKey,
        @Nullable String requestHash) {

    public Request {
        if ((requestKey == null) != (requestHash == null)) {
            throw new IllegalArgumentException("A request has a key and a hash of its body, or neither.");
        }
    }

    /** A request that is recorded as often as it is made. */
    public static Request of(String subject) {
        return new Request(subject, null, null);
    }

    /** The key as the ledger keeps it: two subjects may use the same one. The length keeps them apart for certain. */
    @Nullable
    RequestKey ledgerKey() {
        return requestKey == null || requestHash == null
                ? null
                : new RequestKey(subject.length() + ":" + subject + ":" + requestKey, requestHash);
    }
}
