package org.pactwatch.ledger.axon;

import java.util.HashMap;
import java.util.Map;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.Message;
import org.jspecify.annotations.Nullable;
import org.pactwatch.ledger.RequestKey;

/**
 * What travels with a command: who gives it, and the request that it came with.
 *
 * @param subject {@code null} if nobody is known to have given it
 */
record CommandMetadata(@Nullable String subject, @Nullable RequestKey request) {

    static final String SUBJECT = "subject";
    private static final String REQUEST_KEY = "requestKey";
    private static final String REQUEST_HASH = "requestHash";

    private static final String AGAIN = "again";

    static final CommandMetadata NONE = new CommandMetadata(null, null);

    static CommandMetadata of(@Nullable Message<?> message) {
        if (message == null) {
            return NONE;
        }
        Map<String, Object> metadata = message.getMetaData();
        String subject = (String) metadata.get(SUBJECT);
        String key = (String) metadata.get(REQUEST_KEY);
        String hash = (String) metadata.get(REQUEST_HASH);
        return new CommandMetadata(subject, key == null || hash == null ? null : new RequestKey(key, hash));
    }

    /** Marks a command that met with a clash, and is to be decided on what is recorded by now. */
    static <T> CommandMessage<T> again(CommandMessage<T> message) {
        return message.andMetaData(Map.of(AGAIN, true));
    }

    static boolean isAgain(CommandMessage<?> message) {
        return message.getMetaData().containsKey(AGAIN);
    }

    Map<String, String> toMap() {
        Map<String, String> map = new HashMap<>();
        if (subject != null) {
            map.put(SUBJECT, subject);
        }
        if (request != null) {
            map.put(REQUEST_KEY, request.key());
            map.put(REQUEST_HASH, request.bodyHash());
        }
        return map;
    }
}
