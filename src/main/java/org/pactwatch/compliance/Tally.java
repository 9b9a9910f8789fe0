package org.pactwatch.compliance;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.Lens;

/**
 * The incidents held against a commitment, sorted by how they stand.
 *
 * @param counts how many stand so; exact up to {@link #CAP}
 * @param capped does a count stop at {@link #CAP}?
 * @param lastReportedAt the latest report of an incident within the scope; {@code null} if there is none
 * @param foundBy authorities whose findings substantiated one, by name
 * @param grounds by standing: where the grounds are recorded, the earliest first, at most {@link #GROUNDS}
 */
public record Tally(
        Map<Standing, Integer> counts,
        boolean capped,
        @Nullable Instant lastReportedAt,
        SortedSet<String> foundBy,
        Map<Standing, List<Basis.Item>> grounds) {

    /** Counts are exact up to here. */
    public static final int CAP = 10_000;

    /** How many grounds a basis lists. */
    public static final int GROUNDS = 20;

    public int count(Standing standing) {
        return counts.getOrDefault(standing, 0);
    }

    public boolean has(Standing standing) {
        return count(standing) > 0;
    }

    /** All of them. */
    public int reported() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Judges bearings one by one. */
    public static Tally of(Iterable<Bearing> bearings, Bench bench) {
        Map<Standing, Integer> counts = new EnumMap<>(Standing.class);
        Map<Standing, Earliest> grounds = new EnumMap<>(Standing.class);
        SortedSet<String> foundBy = new TreeSet<>();
        Instant last = null;
        for (Bearing bearing : bearings) {
            Standing standing = bench.standing(bearing).orElse(null);
            if (standing == null) {
                continue;
            }
            counts.merge(standing, 1, Integer::sum);
            grounds.computeIfAbsent(standing, key -> new Earliest())
                    .add(new Basis.Item(bearing.incident(), bearing.ground(standing, bench.lens())));
            if (standing != Standing.OUTSIDE_SCOPE
                    && (last == null || bearing.reported().isAfter(last))) {
                last = bearing.reported();
            }
            if (standing == Standing.SUBSTANTIATED) {
                foundBy.addAll(authorities(bearing, bench.lens()));
            }
        }
        Map<Standing, List<Basis.Item>> earliest = new EnumMap<>(Standing.class);
        grounds.forEach((standing, each) -> earliest.put(standing, each.sorted()));
        return new Tally(counts, false, last, foundBy, earliest);
    }

    static List<String> authorities(Bearing bearing, Lens lens) {
        return bearing.found().stream()
                .map(Bearing.Found::authority)
                .filter(lens::recognises)
                .toList();
    }

    /** Keeps the few earliest of many. */
    private static final class Earliest {

        private static final Comparator<Basis.Item> BY_POSITION =
                Comparator.comparingLong(Basis.Item::position).thenComparing(Basis.Item::incident);
        private final PriorityQueue<Basis.Item> latestFirst = new PriorityQueue<>(BY_POSITION.reversed());

        void add(Basis.Item item) {
            latestFirst.add(item);
            if (latestFirst.size() > GROUNDS) {
                latestFirst.poll();
            }
        }

        List<Basis.Item> sorted() {
            return latestFirst.stream().sorted(BY_POSITION).toList();
        }
    }
}
