package org.pactwatch.compliance.web;

import java.time.Instant;

/**
 * What a question is about, once its defaults are filled in.
 *
 * @param at the moment asked about
 * @param knownAt the last position known
 * @param knownInstant from when on that was what was known
 * @param position where answers stood when it was asked
 * @param past was an earlier knowledge asked for? Then the answer never changes
 * @param switches how often the tables that answers rest on had been made anew
 */
public record Moment(Instant at, long knownAt, Instant knownInstant, long position, boolean past, long switches) {}
