package org.pactwatch.compliance.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;

/** Reads the text that Prometheus reads. */
final class Exposition {

    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern TAG = Pattern.compile("([a-zA-Z0-9_]+)=\"([^\"]*)\",?");

    private final List<String> lines;

    Exposition(String text) {
        lines = text.lines().toList();
    }

    /** A metric as it describes itself. */
    record Described(String type, String help, SortedSet<String> tags) {}

    private record Sample(String name, SortedMap<String, String> tags, double value) {}

    private List<Sample> samples() {
        List<Sample> samples = new ArrayList<>();
        for (String line : lines) {
            if (!line.startsWith("#")) {
                Matcher sample = SAMPLE.matcher(line);
                Assertions.assertThat(sample.matches()).as(line).isTrue();
                SortedMap<String, String> tags = new TreeMap<>();
                Matcher tag = TAG.matcher(sample.group(2) == null ? "" : sample.group(2));
                while (tag.find()) {
                    tags.put(tag.group(1), tag.group(2));
                }
                samples.add(new Sample(sample.group(1), tags, Double.parseDouble(sample.group(3))));
            }
        }
        return samples;
    }

    /** Values of the name, by their tags, of those that have all of {@code with}. */
    Map<Map<String, String>, Double> values(String name, Map<String, String> with) {
        return samples().stream()
                .filter(sample ->
                        sample.name().equals(name) && sample.tags().entrySet().containsAll(with.entrySet()))
                .collect(Collectors.toMap(Sample::tags, Sample::value));
    }

    /** The only value of the name with these tags. */
    double value(String name, Map<String, String> with) {
        Map<Map<String, String>, Double> values = values(name, with);
        Assertions.assertThat(values).as("%s%s", name, with).hasSize(1);
        return values.values().iterator().next();
    }

    /** All values of a tag. */
    SortedSet<String> tagged(String name, String tag) {
        return samples().stream()
                .filter(sample -> sample.name().equals(name) && sample.tags().containsKey(tag))
                .map(sample -> sample.tags().get(tag))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Every metric that begins with {@code prefix}, by name. */
    SortedMap<String, Described> described(String prefix) {
        SortedMap<String, Described> described = new TreeMap<>();
        for (String line : lines) {
            if (line.startsWith("# TYPE " + prefix)) {
                String[] words = line.split(" ");
                described.put(words[2], new Described(words[3], help(words[2]), tags(words[2])));
            }
        }
        return described;
    }

    private String help(String name) {
        String start = "# HELP " + name + " ";
        return lines.stream()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .map(line -> line.substring(start.length()))
                .orElse("");
    }

    private SortedSet<String> tags(String name) {
        SortedSet<String> tags = samples().stream()
                .filter(sample -> sample.name().equals(name) || sample.name().equals(name + "_count"))
                .flatMap(sample -> sample.tags().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        tags.remove("le");
        return tags;
    }

    List<String> lines() {
        return lines;
    }
}
