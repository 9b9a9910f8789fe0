package org.pactwatch.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What was measured, as a file and as a table. */
final class Results {

    /** Of every class that measures in this JVM, so that one file holds them. */
    static final Results ALL = new Results();

    private final List<Result> all = new ArrayList<>();

    /**
     * @param against what it is compared with
     * @param goal what the median is to reach, or not to pass where less is better; {@code null}: reported only
     */
    record Result(
            String name,
            String against,
            @Nullable Double goal,
            String unit,
            double min,
            double median,
            double max,
            int runs,
            boolean holds) {}

    void atLeast(@Nullable Double goal, String name, String against, String unit, double... values) {
        add(goal, 1, name, against, unit, values);
    }

    /** The same where less is better. */
    void atMost(@Nullable Double goal, String name, String against, String unit, double... values) {
        add(goal, -1, name, against, unit, values);
    }

    private void add(@Nullable Double goal, int sign, String name, String against, String unit, double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        all.add(new Result(
                name,
                against,
                goal,
                unit,
                rounded(sorted[0]),
                rounded(median),
                rounded(sorted[sorted.length - 1]),
                sorted.length,
                goal == null || sign * median >= sign * goal));
        System.out.println(row(all.get(all.size() - 1)));
    }

    private static double rounded(double value) {
        return Math.abs(value) < 100 ? Math.round(value * 1000) / 1000.0 : Math.round(value);
    }

    void write(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(
                    file,
                    JsonMapper.builder()
                                    .enable(SerializationFeature.INDENT_OUTPUT)
                                    .build()
                                    .writeValueAsString(all)
                            + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.out.println();
        System.out.printf(
                "%-52s %-36s %6s %9s %9s %9s %4s %s%n", "what", "against", "goal", "min", "median", "max", "runs", "");
        all.forEach(result -> System.out.println(row(result)));
    }

    private static String row(Result r) {
        return String.format(
                "%-52s %-36s %6s %9s %9s %9s %4d %s",
                r.name(),
                r.against(),
                r.goal() == null ? "" : text(r.goal()),
                text(r.min()),
                text(r.median()),
                text(r.max()),
                r.runs(),
                (r.unit().equals("ratio") ? "" : r.unit() + " ") + (r.holds() ? "" : "does not hold"));
    }

    private static String text(double value) {
        return Math.abs(value) < 100 ? String.format("%.3f", value) : String.format("%.0f", value);
    }
}
