package org.pactwatch.reference;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.pactwatch.reference.Known.Declared;
import org.pactwatch.reference.Known.Entry;
import org.pactwatch.reference.Known.Finding;
import org.pactwatch.reference.Standings.Standing;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the answers of the API must be, by the rules ({@code rules: 1}), from the calls that were accepted. Naive on
 * purpose: it keeps the calls as they came and works out every answer from all of them, each time anew.
 *
 * <p>Not yet in it: extension, suspension, resumption, termination, amendment (6, 9, 12 to 14), corrections, retractions
 * and duplicates of incidents (24, 25), coverage (26 but its last sentence).
 */
public final class ReferenceModel {

    private static final List<String> STANDINGS = List.of(
            "ALLEGED",
            "CONTESTED",
            "UNRESOLVED",
            "SUBSTANTIATED",
            "DISMISSED",
            "BOUNDARY",
            "BEFORE_BINDING",
            "OUTSIDE_TERM",
            "OUTSIDE_SCOPE");
    private static final List<String> COUNTS = List.of(
            "alleged",
            "contested",
            "unresolved",
            "substantiated",
            "dismissed",
            "boundary",
            "beforeBinding",
            "outsideTerm",
            "outsideScope");
    private static final int COUNTED_EXACTLY = 10_000; // rule 23
    private static final int BASIS_ITEMS = 20;

    private final List<Entry> entries = new ArrayList<>();

    /**
     * A call that the API accepted, in the order of positions.
     *
     * @param call such as {@code POST /agreements/a1/declarations}, with the ids in place
     * @param body as sent
     * @param position as answered
     * @param id as answered: what names the incident that {@code POST /incidents} made
     */
    public void accepted(String call, JsonNode body, long position, Instant recorded, String id) {
        if (!entries.isEmpty() && entries.get(entries.size() - 1).position() >= position) {
            throw new IllegalArgumentException("position " + position + " does not follow");
        }
        entries.add(new Entry(call, body.deepCopy(), position, recorded, id));
    }

    /** Must saying this now be a new event? Not if the very same was said before, and is still the latest word. */
    public boolean saysSomethingNew(String call, JsonNode body) {
        for (Entry earlier : entries.reversed()) {
            boolean ofTheSame = earlier.call().equals(call)
                    && (!call.endsWith("/attributions")
                            || subject(earlier.body()).equals(subject(body)));
            if (ofTheSame && earlier.body().equals(body)) {
                return false;
            }
            if (ofTheSame && call.endsWith("/attributions")) {
                return true;
            }
        }
        return true;
    }

    /**
     * With which status the rules refuse a call: 0 if they don't, -1 if the status is left open. Of all refusals only
     * those that depend on what was said before, or on who says it.
     */
    public int refusal(String call, JsonNode body) {
        if (call.endsWith("/attributions")) {
            boolean counter = Json.text(body, "stance").equals("COUNTER_ACCUSES");
            return counter && Json.text(body, "accused").equals(Json.text(body, "claimant")) ? -1 : 0; // rule 19
        }
        if (!call.endsWith("/declarations")) {
            return 0;
        }
        Known known = Known.upTo(Long.MAX_VALUE, entries);
        JsonNode agreement = registered(known, Json.segment(call, 2));
        return switch (Json.text(body, "type")) {
            case "RELEASE", "RESERVATION", "WAIVER" -> isByObligor(body, agreement) ? 0 : -1; // rule 16
            case "READING" -> changesReading(body, known.readings(agreement)) ? 409 : 0;
            default -> 0;
        };
    }

    private static boolean isByObligor(JsonNode declaration, JsonNode agreement) {
        String commitment = Json.text(declaration, "commitment");
        return Json.text(declaration, "by").equals(Lens.asWritten(agreement).obligor(commitment));
    }

    /** Under its id a reading stays as it was first declared. */
    private static boolean changesReading(JsonNode declaration, List<Lens> declared) {
        return declared.stream()
                .map(lens -> content(lens.reading()))
                .filter(earlier -> Json.text(earlier, "id").equals(Json.text(declaration, "id")))
                .anyMatch(earlier -> !earlier.equals(content(declaration)));
    }

    private static ObjectNode content(JsonNode reading) {
        ObjectNode content = ((ObjectNode) reading).deepCopy();
        content.remove("type");
        return content;
    }

    private static String subject(JsonNode attribution) {
        return Json.text(attribution, "claimant") + " of " + Json.text(attribution, "accused");
    }

    /** The last position recorded at or before {@code knownAt}; 0 if there is none. */
    public long positionAt(Instant knownAt) {
        return entries.stream()
                .filter(entry -> !entry.recorded().isAfter(knownAt))
                .mapToLong(Entry::position)
                .max()
                .orElse(0);
    }

    /** The ids of the readings, ordered, as known at a position. */
    public List<String> readings(String agreement, long knownAt) {
        Known known = Known.upTo(knownAt, entries);
        return known.readings(registered(known, agreement)).stream()
                .map(lens -> Json.text(lens.reading(), "id"))
                .toList();
    }

