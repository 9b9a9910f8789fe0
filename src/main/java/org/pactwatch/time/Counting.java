package org.pactwatch.time;

/** How the length of a term is counted. There is no safe default, so it is always stated and always printed. */
public enum Counting {
    /** n × 24 hours run off a stopwatch; clocks may change meanwhile. */
    ELAPSED,
    /** The same wall-clock time n days later, in the term's zone. */
    CALENDAR,
    /** The start's local date is day 1; the term ends at the local midnight after day n. */
    DAYS_INCLUSIVE,
    /** The start's local date doesn't count; the term ends at the local midnight after day n + 1. */
    DAYS_EXCLUSIVE,
    /** Until a given moment; there is no length. */
    UNTIL
}
