package org.pactwatch.compliance;

import java.time.Instant;
import org.pactwatch.time.Interval;

/** Where the assessor looks up what is held against whom: in memory for tests and replay, in SQL when live. */
public interface Bearings {

    /**
     * Sorts every incident held against a party that began at or before {@code at}.
     *
     * @param accused the party
     * @param at inclusive
     * @param knownAt the last position known
     */
    Tally tally(String accused, Instant at, long knownAt, Bench bench);

    /**
     * Every bearing that some standing finding substantiates against the party, in order of when it began.
     *
     * @param begun only what began within
     * @param foundAfter only where a standing finding was recorded after this position
     */
    Iterable<Bearing> substantiated(String accused, Interval begun, long foundAfter, long knownAt);
}
