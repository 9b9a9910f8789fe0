package org.pactwatch.time;

/** How exactly the source knew when something happened. */
public enum Precision {
    EXACT,
    HOUR,
    NIGHT,
    DAY,
    WEEK
}
