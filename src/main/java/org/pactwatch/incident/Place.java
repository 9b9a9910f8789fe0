package org.pactwatch.incident;

import org.jspecify.annotations.Nullable;

/**
 * Where it is said to have happened.
 *
 * @param area a free code, often ISO 3166-2; it implies no sovereignty
 * @param latitude degrees north, −90 to 90
 * @param longitude degrees east, −180 to 180
 * @param precision how exactly the source knew
 */
public record Place(
        @Nullable String name,
        @Nullable String area,
        @Nullable Double latitude,
        @Nullable Double longitude,
        @Nullable Precision precision) {

    /** How exactly a place is known. */
    public enum Precision {
        EXACT,
        VICINITY,
        LOCALITY,
        ADMIN2,
        ADMIN1,
        COUNTRY
    }
}
