package org.pactwatch.faults;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.pactwatch.ledger.NewEvent;
import org.pactwatch.ledger.RequestKey;

/**
 * Something that a writer wants recorded, all of it or nothing, and at most once.
 *
 * @param id without spaces, unique in a campaign
 * @param sequence that of its first event
 * @param events how many it has
 * @param keyed may it be asked for again?
 */
record Deed(String id, String aggregate, long sequence, int events, boolean keyed) {

    /** The deed as words of a line. */
    String words() {
        return id + " " + aggregate + " " + sequence + " " + events + " " + keyed;
    }

    static Deed of(String[] words, int from) {
        return new Deed(
                words[from],
                words[from + 1],
                Long.parseLong(words[from + 2]),
                Integer.parseInt(words[from + 3]),
                Boolean.parseBoolean(words[from + 4]));
    }

    @Nullable
    RequestKey key() {
        return keyed ? new RequestKey(id, "same") : null;
    }

    /** @param attempt another for each time that it is asked for, as a server would draw new ids */
    List<NewEvent> newEvents(String attempt) {
        return IntStream.range(0, events)
                .mapToObj(i -> new NewEvent(
                        "incident",
                        aggregate,
                        sequence + i,
                        id + "/" + attempt + "/" + i,
                        "incident.reported",
                        "1",
                        "{\"deed\":\"" + id + "\",\"text\":\"" + "x".repeat(Math.floorMod(id.hashCode(), 700)) + "\"}",
                        "{}"))
                .toList();
    }
}
