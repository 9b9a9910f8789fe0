package org.pactwatch.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of a process that records with 32 threads, round after round on one and the same database. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EngineKillFaults {

    private static final int ROUNDS = Chance.rounds(300, 10);
    private static final int PG_ROUNDS = Chance.rounds(100, 3);
    private static final int CONTROL_ROUNDS = Chance.rounds(10, 2);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void every_acknowledged_event_survives_on_h2() {
        Where where = Where.h2(folder).migrated();
        Accounting books = new Accounting();
        Tally tally = kill("engine-h2", Engine.Kind.LEDGER, where, new LedgerTable(where), books, ROUNDS);
        Results.exact("kill -9 of the engine, H2", ROUNDS, tally, Map.of());
        assertThat(tally.refused()).as("writers were in each other's way").isPositive();
    }

    @Test
    void every_acknowledged_event_survives_on_postgresql() {
        try (Postgres postgres = new Postgres(folder)) {
            Where where = postgres.where().migrated();
            Accounting books = new Accounting();
            Tally tally =
                    kill("engine-postgresql", Engine.Kind.LEDGER, where, new LedgerTable(where), books, PG_ROUNDS);
            Results.exact("kill -9 of the engine, PostgreSQL", PG_ROUNDS, tally, Map.of());
        }
    }

    @Test
    void the_engine_that_comes_with_axon_fails_the_same_on_h2s_own_settings() {
        Where where = Where.h2(folder, "");
        AxonEngine.createTable(where);
        Tally tally = kill(
                "engine-axon", Engine.Kind.AXON, where, new AxonEngine.Table(where), new Accounting(), CONTROL_ROUNDS);
        Results.add("control: stock Axon, H2's defaults", CONTROL_ROUNDS, tally, Map.of());
        // Holes come as well where writers race for numbers, which a few rounds need not show.
        assertThat(tally.lost()).as("the accounting sees what is lost").isPositive();
    }

    static Tally kill(String campaign, Engine.Kind kind, Where where, Store store, Accounting books, int rounds) {
        SplittableRandom chance = Chance.of(campaign);
        int opened = 0;
        for (int round = 0; round < rounds; round++) {
            // Of a few rounds all might be killed while they open, and then nothing is seen.
            Child.Moment moment = round == 0 ? inFullSwing(chance) : moment(chance);
            boolean open =
                    Child.runAndKill(kind, where, "r" + round, chance.nextLong(), books.toRepeat(), moment, books);
            opened += open ? 1 : 0;
            Tally tally = books.sinceLastLook(store);
            if (kind == Engine.Kind.LEDGER) {
                assertThat(tally.holds())
                        .as("%s, -Dfaults.seed=%d, round %d, %s: %s", campaign, Chance.SEED, round, moment, tally)
                        .isTrue();
            }
        }
        assertThat(opened).isPositive();
        return books.all(store);
    }

    /** One in ten while the database is opened; the others in full swing, sooner or later, and a moment after an answer. */
    private static Child.Moment moment(SplittableRandom chance) {
        return chance.nextInt(10) == 0 ? new Child.Moment(0, chance.nextLong(1_500_000_000L)) : inFullSwing(chance);
    }

    private static Child.Moment inFullSwing(SplittableRandom chance) {
        return new Child.Moment((int) Math.exp(chance.nextDouble(8)), chance.nextLong(3_000_000L));
    }
}