    /**
     * The codes of which a question must be refused with one, as 404; empty if it must be answered. A refusal whose code
     * no rule fixes is {@code "?"}.
     *
     * @param reading {@code null} asks for all
     */
    public List<String> expectedErrors(String agreement, @Nullable String reading, long knownAt) {
        Known known = Known.upTo(knownAt, entries);
        if (known.agreement(agreement) == null) {
            return List.of("not-known-then"); // rule 1
        }
        if (reading == null || readings(agreement, knownAt).contains(reading)) {
            return List.of();
        }
        boolean later = readings(agreement, Long.MAX_VALUE).contains(reading);
        return List.of(later ? "reading-not-yet-known" : "?");
    }

    /** Rule 1, of an incident: the codes of which {@code GET /incidents/{id}} must be refused with one. */
    public List<String> expectedErrors(String incident, long knownAt) {
        return incident(Known.upTo(knownAt, entries), incident) == null ? List.of("not-known-then") : List.of();
    }

    /** One verdict per reading, ordered by id, and whether they agree. */
    public ObjectNode verdicts(String agreement, String commitment, Instant at, long knownAt) {
        ObjectNode answer = Json.object().put("agreement", agreement);
        ArrayNode verdicts = Json.array();
        Set<String> answers = new HashSet<>();
        for (String reading : readings(agreement, knownAt)) {
            ObjectNode verdict = verdict(agreement, commitment, reading, at, knownAt);
            verdicts.add(verdict);
            answers.add(Json.text(verdict, "force") + " " + Json.text(verdict, "compliance"));
        }
        // The closing paragraph: the same force and compliance under all.
        answer.put("readingsAgree", answers.size() == 1);
        answer.set("verdicts", verdicts);
        return answer;
    }

    /** Every field of the verdict that the rules determine. {@code startsIn}, {@code endedAgo} only where they apply. */
    public ObjectNode verdict(String agreement, String commitment, String reading, Instant at, long knownAt) {
        Known known = Known.upTo(knownAt, entries);
        Lens lens = lens(known, agreement, reading);
        Judge judge = new Judge(known, lens);
        JsonNode promise = lens.commitment(commitment);

        ObjectNode verdict = Json.object()
                .put("agreement", agreement)
                .put("commitment", commitment)
                .put("kind", Json.text(promise, "kind"))
                .put("obligor", Json.text(promise, "obligor"))
                .put("beneficiary", Json.textOrNull(promise, "beneficiary"))
                .put("reading", reading)
                .put("at", at.toString())
                .put("rules", 1)
                .put("force", judge.force(commitment, at))
                .put("compliance", judge.compliance(commitment, at));
        verdict.set("foundBy", foundBy(judge, commitment, at));
        putTerm(verdict, judge, commitment, at);
        if (lens.isProhibition(commitment)) {
            verdict.set("incidents", counts(judge.standings(commitment, at)));
        } else {
            putDelivery(verdict, judge, commitment, at);
        }
        verdict.put("lastReportedAt", text(lastReportedAt(judge.standings(commitment, at))));
        verdict.set("basis", basis(judge, commitment, at));
        verdict.set("contestedDeclarations", contested(judge, commitment, at));
        Judge.Transition next = judge.nextTransition(commitment, at);
        verdict.set(
                "nextTransition",
                next == null
                        ? Json.MAPPER.nullNode()
                        : Json.object().put("at", next.at().toString()).put("to", next.to()));
        return verdict;
    }

    /** Who found the violation: the authorities of the SUBSTANTIATED standings, by name. */
    private static ArrayNode foundBy(Judge judge, String commitment, Instant at) {
        Set<String> authorities = new TreeSet<>();
        for (Standing standing : judge.standing(commitment, at, "SUBSTANTIATED")) {
            standing.findings().stream().map(Finding::authority).forEach(authorities::add);
        }
        return Json.arrayOf(List.copyOf(authorities));
    }

    /** Rules 2 to 5. The countdown runs on the term alone; only a release stops it. */
    private static void putTerm(ObjectNode verdict, Judge judge, String commitment, Instant at) {
        Term term = judge.lens().term(commitment);
        Declared release = judge.release(commitment, at);
        Duration remaining = release == null ? term.remaining(at) : Duration.ZERO;
        verdict.set(
                "term",
                Json.object()
                        .put("start", term.start().toString())
                        .put("end", term.end().toString())
                        .put("length", term.length())
                        .put("counting", term.counting())
                        .put("zone", term.zone()));
        verdict.put("boundFrom", text(judge.bound(commitment, at)))
                .put("elapsed", term.elapsed(at).toString())
                .put("remaining", remaining.toString())
                .put("remainingSeconds", remaining.toSeconds())
                .put("remainingDays", remaining.toDays());
        if (at.isBefore(term.start())) {
            verdict.put("startsIn", Duration.between(at, term.start()).toString());
        }
        Instant ended = release == null ? term.end() : release.at();
        if (!at.isBefore(ended)) {
            verdict.put("endedAgo", Duration.between(ended, at).toString());
        }
        ObjectNode day = term.day(at);
        verdict.set("day", day == null ? Json.MAPPER.nullNode() : day);
    }

