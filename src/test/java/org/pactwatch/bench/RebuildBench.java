package org.pactwatch.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pactwatch.support.PostgresServer;

/** How fast the tables are derived from the ledger anew, in a heap of 512 MB. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RebuildBench {

    private static final boolean SHORT = Boolean.getBoolean("bench.short");
    private static final Path OUT = Path.of("target", "bench");
    private static final Results RESULTS = Results.ALL;

    /** Pairs by events: the largest takes a minute or two each. */
    private static final Map<Integer, Integer> SIZES =
            new TreeMap<>(SHORT ? Map.of(10_000, 2, 30_000, 1) : Map.of(10_000, 15, 100_000, 5, 1_000_000, 3));

    @TempDir
    private static Path data;

    @AfterAll
    static void end() {
        RESULTS.write(OUT.resolve("results.json"));
    }

    @Test
    void a_rebuild_on_H2() {
        rebuild(
                "H2",
                events -> new Database(
                        "jdbc:h2:file:" + data.resolve("rebuild-" + events)
                                + ";WRITE_DELAY=0;CACHE_SIZE=32768;DB_CLOSE_ON_EXIT=FALSE",
                        "pactwatch",
                        "",
                        ""));
    }

    @Test
    void a_rebuild_on_PostgreSQL() {
        rebuild(
                "PostgreSQL",
                events -> new Database(
                        PostgresServer.empty() + "?reWriteBatchedInserts=true",
                        PostgresServer.USER,
                        PostgresServer.PASSWORD,
                        ""));
    }

    private interface Databases {
        Database of(int events);
    }

    private static void rebuild(String name, Databases databases) {
        Map<Integer, double[]> rates = new TreeMap<>();
        SIZES.forEach((events, pairs) -> rates.put(events, rebuild(name, databases.of(events), events, pairs)));
        double[] smallest = ((TreeMap<Integer, double[]>) rates).firstEntry().getValue();
        int most = ((TreeMap<Integer, double[]>) rates).lastKey();
        double[] flat = rates.get(most).clone();
        for (int i = 0; i < flat.length; i++) {
            flat[i] /= median(smallest);
        }
        RESULTS.atLeast(
                null,
                name + ", rebuild of " + most + ": rate",
                "of " + SIZES.keySet().iterator().next(),
                "ratio",
                flat);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** Events a second. */
    private static double[] rebuild(String name, Database database, int events, int pairs) {
        List<double[]> measured = new ArrayList<>();
        try (Child child = Child.run(
                OUT.resolve("rebuild-" + name + "-" + events + ".log").toAbsolutePath(),
                List.of("-Xmx512m", "-XX:+ExitOnOutOfMemoryError", "-cp", ClassPath.ours(), RebuildRun.class.getName()),
                database.url(),
                database.user(),
                database.password(),
                Integer.toString(events),
                Integer.toString(pairs))) {
            child.await("BENCH done", Duration.ofMinutes(60));
            for (String line : child.output().lines().toList()) {
                if (line.startsWith("BENCH pair ")) {
                    String[] rates = line.split(" ");
                    measured.add(new double[] {
                        Double.parseDouble(rates[2]), Double.parseDouble(rates[3]), Double.parseDouble(rates[4])
                    });
                }
            }
        }
        double[] ours = measured.stream().mapToDouble(rates -> rates[0]).toArray();
        String what = name + ", rebuild of " + events;
        RESULTS.atLeast(
                0.5,
                what,
                "scan and insert",
                "ratio",
                measured.stream().mapToDouble(rates -> rates[0] / rates[1]).toArray());
        RESULTS.atLeast(
                null,
                what,
                "scan and insert, indexed",
                "ratio",
                measured.stream().mapToDouble(rates -> rates[0] / rates[2]).toArray());
        RESULTS.atLeast(null, what + ": events", "", "1/s", ours);
        return ours;
    }
}
