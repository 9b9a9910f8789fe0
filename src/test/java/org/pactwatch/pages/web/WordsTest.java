package org.pactwatch.pages.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.pactwatch.compliance.Compliance;
import org.pactwatch.compliance.Force;
import org.pactwatch.compliance.Standing;
import org.pactwatch.config.EventTypes;
import org.pactwatch.decision.web.ProblemCatalogue;
import org.pactwatch.time.Counting;

/** What pages say in two languages: all of it in both, all of it used, and nothing that takes a side. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WordsTest {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Map<String, String> ENGLISH = words("messages.properties");
    private static final Map<String, String> GERMAN = words("messages_de.properties");
    private static final Map<String, String> ICONS = words("icons/icons.properties");
    private static final String TEMPLATES = text(RESOURCES.resolve("templates"), ".html");
    private static final String JAVA = text(Path.of("src/main/java"), ".java");

    /** The same word in both languages. */
    private static final Set<String> SAME = Set.of("API", "Token", "Status", "Name", "Version", "Sabotage", "Position");

    /** Families whose last part is chosen at run time, by code that no pattern here can read, such as {@code kind + '.'}. */
    private static final List<String> FAMILIES = List.of("force", "compliance", "standing");

    /** Of an act that was alleged, or of who is said to have done it, nothing is said that only a finding may say. */
    private static final List<String> TAKES_A_SIDE = List.of(
            "\\bbroke\\b",
            "\\bbroken\\b",
            "\\bbreach(es|ed)?\\b",
            "\\bviolators?\\b",
            "\\bviolated\\b",
            "\\bviolates\\b",
            "\\baggress(or|ors|ion|ive)\\b",
            "\\bperpetrators?\\b",
            "\\bculprits?\\b",
            "\\bguilty\\b",
            "\\boffenders?\\b",
            "\\benem(y|ies)\\b",
            "\\bterrorists?\\b",
            "\\bregime\\b");

    private static final List<String> TAKES_A_SIDE_IN_GERMAN = List.of(
            "\\bgebrochen",
            "\\bVertragsbr",
            "\\bTäter",
            "\\bAggress",
            "\\bSchuldig",
            "\\bFeind",
            "\\bTerror",
            "\\bRegime\\b");

    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]*(\\.[A-Za-z0-9_-]+)*");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d+)");
    /** {@code #{key}} and {@code #{key(arguments)}}. */
    private static final Pattern STATIC = Pattern.compile("#\\{([A-Za-z0-9_.-]+)[(}]");
    /** {@code #{|family.${…}|}}. */
    private static final Pattern DYNAMIC = Pattern.compile("#\\{\\|([^|]*)\\|");

    private static final Pattern LITERAL = Pattern.compile("[\"']([A-Za-z0-9_.-]+)[\"']");

    private static Map<String, String> words(String file) {
        Properties properties = new Properties() {
            private static final long serialVersionUID = 1;

            @Override
            public synchronized Object put(Object key, Object value) {
                assertThat(containsKey(key))
                        .as("%s stands twice in %s", key, file)
                        .isFalse();
                return super.put(key, value);
            }
        };
        try (var reader = Files.newBufferedReader(RESOURCES.resolve(file))) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> words = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> words.put(key, properties.getProperty(key)));
        return words;
    }

    private static String text(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .map(WordsTest::read)
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void both_languages_say_the_same_things() {
        assertThat(ENGLISH).hasSizeGreaterThan(100);
        assertThat(GERMAN.keySet()).isEqualTo(ENGLISH.keySet());
        assertThat(ENGLISH.keySet()).allSatisfy(key -> assertThat(key).matches(KEY));
    }

    @Test
    void both_languages_take_the_same_arguments() {
        ENGLISH.forEach((key, english) -> assertThat(found(PLACEHOLDER, GERMAN.getOrDefault(key, "")))
                .as(key)
                .isEqualTo(found(PLACEHOLDER, english)));
    }

    @Test
    void nothing_is_left_empty() {
        Stream.of(ENGLISH, GERMAN, ICONS)
                .forEach(words ->
                        words.forEach((key, value) -> assertThat(value).as(key).isNotBlank()));
    }

    @Test
    void german_is_german() {
        ENGLISH.forEach((key, english) -> {
            boolean words = english.replaceAll("\\{\\d+}", "").codePoints().anyMatch(Character::isLetter);
            if (words && !SAME.contains(english)) {
                assertThat(GERMAN.get(key)).as(key).isNotEqualTo(english);
            }
        });
    }

    @Test
    void an_apostrophe_is_doubled_where_a_message_takes_arguments() {
        // Where it isn't, MessageFormat drops it, and every argument behind it.
        Stream.of(ENGLISH, GERMAN)
                .forEach(words -> words.forEach((key, value) -> {
                    if (PLACEHOLDER.matcher(value).find()) {
                        assertThat(value.replace("''", "")).as(key).doesNotContain("'");
                    }
                }));
    }

    @Test
    void every_word_of_a_verdict_is_said_and_drawn() {
        for (Force force : Force.values()) {
            said("force." + force, true, true);
        }
        for (Compliance compliance : Compliance.values()) {
            said("compliance." + compliance, true, true);
        }
        for (Standing standing : Standing.values()) {
            said("standing." + standing, false, true);
        }
        for (Counting counting : Counting.values()) {
            said("counting." + counting, false, false);
        }
        for (Visit.Theme theme : Visit.Theme.values()) {
            said("theme." + theme, false, false);
        }
    }

    private static void said(String key, boolean why, boolean drawn) {
        assertThat(ENGLISH).containsKey(key);
        if (why) {
            assertThat(ENGLISH).containsKey(key + ".why");
        }
        if (drawn) {
            assertThat(ICONS).containsKey(key);
        }
    }

    @Test
    void no_family_has_a_word_for_what_there_is_not() {
        Map<String, Set<String>> families = Map.of(
                "force", names(Force.values()),
                "compliance", names(Compliance.values()),
                "standing", names(Standing.values()),
                "counting", names(Counting.values()));
        Stream.of(ENGLISH.keySet(), ICONS.keySet())
                .flatMap(Set::stream)
                .map(key -> key.split("\\."))
                .filter(parts -> parts.length > 1 && families.containsKey(parts[0]))
                .filter(parts -> parts[1].matches("[A-Z_]+"))
                .forEach(parts -> assertThat(families.get(parts[0])).contains(parts[1]));
    }

    private static Set<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).collect(Collectors.toSet());
    }

    @Test
    void every_word_that_a_template_asks_for_is_there() {
        Set<String> asked = found(STATIC, TEMPLATES);
        assertThat(asked).hasSizeGreaterThan(40);
        assertThat(ENGLISH.keySet()).containsAll(asked);
        for (String family : found(DYNAMIC, TEMPLATES)) {
            Pattern keys = keysOf(family);
            assertThat(ENGLISH.keySet())
                    .as("a word for %s", family)
                    .anyMatch(key -> keys.matcher(key).matches());
        }
    }

    /** The keys that a pattern such as {@code standing.${count.standing}} may stand for. */
    private static Pattern keysOf(String family) {
        Matcher parts = Pattern.compile("\\$\\{[^}]*}").matcher(family);
        StringBuilder keys = new StringBuilder();
        int at = 0;
        while (parts.find()) {
            keys.append(Pattern.quote(family.substring(at, parts.start()))).append("[A-Za-z0-9_-]+");
            at = parts.end();
        }
        return Pattern.compile(keys.append(Pattern.quote(family.substring(at))).toString());
    }

    @Test
    void every_word_is_said_somewhere() {
        Set<String> used = new HashSet<>(found(STATIC, TEMPLATES));
        used.addAll(found(LITERAL, TEMPLATES));
        used.addAll(found(LITERAL, JAVA));
        List<Pattern> families = Stream.concat(
                        // One that begins with an expression could be anything: FAMILIES names what it is.
                        found(DYNAMIC, TEMPLATES).stream()
                                .filter(family -> !family.startsWith("$"))
                                .map(WordsTest::keysOf),
                        Stream.concat(
                                Stream.of(
                                                FAMILIES.stream()
                                                        .map(family -> Pattern.compile(family + "\\.[A-Z_]+(\\.why)?")),
                                                // The only family whose names have dots of their own.
                                                EventTypes.all().keySet().stream()
                                                        .map(type -> Pattern.compile(Pattern.quote("event." + type))),
                                                // What is wrong in a form says in a second message what to do.
                                                found(LITERAL, JAVA).stream()
                                                        .filter(literal -> literal.matches("slip\\.[a-z]+"))
                                                        .map(slip ->
                                                                Pattern.compile(Pattern.quote(slip) + "(\\.fix)?")))
                                        .flatMap(each -> each),
                                // "family." + name
                                Stream.of(found(LITERAL, TEMPLATES), found(LITERAL, JAVA))
                                        .flatMap(Set::stream)
                                        .filter(literal -> literal.matches("[a-z][a-z0-9.-]*\\."))
                                        .map(prefix -> Pattern.compile(Pattern.quote(prefix) + "[A-Za-z0-9_-]+"))))
                .toList();
        assertThat(ENGLISH.keySet())
                .allSatisfy(key -> assertThat(used.contains(key)
                                || families.stream()
                                        .anyMatch(family -> family.matcher(key).matches()))
                        .as("%s is used", key)
                        .isTrue());
    }

    @Test
    void whatever_is_wrong_in_a_form_says_what_to_do() {
        List<String> slips = found(LITERAL, JAVA).stream()
                .filter(literal -> literal.matches("slip\\.[a-z]+"))
                .toList();
        assertThat(slips).hasSizeGreaterThan(10);
        assertThat(ENGLISH.keySet())
                .containsAll(slips)
                .containsAll(slips.stream().map(slip -> slip + ".fix").toList());
    }

    @Test
    void every_event_has_a_word() {
        assertThat(ENGLISH.keySet())
                .containsAll(EventTypes.all().keySet().stream()
                        .map(type -> "event." + type)
                        .toList());
    }

    @Test
    void no_word_takes_a_side() {
        assertThat(saying(TAKES_A_SIDE, Map.of("a", "One side Broke it", "b", "spoke")))
                .containsExactly("a");
        assertThat(saying(TAKES_A_SIDE, ENGLISH)).isEmpty();
        assertThat(saying(TAKES_A_SIDE_IN_GERMAN, Map.of("a", "Der Täter", "b", "Tat")))
                .containsExactly("a");
        assertThat(saying(TAKES_A_SIDE_IN_GERMAN, GERMAN)).isEmpty();
        // One says what a commitment is, the other that a connection ended: neither speaks of what somebody did.
        assertThat(saying(TAKES_A_SIDE, explanations(Locale.ENGLISH)))
                .containsExactlyInAnyOrder("commitments-missing", "body-unreadable");
        assertThat(saying(TAKES_A_SIDE_IN_GERMAN, explanations(Locale.GERMAN))).isEmpty();
    }

    private static Map<String, String> explanations(Locale reader) {
        return ProblemCatalogue.in(reader).features().stream()
                .flatMap(feature -> feature.rules().stream())
                .collect(Collectors.toMap(
                        ProblemCatalogue.Entry::rule, entry -> entry.title() + ". " + entry.explanation()));
    }

    @Test
    void every_file_of_rules_has_a_heading() {
        assertThat(ProblemCatalogue.in(Locale.ENGLISH).features())
                .isNotEmpty()
                .allSatisfy(feature -> assertThat(ENGLISH).containsKey("rules.of." + feature.name()));
    }

    private static List<String> saying(List<String> banned, Map<String, String> words) {
        Pattern any = Pattern.compile(
                String.join("|", banned),
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
        return words.entrySet().stream()
                .filter(word -> any.matcher(word.getValue()).find())
                .map(Map.Entry::getKey)
                .toList();
    }

    @Test
    void only_a_finding_is_called_a_violation() {
        // Wherever the word stands, it says that one was found, was not, or would be.
        Pattern qualified =
                Pattern.compile("found|finding|finds|establish|would be|alleg|nobody", Pattern.CASE_INSENSITIVE);
        ENGLISH.forEach((key, value) -> {
            if (value.toLowerCase(Locale.ROOT).contains("violation")) {
                assertThat(qualified.matcher(value).find())
                        .as("%s: %s", key, value)
                        .isTrue();
            }
        });
    }
}
