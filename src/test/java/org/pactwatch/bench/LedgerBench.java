package org.pactwatch.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.pactwatch.ledger.jdbc.PatientFiles;
import org.pactwatch.support.PostgresServer;

/** What it costs to put an event on record, against a plain insert and against Axon's own engine. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LedgerBench {

    private static final boolean SHORT = Boolean.getBoolean("bench.short");
    private static final int PAIRS = Integer.getInteger("bench.pairs", SHORT ? 3 : 25);
    private static final Duration SLICE = Duration.ofMillis(SHORT ? 200 : 400);
    private static final Duration WARM = Duration.ofMillis(SHORT ? 500 : 8_000);
    private static final int MANY = 32;
    private static final int THOUSAND = 1_000;
    private static final int MILLION = SHORT ? 20_000 : 1_000_000;

    @TempDir
    private static Path data;

    private static final Results RESULTS = Results.ALL;
    private static final AtomicInteger DATABASES = new AtomicInteger();

    @AfterAll
    static void end() {
        RESULTS.write(Path.of("target", "bench", "results.json"));
    }

    /** A file of its own, as the server opens it. */
    private static Database h2() {
        return new Database(
                PatientFiles.url(data.resolve("h2-" + DATABASES.incrementAndGet()))
                        + ";WRITE_DELAY=0;CACHE_SIZE=32768;DB_CLOSE_ON_EXIT=FALSE",
                "pactwatch",
                "",
                "checkpoint sync");
    }

    @Test
    @Order(1)
    void commands_on_H2() {
        try (Way commands = OwnWay.commands(h2());
                Way appends = OwnWay.appends(h2());
                Way plain = new PlainInsert(h2());
                Way stock = new StockAxon(h2(), false);
                Way stockSynced = new StockAxon(h2(), true)) {
            against("H2", commands, appends, plain, 3.0, 0.4);
            Callers many = Callers.platform(commands, MANY);
            compare(2.5, "H2, 32 callers", "stock Axon, not synced", many, Callers.platform(stock, MANY));
            compare(null, "H2, 32 callers", "stock Axon, synced", many, Callers.platform(stockSynced, MANY));
        }
    }

    private static Database postgresql() {
        return new Database(PostgresServer.empty(), PostgresServer.USER, PostgresServer.PASSWORD, "");
    }

    @Test
    @Order(2)
    void commands_on_PostgreSQL() {
        try (Way commands = OwnWay.commands(postgresql());
                Way appends = OwnWay.appends(postgresql());
                Way plain = new PlainInsert(postgresql());
                Way stock = new StockAxon(postgresql(), false)) {
            against("PostgreSQL", commands, appends, plain, 1.7, 0.7);
            compare(
                    2.5,
                    "PostgreSQL, 32 callers",
                    "stock Axon",
                    Callers.platform(commands, MANY),
                    Callers.platform(stock, MANY));
        }
    }

    @Test
    @Order(3)
    void a_command_costs_the_same_however_much_is_on_record_on_H2() {
        growth("H2", LedgerBench::h2);
    }

    @Test
    @Order(4)
    void a_command_costs_the_same_however_much_is_on_record_on_PostgreSQL() {
        growth("PostgreSQL", LedgerBench::postgresql);
    }

    /** The little one is made anew for each pair: it would not stay little. The large one is opened anew too. */
    private static void growth(String name, Supplier<Database> databases) {
        Database large = databases.get();
        fill(large, MILLION);
        double[] ratios = new double[PAIRS];
        for (int pair = -1; pair < PAIRS; pair++) {
            Database little = databases.get();
            fill(little, THOUSAND);
            boolean largeFirst = pair % 2 == 0;
            double first = opened(largeFirst ? large : little);
            double second = opened(largeFirst ? little : large);
            if (pair >= 0) {
                ratios[pair] = largeFirst ? second / first : first / second;
            }
        }
        RESULTS.atMost(
                1.1,
                name + ", a command with " + MILLION + " on record",
                "with " + THOUSAND + ": time",
                "ratio",
                ratios);
    }

    private static void fill(Database database, int events) {
        try (OwnWay way = OwnWay.appends(database)) {
            way.fill(events);
        }
    }

    private static double opened(Database database) {
        try (Way way = OwnWay.commands(database)) {
            Callers callers = Callers.platform(way, MANY);
            callers.run(SLICE);
            return callers.run(SLICE);
        }
    }

    private static void against(
            String name, Way commands, Way appends, Way plain, double goalOfMany, double goalOfOne) {
        Callers many = Callers.platform(commands, MANY);
        Callers plainly = Callers.platform(plain, MANY);
        compare(goalOfMany, name + ", 32 callers", "plain insert", many, plainly);
        compare(null, name + ", 32 callers, ledger alone", "plain insert", Callers.platform(appends, MANY), plainly);
        compare(2.5, name + ", 512 virtual threads", "plain insert at 32", Callers.virtual(commands, 512), plainly);
        compare(
                goalOfOne,
                name + ", 1 caller",
                "plain insert",
                Callers.platform(commands, 1),
                Callers.platform(plain, 1));
    }

    private static void compare(Double goal, String name, String against, Callers measured, Callers base) {
        measured.run(WARM);
        base.run(WARM);
        compare(goal, name, against, () -> measured.run(SLICE), () -> base.run(SLICE));
    }

    private static void compare(
            Double goal, String name, String against, DoubleSupplier measured, DoubleSupplier base) {
        double[] ratios = new double[PAIRS];
        double[] ours = new double[PAIRS];
        double[] theirs = new double[PAIRS];
        for (int pair = 0; pair < PAIRS; pair++) {
            if (pair % 2 == 0) {
                ours[pair] = measured.getAsDouble();
                theirs[pair] = base.getAsDouble();
            } else {
                theirs[pair] = base.getAsDouble();
                ours[pair] = measured.getAsDouble();
            }
            ratios[pair] = ours[pair] / theirs[pair];
        }
        RESULTS.atLeast(goal, name, against, "ratio", ratios);
        RESULTS.atLeast(null, name + ": rate", "", "1/s", ours);
        RESULTS.atLeast(null, against + ": rate", "", "1/s", theirs);
    }
}
