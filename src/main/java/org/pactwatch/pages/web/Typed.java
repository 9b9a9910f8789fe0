package org.pactwatch.pages.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pactwatch.access.Subject;
import org.pactwatch.access.web.RequestKey;
import org.pactwatch.compliance.web.Ask;
import org.pactwatch.decision.Rejection;
import org.pactwatch.decision.web.Problem;
import org.pactwatch.decision.web.Problems;
import org.pactwatch.decision.web.Untrusted;

/**
 * What somebody typed into a form, kept as it came, and what is wrong with it. A field is called as its place in the API's
 * body, with dots for slashes: {@code occurred.from}.
 */
public final class Typed {

    /** What each form has besides its fields. */
    private static final Set<String> APART = Set.of("_csrf", "key", "do");

    private final SortedMap<String, List<String>> values;
    private final List<Slip> faults = new ArrayList<>();
    private final Map<String, List<Slip>> byField = new HashMap<>();
    private final Set<String> rules = new LinkedHashSet<>();
    private final String key;
    private final String button;
    private final String prefix;
    private int status = 422;

    private Typed(String prefix, SortedMap<String, List<String>> values, String key, String button) {
        this.prefix = prefix;
        this.values = values;
        this.key = key;
        this.button = button;
    }

    /** An empty form, with a key of its own. */
    static Typed nothing() {
        return nothing("");
    }

    /** @param prefix of the ids of its fields, where a page has several forms */
    static Typed nothing(String prefix) {
        return new Typed(prefix, new TreeMap<>(), UUID.randomUUID().toString(), "");
    }

    /**
     * What was sent.
     *
     * @param prefix of the ids of its fields
     * @param fields with one value each
     * @param lists that may have several
     * @throws org.pactwatch.decision.web.ProblemException if there is more than that
     */
    static Typed of(HttpServletRequest http, String prefix, Set<String> fields, Set<String> lists) {
        String query = http.getQueryString();
        if (query != null && !query.isBlank()) {
            throw Ask.bad(
                    "parameter-unknown", "?", query, "A form's address takes no parameters.", "Send its fields alone.");
        }
        SortedMap<String, List<String>> values = new TreeMap<>();
        http.getParameterMap().forEach((name, sent) -> {
            if (APART.contains(name)) {
                return;
            }
            if (!fields.contains(name) && !lists.contains(name)) {
                throw Ask.bad(
                        "parameter-unknown",
                        name,
                        sent[0],
                        "This form has no field \"" + Untrusted.shown(name) + "\".",
                        "Load the page again.");
            }
            if (sent.length > 1 && !lists.contains(name)) {
                throw Ask.bad(
                        "parameter-twice", name, sent[1], "The field \"" + name + "\" came twice.", "Send it once.");
            }
            List<String> said = new ArrayList<>();
            for (String each : sent) {
                // Browsers send lines with CR LF, whatever was typed.
                String value = each.replace("\r\n", "\n").strip();
                if (!value.isEmpty()) {
                    said.add(value);
                }
            }
            if (!said.isEmpty()) {
                values.put(name, said);
            }
        });
        String key = http.getParameter("key");
        String button = http.getParameter("do");
        Typed typed = new Typed(prefix, values, key == null ? "" : key, button == null ? "" : button);
        values.forEach((name, said) -> said.stream()
                .filter(value -> !Untrusted.isKeepable(value))
                .forEach(value -> typed.fault(name, value, "slip.character")));
        return typed;
    }

    /** By what the form is known again when it is sent twice. */
    RequestKey requestKey(HttpServletRequest http, Subject subject) {
        return RequestKey.ofForm(http, subject, key, values);
    }

    public String key() {
        return key;
    }

    /** Which button was pressed; empty if none says. */
    String button() {
        return button;
    }

    /** {@code null} if nothing was typed. */
    @Nullable
    String text(String field) {
        List<String> said = values.get(field);
        return said == null ? null : said.get(0);
    }

    /** The value of that name; {@code null} if nothing was typed, or what was typed names none: then that is a fault. */
    <E extends Enum<E>> @Nullable E choice(String field, E[] values) {
        String text = text(field);
        if (text == null) {
            return null;
        }
        for (E value : values) {
            if (value.name().equals(text)) {
                return value;
            }
        }
        fault(field, text, "slip.choice");
        return null;
    }

    /** What can be chosen. */
    static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }

    List<String> all(String field) {
        return values.getOrDefault(field, List.of());
    }

    /** Puts a value in, as a suggestion. */
    void suggest(String field, String value) {
        values.put(field, List.of(value));
    }

    /** Of the field in the page. */
    public String id(String field) {
        return prefix + field;
    }

    /** For the value of an input; empty if nothing was typed. */
    public String value(String field) {
        String text = text(field);
        return text == null ? "" : text;
    }

    public boolean has(String field, String value) {
        return all(field).contains(value);
    }

    /** Was anything typed into this field, or into one that belongs to it? */
    public boolean any(String field) {
        return values.keySet().stream().anyMatch(name -> name.equals(field) || name.startsWith(field + "."))
                || byField.keySet().stream().anyMatch(name -> name.equals(field) || name.startsWith(field + "."));
    }

    /** @param key of a message, and with {@code .fix} behind it of another; both take {@code arguments} */
    void fault(String field, @Nullable String value, String key, String... arguments) {
        add(Slip.of(field, value, key, arguments));
    }

    /** Takes note of a refusal: beside its fields, and where it names none, above all. */
    void refused(Rejection why) {
        refused(Problems.of(why));
    }

    /** The HTTP status that goes with the last refusal. */
    int status() {
        return status;
    }

    void refused(Problem why) {
        status = why.status();
        rules.add(why.rule());
        if (why.errors().isEmpty()) {
            add(Slip.refused("", Problem.Fault.field("", null, why.detail(), "")));
        }
        for (Problem.Fault fault : why.errors()) {
            String pointer = fault.pointer() == null ? "" : fault.pointer();
            String field = pointer.replaceFirst("^/", "")
                    .replace('/', '.')
                    .replaceFirst("^(accused|attributedTo|supports)\\..*", "$1");
            add(Slip.refused(field, fault));
        }
    }

    private void add(Slip slip) {
        faults.add(slip);
        byField.computeIfAbsent(slip.field(), name -> new ArrayList<>()).add(slip);
    }

    public boolean refused() {
        return !faults.isEmpty();
    }

    /** By which rules it was refused; empty where nothing but this form itself found fault. */
    public List<String> rules() {
        return List.copyOf(rules);
    }

    /** Every fault, in the order in which they were found. */
    public List<Slip> faults() {
        return Collections.unmodifiableList(faults);
    }

    public List<Slip> faults(String field) {
        return byField.getOrDefault(field, List.of());
    }

    /** For {@code aria-invalid}: {@code null} leaves it out. */
    public @Nullable String invalid(String field) {
        return byField.containsKey(field) ? "true" : null;
    }

    /** For {@code aria-describedby}: the fault, before what helps. */
    public @Nullable String described(String field, @Nullable String help) {
        String fault = byField.containsKey(field) ? id(field) + ".fault" : null;
        return fault == null ? help : help == null ? fault : fault + " " + help;
    }
}
