package org.pactwatch.compliance;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The incidents held against a commitment, sorted by how they stand.
 *
 * @param counts how many stand so; exact up to the cap, and the cap beyond
 * @param capped was a count cut?
 * @param lastReportedAt the latest report of an incident within the scope; {@code null} if there is none
 * @param foundBy authorities whose findings substantiated one, by name
 * @param grounds of the {@link #leading} standing: where they are recorded, the earliest first, at most {@link #GROUNDS}
 */
public record Tally(
        Map<Standing, Integer> counts,
        boolean capped,
        @Nullable Instant lastReportedAt,
        SortedSet<String> foundBy,
        List<Basis.Item> grounds) {

    /** Counts are exact up to here. */
    public static final int CAP = 10_000;

    /** How many grounds a basis lists. */
    public static final int GROUNDS = 20;

    /** What a verdict can rest on, the gravest first. */
    private static final List<Standing> DECISIVE = List.of(
            Standing.SUBSTANTIATED, Standing.ALLEGED, Standing.BOUNDARY, Standing.CONTESTED, Standing.UNRESOLVED);

    public int count(Standing standing) {
        return counts.getOrDefault(standing, 0);
    }

    /** All of them, as far as they are counted. */
    public int reported() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The standing that the verdict rests on; empty if nothing is held against the party that could decide it. */
    public Optional<Standing> leading() {
        return leading(counts);
    }

    private static Optional<Standing> leading(Map<Standing, ?> present) {
        return DECISIVE.stream().filter(present::containsKey).findFirst();
    }

    /**
     * The same with one bearing more.
     *
     * @param bearing of an incident that this doesn't count; its grounds are recorded after all that this rests on
     */
    Tally with(Bearing bearing, Bench bench) {
        Standing standing = bench.standing(bearing).orElse(null);
        if (standing == null) {
            return this;
        }
        Map<Standing, Integer> more = new EnumMap<>(Standing.class);
        more.putAll(counts);
        more.put(standing, Math.min(count(standing) + 1, CAP));
        Instant last = lastReportedAt;
        if (standing != Standing.OUTSIDE_SCOPE
                && (last == null || bearing.reported().isAfter(last))) {
            last = bearing.reported();
        }
        SortedSet<String> authorities = new TreeSet<>(foundBy);
        if (standing == Standing.SUBSTANTIATED) {
            authorities.addAll(bench.authorities(bearing));
        }
        return new Tally(
                more, capped || count(standing) == CAP, last, authorities, grounds(more, standing, bearing, bench));
    }

    private List<Basis.Item> grounds(Map<Standing, Integer> more, Standing standing, Bearing bearing, Bench bench) {
        boolean leads = leading(more).filter(standing::equals).isPresent();
        if (!leads) {
            return grounds;
        }
        Earliest kept = new Earliest();
        if (count(standing) > 0) {
            grounds.forEach(kept::add);
        }
        kept.add(new Basis.Item(bearing.incident(), bench.ground(bearing, standing)));
        return kept.sorted();
    }

    /** Judges bearings one by one. */
    public static Tally of(Iterable<Bearing> bearings, Bench bench) {
        Count count = new Count(CAP);
        bearings.forEach(bearing -> count.add(bearing, bench));
        return count.tally();
    }

    /** Counts up, in any order: one bearing at a time, or many that stand alike. */
    public static final class Count {

        private final int cap;
        private final Map<Standing, Integer> counts = new EnumMap<>(Standing.class);
        private final Map<Standing, Earliest> grounds = new EnumMap<>(Standing.class);
        private final SortedSet<String> foundBy = new TreeSet<>();
        private @Nullable Instant lastReportedAt;

        /** @param cap no count goes beyond it */
        public Count(int cap) {
            this.cap = cap;
        }

        public void add(Bearing bearing, Bench bench) {
            Standing standing = bench.standing(bearing).orElse(null);
            if (standing == null) {
                return;
            }
            add(standing, 1);
            ground(standing, new Basis.Item(bearing.incident(), bench.ground(bearing, standing)));
            if (standing != Standing.OUTSIDE_SCOPE) {
                reported(bearing.reported());
            }
            if (standing == Standing.SUBSTANTIATED) {
                foundBy.addAll(bench.authorities(bearing));
            }
        }

        public void add(Standing standing, int more) {
            if (more > 0) {
                // One beyond the cap is enough to know that it was passed.
                counts.merge(standing, more, (a, b) -> Math.min(a + b, cap + 1));
            }
        }

        /** How many more of these have to be counted before the rest makes no difference. */
        public int left(Standing standing) {
            return cap + 1 - counts.getOrDefault(standing, 0);
        }

        public void ground(Standing standing, Basis.Item item) {
            if (DECISIVE.contains(standing)) {
                grounds.computeIfAbsent(standing, key -> new Earliest()).add(item);
            }
        }

        /** Later grounds than this make no difference any more. */
        public long lastGround(Standing standing) {
            Earliest kept = grounds.get(standing);
            return kept == null ? Long.MAX_VALUE : kept.bound();
        }

        public void reported(Instant at) {
            if (lastReportedAt == null || at.isAfter(lastReportedAt)) {
                lastReportedAt = at;
            }
        }

        /** The latest so far. */
        public @Nullable Instant lastReportedAt() {
            return lastReportedAt;
        }

        public void foundBy(List<String> authorities) {
            foundBy.addAll(authorities);
        }

        /** Of what was counted so far. */
        public Optional<Standing> leading() {
            return Tally.leading(counts);
        }

        public Tally tally() {
            Map<Standing, Integer> exact = new EnumMap<>(Standing.class);
            counts.forEach((standing, count) -> exact.put(standing, Math.min(count, cap)));
            return new Tally(
                    exact,
                    counts.values().stream().anyMatch(count -> count > cap),
                    lastReportedAt,
                    foundBy,
                    leading().map(grounds::get).map(Earliest::sorted).orElse(List.of()));
        }
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

        long bound() {
            Basis.Item latest = latestFirst.peek();
            return latest == null || latestFirst.size() < GROUNDS ? Long.MAX_VALUE : latest.position();
        }

        List<Basis.Item> sorted() {
            return latestFirst.stream().sorted(BY_POSITION).toList();
        }
    }
}
