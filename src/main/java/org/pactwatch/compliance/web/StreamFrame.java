package org.pactwatch.compliance.web;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.pactwatch.access.Role;
import org.pactwatch.access.Subject;
import org.pactwatch.compliance.axon.Transitions;
import org.pactwatch.ledger.Entry;
import org.pactwatch.ledger.web.CloudEvents;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * One piece of news as the bytes that every listener gets, written once.
 *
 * @param after it is for those who have heard everything up to this position
 * @param position of the entry; 0 for news that are not on record
 * @param open what the public may see
 * @param whole what those may see who see confidential sources; the same array if that makes no difference
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes to be sent; nobody compares frames.
record StreamFrame(long after, long position, byte[] open, byte[] whole) {

    private static final Subject INSIDER = new Subject("stream", Set.of(Role.AUDITOR));

    static StreamFrame of(Entry entry) {
        byte[] open = bytes(entry, Subject.anonymous());
        byte[] whole = bytes(entry, INSIDER);
        return new StreamFrame(entry.position() - 1, entry.position(), open, Arrays.equals(open, whole) ? open : whole);
    }

    private static byte[] bytes(Entry entry, Subject asker) {
        return utf8("id:" + entry.position() + "\nevent:" + entry.type() + "\ndata:" + CloudEvents.write(entry, asker)
                + "\n\n");
    }

    /** Without an id: it has no position to come back to. */
    static byte[] transition(Transitions.Change change) {
        return utf8("event:transition\ndata:"
                + JsonNodeFactory.instance
                        .objectNode()
                        .put("agreement", change.agreement())
                        .put("commitment", change.commitment())
                        .put("reading", change.reading())
                        .put("at", change.at().toString())
                        .put("from", change.from().name())
                        .put("to", change.to().name())
                + "\n\n");
    }

    static byte[] greeting(long position) {
        return utf8(":position " + position + "\nretry:2000\n\n");
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    byte[] bytes(boolean insider) {
        return insider ? whole : open;
    }

    int size() {
        return open.length + (whole == open ? 0 : whole.length);
    }
}