    /** Rule 23: the counts are a partition by standing, and their sum. */
    private static ObjectNode counts(List<Standing> standings) {
        ObjectNode counts = Json.object().put("reported", Math.min(standings.size(), COUNTED_EXACTLY));
        boolean capped = false;
        for (int i = 0; i < STANDINGS.size(); i++) {
            String name = STANDINGS.get(i);
            long count = standings.stream()
                    .filter(standing -> standing.standing().equals(name))
                    .count();
            counts.put(COUNTS.get(i), Math.min(count, COUNTED_EXACTLY));
            capped = capped || count > COUNTED_EXACTLY;
        }
        return counts.put("capped", capped || standings.size() > COUNTED_EXACTLY);
    }

    /** Rule 27. */
    private static void putDelivery(ObjectNode verdict, Judge judge, String commitment, Instant at) {
        long promised = judge.promised(commitment);
        long confirmed = judge.delivered(commitment, at, true);
        verdict.put("promised", promised)
                .put("unit", Json.textOrNull(judge.lens().commitment(commitment), "unit"))
                .put("confirmed", confirmed)
                .put("claimed", judge.delivered(commitment, at, false))
                .put("progress", Math.min(100, 100 * confirmed / promised));
    }

    /** The closing paragraph: the latest {@code reported} of those that are not OUTSIDE_SCOPE. */
    private static @Nullable Instant lastReportedAt(List<Standing> standings) {
        return standings.stream()
                .filter(standing -> !standing.standing().equals("OUTSIDE_SCOPE"))
                .map(Standing::reported)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** The paragraph on the basis. */
    private static ObjectNode basis(Judge judge, String commitment, Instant at) {
        String compliance = judge.compliance(commitment, at);
        if (!judge.lens().isProhibition(commitment)) {
            return basis(compliance.toLowerCase(Locale.ROOT).replace('_', '-'), List.of());
        }
        return switch (compliance) {
            case "NOT_BINDING" -> basis("not-binding", List.of());
            case "VIOLATION_FOUND" -> basis("substantiated-finding", judge.standing(commitment, at, "SUBSTANTIATED"));
            case "ALLEGED" -> {
                List<Standing> alleged = judge.standing(commitment, at, "ALLEGED");
                // `boundary-allegation` stands where there are no ALLEGED ones.
                yield alleged.isEmpty()
                        ? basis("boundary-allegation", judge.standing(commitment, at, "BOUNDARY"))
                        : basis("open-allegation", alleged);
            }
            case "CONTESTED" -> basis("contested-allegation", judge.standing(commitment, at, "CONTESTED"));
            case "UNRESOLVED" -> basis("unresolved", judge.standing(commitment, at, "UNRESOLVED"));
            default -> basis("no-open-allegation", List.of());
        };
    }

    private static ObjectNode basis(String rule, List<Standing> restsOn) {
        ArrayNode items = Json.array();
        restsOn.stream()
                .sorted(Comparator.comparingLong(Standing::position))
                .limit(BASIS_ITEMS)
                .forEach(standing -> items.add(
                        Json.object().put("incident", standing.incident()).put("position", standing.position())));
        ObjectNode basis = Json.object().put("rule", rule).put("total", restsOn.size());
        basis.set("items", items);
        return basis;
    }

    /** Rule 16. */
    private static ArrayNode contested(Judge judge, String commitment, Instant at) {
        ArrayNode contested = Json.array();
        for (Declared release : judge.contested(commitment, at)) {
            contested.add(Json.object()
                    .put("type", "RELEASE")
                    .put("id", Json.textOrNull(release.body(), "id"))
                    .put("position", release.position()));
        }
        return contested;
    }

    /** An incident's standing towards every commitment that it bears on, under each reading; in no order that matters. */
    public ArrayNode standings(String incident, Instant at, long knownAt) {
        Known known = Known.upTo(knownAt, entries);
        ArrayNode standings = Json.array();
        Entry first = incident(known, incident);
        if (first == null) {
            return standings;
        }
        for (JsonNode agreement : known.agreements()) {
            for (Lens lens : known.readings(agreement)) {
                for (String commitment : lens.commitments()) {
                    if (lens.isProhibition(commitment)) {
                        Window window = new Judge(known, lens).window(commitment, at);
                        Standing standing = new Standings(known, lens).of(first, commitment, at, window);
                        if (standing != null) {
                            standings.add(Json.object()
                                    .put("agreement", lens.agreementId())
                                    .put("commitment", commitment)
                                    .put("reading", Json.text(lens.reading(), "id"))
                                    .put("standing", standing.standing()));
                        }
                    }
                }
            }
        }
        return standings;
    }

    private static @Nullable Entry incident(Known known, String id) {
        return known.incidents().stream()
                .filter(entry -> entry.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    private static JsonNode registered(Known known, String agreement) {
        return Objects.requireNonNull(known.agreement(agreement), "not known then: " + agreement);
    }

    private static Lens lens(Known known, String agreement, String reading) {
        return known.readings(registered(known, agreement)).stream()
                .filter(lens -> Json.text(lens.reading(), "id").equals(reading))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not known then: " + reading));
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
