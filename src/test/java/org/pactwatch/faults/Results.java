package org.pactwatch.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What the campaigns of this run came to, as {@code target/faults/results.json} and as a table. */
final class Results {

    private static final Path FOLDER = Path.of("target", "faults");
    private static final List<Result> ALL = new ArrayList<>();
    private static final String ROW = "%-46s %6s %9s %8s %7s %7s %5s %7s %6s %6s %7s  %s";

    private Results() {}

    /** @param measured what else was seen, such as the slowest answer in ms */
    record Result(
            String campaign,
            int rounds,
            long seed,
            long acknowledged,
            long refused,
            long unknown,
            long unknownLanded,
            long unknownNotLanded,
            long lost,
            long doubled,
            long holes,
            long outOfOrder,
            long changed,
            Map<String, Long> measured,
            List<String> examples) {}

    /** Writes it down whatever it is; {@link #exact} then asks that it be good. */
    static synchronized Tally add(String campaign, int rounds, Tally t, Map<String, Long> measured) {
        ALL.add(new Result(
                campaign,
                rounds,
                Chance.SEED,
                t.acknowledged(),
                t.refused(),
                t.unknown(),
                t.landed(),
                t.unknown() - t.landed(),
                t.lost(),
                t.doubled(),
                t.holes(),
                t.outOfOrder(),
                t.changed(),
                new TreeMap<>(measured),
                t.examples()));
        write();
        return t;
    }

    /** The same, and nothing may be wrong. */
    static Tally exact(String campaign, int rounds, Tally tally, Map<String, Long> measured) {
        add(campaign, rounds, tally, measured);
        assertThat(tally.holds())
                .as("%s with -Dfaults.seed=%d: %s", campaign, Chance.SEED, tally)
                .isTrue();
        return tally;
    }

    private static void write() {
        StringBuilder table = new StringBuilder(String.format(
                ROW + "%n",
                "campaign",
                "rounds",
                "acknowl.",
                "refused",
                "unknown",
                "landed",
                "lost",
                "doubled",
                "holes",
                "order",
                "changed",
                "seed " + Chance.SEED));
        for (Result r : ALL) {
            table.append(String.format(
                    ROW + "%n",
                    r.campaign(),
                    r.rounds(),
                    r.acknowledged(),
                    r.refused(),
                    r.unknown(),
                    r.unknownLanded(),
                    r.lost(),
                    r.doubled(),
                    r.holes(),
                    r.outOfOrder(),
                    r.changed(),
                    r.measured().isEmpty() ? "" : r.measured()));
        }
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(
                    FOLDER.resolve("results.json"),
                    JsonMapper.builder()
                                    .enable(SerializationFeature.INDENT_OUTPUT)
                                    .build()
                                    .writeValueAsString(ALL)
                            + "\n");
            Files.writeString(FOLDER.resolve("summary.txt"), table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.out.println("\n" + table);
    }
}
