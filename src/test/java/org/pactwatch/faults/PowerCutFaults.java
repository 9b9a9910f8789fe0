package org.pactwatch.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.h2.mvstore.MVStoreException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} can't show whether anything was forced to the disk, since the operating system lives on and writes it
 * later. Here the power goes.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PowerCutFaults {

    private static final int ROUNDS = Chance.rounds(100, 6);

    /** Many times what it has taken so far to show itself. */
    private static final int SEEN_WITHIN = 100;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void what_the_ledger_acknowledged_is_on_the_disk() throws Exception {
        Tally tally = cut("power-ledger", Engine.Kind.LEDGER);
        Results.exact("power cut, H2", ROUNDS, tally, Map.of());
    }

    @Test
    void an_insert_that_is_forced_survives_too() throws Exception {
        Tally tally = cut("power-synced", Engine.Kind.PLAIN_SYNCED);
        Results.exact("power cut, H2, plain insert + sync", ROUNDS, tally, Map.of());
    }

    @Test
    void a_plain_insert_that_is_not_forced_is_lost_and_the_accounting_sees_it() throws Exception {
        Tally tally;
        try {
            tally = cut("power-plain", Engine.Kind.PLAIN);
        } catch (RuntimeException e) {
            // Sometimes more than rows is lost: H2 finds its file torn.
            assertThat(e).rootCause().isInstanceOf(MVStoreException.class);
            return;
        }
        Results.add("control: power cut, H2, plain insert", ROUNDS, tally, Map.of());
        assertThat(tally.lost()).isPositive();
    }

    /**
     * What is derived is committed without being forced, and each commit leaves room in the file that H2 gives to the next
     * one: after {@code RETENTION_TIME}, which here is over at once.
     */
    @Test
    void nor_does_what_others_commit_without_forcing_it_tear_the_file() throws Exception {
        PowerCut.register();
        Where plain = Where.h2(folder).migrated();
        Tally tally = cut(
                "power-derived",
                ROUNDS,
                Engine.Kind.LEDGER,
                plain,
                plain.powerCutBelow().reusingAtOnce(),
                true);
        Results.exact("power cut, H2, beside commits that are not forced", ROUNDS, tally, Map.of());
    }

    @Test
    void H2_alone_lets_them_and_the_accounting_sees_it() {
        PowerCut.register();
        Where plain = Where.h2(folder).migrated();
        assertThatThrownBy(() -> cut(
                        "power-derived-alone",
                        SEEN_WITHIN,
                        Engine.Kind.LEDGER,
                        plain,
                        plain.powerCut().reusingAtOnce(),
                        true))
                // Either an earlier state is all that H2 finds, or it finds none.
                .satisfiesAnyOf(
                        lost -> assertThat(lost)
                                .isInstanceOf(AssertionError.class)
                                .hasMessageContaining("lost"),
                        torn -> assertThat(torn).rootCause().isInstanceOf(MVStoreException.class));
    }

    private Tally cut(String campaign, Engine.Kind kind) throws IOException {
        PowerCut.register();
        Where plain = Where.h2(folder).migrated();
        // The ledger as the server opens it.
        Where where = kind == Engine.Kind.LEDGER ? plain.powerCutBelow() : plain.powerCut();
        return cut(campaign, ROUNDS, kind, plain, where, false);
    }

    private Tally cut(String campaign, int rounds, Engine.Kind kind, Where plain, Where where, boolean derived)
            throws IOException {
        SplittableRandom chance = Chance.of(campaign);
        Accounting books = new Accounting();
        for (int round = 0; round < rounds; round++) {
            long before = books.answers();
            long answers = (long) Math.exp(chance.nextDouble(7));
            try (Engine engine = kind.open(where);
                    Derived ignored = derived ? Derived.begin(where, chance.split()) : null) {
                Writers writers = new Writers(engine, books, "r" + round);
                // Asked again, as after a kill.
                books.toRepeat().forEach(deed -> writers.ask(deed, "again"));
                writers.start(chance.split());
                await().atMost(Duration.ofSeconds(60))
                        .pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> books.answers() >= before + answers || !writers.anyAlive());
                assertThat(writers.anyAlive()).isTrue();
                LockSupport.parkNanos(chance.nextLong(2_000_000L));
                PowerCut.cut(folder, chance.split());
                writers.stop();
            } finally {
                PowerCut.restore(folder);
            }
            if (kind != Engine.Kind.PLAIN) {
                Tally tally = books.sinceLastLook(new LedgerTable(plain));
                assertThat(tally.holds())
                        .as("%s, -Dfaults.seed=%d, round %d: %s", campaign, Chance.SEED, round, tally)
                        .isTrue();
            }
        }
        return books.all(new LedgerTable(plain));
    }
}
