package org.pactwatch.ledger.axon;

import java.util.Map;
import java.util.Set;

/**
 * Between events and the JSON text that the ledger keeps. What was written once must be readable for ever, whatever
 * becomes of the classes' names.
 */
public interface EventCodec {

    /**
     * The stable logical name of an event's type, such as {@code incident.reported}.
     *
     * @throws IllegalArgumentException if {@code event} has none
     */
    String typeOf(Class<?> event);

    /** The revision of the JSON that {@link #write} makes of it today, such as {@code 1}. */
    String revisionOf(Class<?> event);

    /** Every type that there is, by its logical name. */
    Set<String> types();

    String write(Object event);

    /**
     * The event that {@code payload} says, in the terms of today's classes.
     *
     * @throws IllegalArgumentException if there is no such type or revision, or the text can't be read
     */
    Object read(String type, String revision, String payload);

    /** A flat JSON object, its members in the order of {@code metadata}. */
    String writeMetadata(Map<String, ?> metadata);

    Map<String, ?> readMetadata(String metadata);
}
