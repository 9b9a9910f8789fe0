package org.pactwatch.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pactwatch.time.Occurrence;

/**
 * How much two reports speak as if of the same occurrence. A hint for people, who decide: nothing is merged by it.
 *
 * @param points the more, the more alike
 * @param reasons why, in the order in which they weigh
 */
public record Likeness(int points, Set<Reason> reasons) {

    /** So far apart in time two reports may be and still speak of the same: sources rarely agree to the hour. */
    public static final Duration FAR = Duration.ofHours(48);

    private static final Duration CLOSE = Duration.ofHours(6);
    private static final double NEAR_KM = 15;
    private static final double ELSEWHERE_KM = 150;
    private static final double EARTH_KM = 6371;
    private static final int ENOUGH = 5;
    private static final int LETTERS = 4;

    /** In what they are alike. */
    public enum Reason {
        /** The times overlap. */
        SAME_TIME(2),
        /** The times lie a few hours apart. */
        NEAR_TIME(1),
        /** The coordinates lie near each other. */
        NEAR_PLACE(4),
        SAME_PLACE_NAME(4),
        SAME_AREA(2),
        SAME_TARGET(1),
        SAME_ACT(1),
        SAME_ACCUSED(1),
        /** Half of the words of the shorter summary stand in the other one. */
        SIMILAR_WORDS(3);

        private final int points;

        Reason(int points) {
            this.points = points;
        }
    }

    /**
     * How alike they are; empty if they are not enough so to be shown: too far apart in time or place, about another kind
     * of target, or with too little in common.
     */
    public static Optional<Likeness> of(IncidentReport one, IncidentReport other) {
        Duration apart = apart(one.occurred(), other.occurred());
        double km = kilometres(one.place(), other.place());
        boolean otherTarget = one.target() != null
                && other.target() != null
                && !one.target().members().contains(other.target())
                && !other.target().members().contains(one.target());
        if (apart.compareTo(FAR) > 0 || km > ELSEWHERE_KM || otherTarget) {
            return Optional.empty();
        }
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        if (apart.isZero()) {
            reasons.add(Reason.SAME_TIME);
        } else if (apart.compareTo(CLOSE) <= 0) {
            reasons.add(Reason.NEAR_TIME);
        }
        if (km <= NEAR_KM) {
            reasons.add(Reason.NEAR_PLACE);
        }
        if (same(name(one.place()), name(other.place()))) {
            reasons.add(Reason.SAME_PLACE_NAME);
        }
        if (same(one.area(), other.area())) {
            reasons.add(Reason.SAME_AREA);
        }
        if (one.target() != null && other.target() != null) {
            reasons.add(Reason.SAME_TARGET);
        }
        if (one.act() != null && one.act() == other.act()) {
            reasons.add(Reason.SAME_ACT);
        }
        if (one.accused().stream().anyMatch(other.accused()::contains)) {
            reasons.add(Reason.SAME_ACCUSED);
        }
        if (similar(one.summary(), other.summary())) {
            reasons.add(Reason.SIMILAR_WORDS);
        }
        int points = reasons.stream().mapToInt(reason -> reason.points).sum();
        return points < ENOUGH ? Optional.empty() : Optional.of(new Likeness(points, reasons));
    }

    /** Zero where they overlap or touch. */
    private static Duration apart(Occurrence one, Occurrence other) {
        Instant begun = one.from().isAfter(other.from()) ? one.from() : other.from();
        Instant ended = one.to().isBefore(other.to()) ? one.to() : other.to();
        return begun.isAfter(ended) ? Duration.between(ended, begun) : Duration.ZERO;
    }

    /** Not a number, and so neither near nor far, unless both have coordinates. */
    private static double kilometres(@Nullable Place one, @Nullable Place other) {
        Double[] from = coordinates(one);
        Double[] to = coordinates(other);
        if (from == null || to == null) {
            return Double.NaN;
        }
        double north = Math.toRadians(to[0] - from[0]) / 2;
        double east = Math.toRadians(to[1] - from[1]) / 2;
        double square = Math.pow(Math.sin(north), 2)
                + Math.cos(Math.toRadians(from[0])) * Math.cos(Math.toRadians(to[0])) * Math.pow(Math.sin(east), 2);
        return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(square)));
    }

    private static Double @Nullable [] coordinates(@Nullable Place place) {
        if (place == null) {
            return null;
        }
        Double latitude = place.latitude();
        Double longitude = place.longitude();
        return latitude == null || longitude == null ? null : new Double[] {latitude, longitude};
    }

    private static @Nullable String name(@Nullable Place place) {
        return place == null ? null : place.name();
    }

    private static boolean same(@Nullable String one, @Nullable String other) {
        return one != null
                && other != null
                && one.strip().toLowerCase(Locale.ROOT).equals(other.strip().toLowerCase(Locale.ROOT));
    }

    private static boolean similar(String one, String other) {
        Set<String> words = words(one);
        Set<String> others = words(other);
        int fewer = Math.min(words.size(), others.size());
        words.retainAll(others);
        return fewer > 1 && words.size() * 2 >= fewer;
    }

    /** Short words say little. */
    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>();
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)) {
            if (word.length() >= LETTERS) {
                words.add(word);
            }
        }
        return words;
    }
}
