package org.pactwatch.ledger.axon;

import java.util.Map;

/** What every event recorded by this server is marked with, such as {@code reconstructed: true}. Optional as a bean. */
@FunctionalInterface
public interface RecordMarks {

    /** Text, numbers and booleans by name; asked for each command. */
    Map<String, ?> marks();
}
