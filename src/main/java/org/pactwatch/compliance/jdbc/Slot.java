package org.pactwatch.compliance.jdbc;

import java.util.List;

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

    Slot other() {
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
