package org.pactwatch.compliance.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pactwatch.agreement.Act;
import org.pactwatch.agreement.Lens;
import org.pactwatch.agreement.ReleaseMode;
import org.pactwatch.agreement.Scope;
import org.pactwatch.agreement.Target;
import org.pactwatch.compliance.Bearing;
import org.pactwatch.compliance.Bench;
import org.pactwatch.compliance.Effect;
import org.pactwatch.compliance.Standing;
import org.pactwatch.compliance.Tally;
import org.pactwatch.support.TestDatabase;
import org.pactwatch.time.Interval;
import org.pactwatch.time.Occurrence;
import org.pactwatch.time.Precision;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Whether SQL counts shapes or Java judges each bearing: the answer is the same, to the last ground. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JdbcBearingsTest {

    private static final Instant START = Instant.parse("2025-03-18T00:00:00Z");
    private static final String[] PARTIES = {"RUS", "UKR"};
    private static final String[] AUTHORITIES = {"JCG", "OSCE"};
    private static final String[] AREAS = {"UA-65", "RU-KDA", "UA-14"};

    /** A bearing, and the positions between which it is what was known. */
    private static final class Known {
        private final Bearing bearing;
        private final long from;
        private long to = Long.MAX_VALUE;

        Known(Bearing bearing, long from) {
            this.bearing = bearing;
            this.from = from;
        }
    }

    /** What was recorded, as the tables have it and as a plain list. */
    private static final class History {

        private final Random random;
        private final BearingTables tables;
        private final List<Known> known = new ArrayList<>();
        private final Map<String, Known> standing = new TreeMap<>();
        private BearingTables.Batch batch = new BearingTables.Batch();
        private long position;

        History(Random random, JdbcTemplate jdbc) {
            this.random = random;
            this.tables = new BearingTables(jdbc);
            tables.stand().slot().tables().forEach(table -> jdbc.update("delete from " + table));
        }

        void grow(int events) {
            for (int i = 0; i < events; i++) {
                position++;
                String incident = "i" + random.nextInt(events);
                String accused = pick(PARTIES);
                Known before = standing.remove(incident + accused);
                if (before != null) {
                    before.to = position;
                    batch.close(before.bearing, position);
                }
                if (before == null || random.nextInt(5) > 0) {
                    Known now = new Known(bearing(incident, accused), position);
                    standing.put(incident + accused, now);
                    known.add(now);
                    batch.open(now.bearing, position);
                }
                if (random.nextInt(20) == 0) {
                    write();
                }
            }
            write();
        }

        private void write() {
            tables.write(tables.stand(), batch, position);
            batch = new BearingTables.Batch();
        }

        private Bearing bearing(String incident, String accused) {
            Instant from = hour();
            Instant to = random.nextBoolean() ? from : from.plus(Duration.ofMinutes(30L * (1 + random.nextInt(20))));
            List<Bearing.Found> found = Stream.of(AUTHORITIES)
                    .filter(authority -> random.nextInt(4) == 0)
                    .map(authority -> new Bearing.Found(
                            authority, Effect.values()[random.nextInt(Effect.values().length)], someEarlier()))
                    .toList();
            return new Bearing(
                    incident,
                    accused,
                    maybe(Act.STRIKE, Act.SHELLING),
                    maybe(Target.SUBSTATION, Target.GAS_METERING),
                    maybe(PARTIES),
                    maybe(AREAS),
                    new Occurrence(from, to, Precision.HOUR),
                    from.plus(Duration.ofHours(random.nextInt(10))),
                    random.nextInt(8) == 0 ? 0 : someEarlier(),
                    random.nextBoolean() ? 0 : someEarlier(),
                    found);
        }

        private long someEarlier() {
            return 1 + random.nextLong(position);
        }

        Instant hour() {
            return START.plus(Duration.ofHours(random.nextInt(24)));
        }

        @SafeVarargs
        private <T> T pick(T... any) {
            return any[random.nextInt(any.length)];
        }

        @SafeVarargs
        private <T> T maybe(T... any) {
            return random.nextInt(4) == 0 ? null : pick(any);
        }

        Bench bench() {
            List<Instant> edges = Stream.generate(this::hour).limit(6).sorted().toList();
            List<Interval> windows = new ArrayList<>();
            for (int i = random.nextInt(4); i < 3; i++) {
                windows.add(new Interval(edges.get(2 * i), edges.get(2 * i + 1)));
            }
            windows.removeIf(Interval::isEmpty);
            Scope scope = new Scope(
                    maybe(List.of(Act.STRIKE), List.of(Act.STRIKE, Act.SHELLING)),
                    maybe(List.of(Target.ENERGY), List.of(Target.ENERGY, Target.GAS_METERING)),
                    maybe(List.of("RUS"), List.of("UKR", "RUS")),
                    random.nextBoolean() ? null : pick(List.of("UA-65"), List.of("UA-65", "UA-14"), List.of()),
                    maybe(List.of(Target.OTHER), List.of(Target.SUBSTATION)));
            List<String> authorities = maybe(List.of("JCG"), List.of("OSCE"), List.of("OSCE", "JCG"), List.of());
            return new Bench(
                    new Lens(null, null, null, scope, null, List.of(), ReleaseMode.ON_FINDING, authorities), windows);
        }

        Stream<Bearing> against(String accused, long knownAt) {
            return known.stream()
                    .filter(each -> each.from <= knownAt && knownAt < each.to)
                    .map(each -> each.bearing)
                    .filter(bearing -> bearing.accused().equals(accused));
        }

        Tally oneByOne(String accused, Instant at, long knownAt, Bench bench, int cap) {
            Tally.Count count = new Tally.Count(cap);
            against(accused, knownAt)
                    .filter(bearing -> !bearing.occurred().from().isAfter(at))
                    .forEach(bearing -> count.add(bearing, bench));
            return count.tally();
        }
    }

    @Test
    void counting_shapes_answers_as_judging_each(@TempDir Path folder) {
        try (TestDatabase file = TestDatabase.in(folder)) {
            JdbcTemplate jdbc = new JdbcTemplate(file.dataSource());
            int capped = 0;
            for (int seed = 1; seed <= 15; seed++) {
                History history = new History(new Random(seed), jdbc);
                history.grow(20 << (seed % 5));
                for (int question = 0; question < 40; question++) {
                    int cap = 1 + history.random.nextInt(15);
                    int few = history.random.nextInt(3) == 0 ? 30 : 0;
                    Bench bench = history.bench();
                    String accused = history.pick(PARTIES);
                    Instant at = history.hour();
                    long knownAt = history.random.nextBoolean() ? history.position : history.someEarlier();
                    Tally expected = history.oneByOne(accused, at, knownAt, bench, cap);
                    assertThat(new JdbcBearings(file.dataSource(), few, cap).tally(accused, at, knownAt, bench))
                            .as("seed %d, question %d", seed, question)
                            .isEqualTo(expected);
                    capped += expected.capped() ? 1 : 0;
                }
            }
            assertThat(capped).as("how many answers were capped").isBetween(100, 500);
        }
    }

    @Test
    void what_was_substantiated_comes_in_order_of_its_beginning(@TempDir Path folder) {
        try (TestDatabase file = TestDatabase.in(folder)) {
            History history = new History(new Random(7), new JdbcTemplate(file.dataSource()));
            history.grow(600);
            for (int question = 0; question < 40; question++) {
                Interval begun = new Interval(history.hour(), history.hour());
                long after = history.someEarlier() / 2;
                long knownAt = history.someEarlier();
                List<Bearing> expected = history.against("UKR", knownAt)
                        .filter(b -> b.found().stream().anyMatch(f -> f.effect() == Effect.SUBSTANTIATED))
                        .filter(b -> b.found().stream().anyMatch(f -> f.position() > after))
                        .filter(b -> begun.contains(b.occurred().from()))
                        .sorted(Comparator.comparing((Bearing b) -> b.occurred().from())
                                .thenComparing(Bearing::incident))
                        .toList();
                assertThat(StreamSupport.stream(
                                new JdbcBearings(file.dataSource())
                                        .substantiated("UKR", begun, after, knownAt)
                                        .spliterator(),
                                false))
                        .containsExactlyElementsOf(expected);
            }
        }
    }

    @Test
    void every_standing_occurs_in_these_histories(@TempDir Path folder) {
        try (TestDatabase file = TestDatabase.in(folder)) {
            History history = new History(new Random(1), new JdbcTemplate(file.dataSource()));
            history.grow(600);
            Tally.Count all = new Tally.Count(1);
            for (int question = 0; question < 40; question++) {
                Bench bench = history.bench();
                history.against("UKR", history.position).forEach(bearing -> all.add(bearing, bench));
            }
            assertThat(all.tally().counts()).containsOnlyKeys(Standing.values());
        }
    }

    @Test
    void a_count_sees_one_state_however_the_projector_goes_on(@TempDir Path folder) throws Exception {
        try (TestDatabase file = TestDatabase.in(folder)) {
            TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(file.dataSource()));
            BearingTables tables = new BearingTables(new JdbcTemplate(file.dataSource()));
            BearingTables.Batch first = new BearingTables.Batch();
            for (int i = 0; i < 50; i++) {
                first.open(strike("i" + i, i % 2), 1);
            }
            tables.write(tables.stand(), first, 1);
            AtomicBoolean done = new AtomicBoolean();
            Thread projector = Thread.ofPlatform().start(() -> {
                for (int i = 0; !done.get(); i++) {
                    BearingTables.Batch batch = new BearingTables.Batch();
                    batch.close(strike("i" + i % 50, 0), 2 + i);
                    // Denied and not denied by turns: it moves from shape to shape.
                    batch.open(strike("i" + i % 50, 2 + i % 3), 2 + i);
                    long position = 2 + i;
                    transaction.executeWithoutResult(status -> tables.write(tables.stand(), batch, position));
                }
            });
            Scope all = new Scope(null, null, null, null, null);
            Bench bench = new Bench(
                    new Lens(null, null, null, all, null, List.of(), ReleaseMode.ON_FINDING, null),
                    List.of(new Interval(START, START.plus(Duration.ofDays(1)))));
            try {
                for (int i = 0; i < 200; i++) {
                    assertThat(new JdbcBearings(file.dataSource(), 0, 1_000)
                                    .tally("UKR", START.plus(Duration.ofDays(1)), Long.MAX_VALUE - 1, bench)
                                    .reported())
                            .isEqualTo(50);
                }
            } finally {
                done.set(true);
                projector.join();
            }
        }
    }

    private static Bearing strike(String incident, long denial) {
        return new Bearing(
                incident,
                "UKR",
                Act.STRIKE,
                Target.SUBSTATION,
                null,
                null,
                new Occurrence(START, START.plus(Duration.ofHours(1)), Precision.HOUR),
                START,
                1,
                denial % 3,
                List.of());
    }
}
