package org.pactwatch.compliance.jdbc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One of two sets of tables that are alike: answers come from one, while the other is empty or being filled. */
public enum Slot {
    A("a"),
    B("b");

    private final String key;
    private final String bearing;
    private final String shape;
    private final String incident;
    private final String touched;

    Slot(String key) {
        this.key = key;
        this.bearing = "bearing_" + key;
        this.shape = "bearing_shape_" + key;
        this.incident = "incident_" + key;
        this.touched = "touched_" + key;
    }

    static Slot of(String key) {
        return key.equals(A.key) ? A : B;
    }

    /**
     * What is found by other columns than the primary key's, as the migrations have it: by name, on which table and
     * columns. Many rows are written several times as fast without.
     */
    Map<String, String> indexes() {
        Map<String, String> indexes = new LinkedHashMap<>();
        indexes.put(bearing + "_by_position", bearing + " (accused, from_position)");
        indexes.put(bearing + "_without_shape", bearing + " (accused, shape, to_position, incident)");
        indexes.put(bearing + "_substantiated", bearing + " (accused, substantiated, occurred_from, incident)");
        indexes.put(bearing + "_count", bearing + " (shape, occurred_from, occurred_to, from_position, area)");
        indexes.put(
                bearing + "_ground",
                bearing + " (shape, last_word, incident, occurred_from, occurred_to, from_position, area)");
        indexes.put(bearing + "_reported", bearing + " (shape, reported desc, from_position, occurred_from, area)");
        indexes.put(incident + "_by_time", incident + " (occurred_from, position)");
        return indexes;
    }

    /** The one beside it. */
    public Slot other() {
        return this == A ? B : A;
    }

    /** As it stands in the table {@code progress}. */
    String key() {
        return key;
    }

    String bearing() {
        return bearing;
    }

    String shape() {
        return shape;
    }

    String incident() {
        return incident;
    }

    String touched() {
        return touched;
    }

    List<String> tables() {
        return List.of(bearing, shape, incident, touched);
    }
}
