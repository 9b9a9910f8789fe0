package org.pactwatch.reference;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A random history: the calls that make it, one by one, and questions about it. All times come from a small set of
 * instants at and around the edges of the terms, so that equal instants and the corners of the rules are frequent.
 *
 * <p>Whoever plays it tells it each answer, since later calls name what earlier ones made:
 *
 * <pre>{@code
 * while (history.hasNext()) {
 *     Step step = history.next();
 *     … post it …
 *     history.answered(step, position, id);
 * }
 * }</pre>
 *
 * The same seed and run give the same history, but for the ids and positions that the answers bring in.
 */
public final class RandomHistory {

    /** Who posts a step. */
    public enum Role {
        MONITOR,
        REVIEWER,
        REGISTRAR
    }

    /**
     * One call.
     *
     * @param call such as {@code POST /incidents}, with ids in place, relative to the base of the API
     * @param refusal the status with which the rules refuse it; 0 if it must be accepted, -1 if it must be refused with
     *     any status of the 400s
     */
    public record Step(Role role, String call, ObjectNode body, int refusal) {}

    /** A question about one commitment. {@code reading == null} asks for all readings. */
    public record Question(
            String agreement, String commitment, @Nullable String reading, Instant at, long knownAt) {}

    /** A question about one incident. */
    public record IncidentQuestion(String incident, Instant at, long knownAt) {}

    private record Occasion(String zone, List<String> starts) {}

    /** Starts near a change of the clock, in a gap and in an overlap. */
    private static final List<Occasion> OCCASIONS = List.of(
            new Occasion("Europe/Kyiv", List.of("2025-03-29T00:00", "2025-03-29T18:30", "2025-03-30T03:30")),
            new Occasion("Europe/Kyiv", List.of("2025-10-25T00:00", "2025-10-25T12:00", "2025-10-26T03:30")),
            new Occasion("Europe/Moscow", List.of("2025-03-18T00:00", "2025-03-18T18:30")),
            new Occasion("Europe/Moscow", List.of("2014-10-25T12:00", "2014-10-26T01:30")),
            new Occasion("America/New_York", List.of("2025-03-08T12:00", "2025-03-09T02:30")),
            new Occasion("America/New_York", List.of("2025-11-01T00:00", "2025-11-02T01:30")),
            new Occasion("Pacific/Apia", List.of("2011-12-29T12:00", "2011-12-30T10:00")),
            new Occasion("Asia/Beirut", List.of("2025-03-29T00:00", "2025-03-30T00:00")), // a gap at midnight
            new Occasion("America/Havana", List.of("2024-11-02T18:00", "2024-11-03T00:30"))); // an overlap at midnight

    private static final List<String> LENGTHS = List.of("P1D", "P2D", "P2D", "P3D", "P1W", "PT36H", "PT48H");
    private static final List<String> COUNTINGS =
            List.of("ELAPSED", "CALENDAR", "DAYS_INCLUSIVE", "DAYS_EXCLUSIVE", "UNTIL");
    private static final List<String> CONSENTS =
            List.of("ACCEPTED", "ACCEPTED", "ACCEPTED", "ACCEPTED_CONDITIONALLY", "PENDING", "REJECTED");
    private static final List<String> OUTCOMES = List.of(
            "SUBSTANTIATED",
            "SUBSTANTIATED",
            "SUBSTANTIATED",
            "SUBSTANTIATED",
            "UNSUBSTANTIATED",
            "INCONCLUSIVE",
            "NOT_ATTRIBUTABLE",
            "OUT_OF_SCOPE",
            "WITHIN_EXCEPTION");
    private static final List<String> TARGETS = List.of(
            "SUBSTATION",
            "SUBSTATION",
            "SUBSTATION",
            "OIL_REFINERY",
            "GAS_METERING",
            "HYDRO_DAM",
            "CIVIL_INFRASTRUCTURE");
    private static final List<String> AUTHORITIES = List.of("Commission", "Mission", "Panel");

    private final Random random;
    private final Occasion occasion;
    private final String tag;
    private final int length;

    /** The parties: two adversaries, a third party, and a bystander who may confirm only where nobody benefits. */
    private final String a;

    private final String b;
    private final String mediator;
    private final String bystander;

    /** The agreements drawn beforehand, and those registered so far. */
    private final List<ObjectNode> drawn = new ArrayList<>();

    private final List<ObjectNode> registered = new ArrayList<>();

    /** Readings that wait to be declared, with their agreement's id. */
    private final List<ObjectNode> readingsToCome = new ArrayList<>();

    private final List<ObjectNode> readingsDeclared = new ArrayList<>();
    private final List<Instant> instants = new ArrayList<>();

    private final List<String> incidents = new ArrayList<>();
    private final List<ObjectNode> reports = new ArrayList<>();
    private final List<Made> findings = new ArrayList<>();
    private final List<ObjectNode> deliveries = new ArrayList<>();
    private final List<Long> positions = new ArrayList<>();
    private @Nullable ObjectNode lastFinding;
    private int steps;

    /** Something that an earlier step made. */
    private record Made(String incident, long position, ObjectNode body) {}

    /**
     * @param run sets this run's ids apart from those of other runs on the same server: letters and digits
     */
    public RandomHistory(long seed, String run) {
        random = new Random(seed * 0x9E3779B97F4A7C15L);
        tag = (seed + "X" + run).toUpperCase(Locale.ROOT);
        a = "A" + tag;
        b = "B" + tag;
        mediator = "M" + tag;
        bystander = "W" + tag;
        occasion = one(OCCASIONS);
        length = 15 + random.nextInt(45);
        int agreements = chance(30) ? 2 : 1;
        for (int i = 1; i <= agreements; i++) {
            drawn.add(agreement(i));
        }
        drawInstants();
        drawn.forEach(this::fillInTimes);
        readingsToCome.forEach(this::fillInBoundFrom);
    }

    // ---- Playing

    public boolean hasNext() {
        return steps < length;
    }

    /** The next call. */
    public Step next() {
        steps++;
        Step release = lastFinding == null ? null : releaseAfter(lastFinding);
        lastFinding = null;
        if (release != null) {
            return release;
        }
        if (registered.isEmpty() || (registered.size() < drawn.size() && chance(10))) {
            ObjectNode agreement = drawn.get(registered.size());
            registered.add(agreement);
            return new Step(Role.REGISTRAR, "POST /agreements", agreement, 0);
        }
        if (chance(3)) {
            return refused();
        }
        int roll = random.nextInt(100);
        boolean fewIncidents = incidents.size() < 6;
        if ((roll < 22 && (fewIncidents || chance(20))) || (roll < 70 && incidents.isEmpty())) {
            return new Step(Role.MONITOR, "POST /incidents", report(), 0);
        }
        if (roll < 27) {
            return new Step(Role.MONITOR, "POST /incidents/" + incident() + "/reports", report(), 0);
        }
        if (roll < 45) {
            return attribution();
        }
        if (roll < 66) {
            return finding();
        }
        return declaration();
    }

    /** Where a party is free to go because of what was found, it often goes, and sooner than the finding. */
    private @Nullable Step releaseAfter(ObjectNode finding) {
        List<String> blamed = Json.strings(finding, "attributedTo");
        if (blamed.isEmpty() || chance(65)) {
            return null;
        }
        ObjectNode agreement = one(registered);
        for (JsonNode commitment : Json.list(agreement, "commitments")) {
            if (!blamed.contains(Json.text(commitment, "obligor"))) {
                return declare(agreement, chance(85) ? "RELEASE" : "WAIVER", release(commitment));
            }
        }
        return null;
    }

    /**
     * What the API answered to an accepted step.
     *
     * @param id what it answered as {@code id}; of use after {@code POST /incidents} only
     */
    public void answered(Step step, long position, String id) {
        positions.add(position);
        if (step.call().equals("POST /incidents")) {
            incidents.add(id);
            reports.add(step.body());
        }
        if (step.call().endsWith("/findings") && !Json.has(step.body(), "withdraws")) {
            findings.add(new Made(Json.segment(step.call(), 2), position, step.body()));
            lastFinding = step.body();
        }
    }

    /** Questions about the history so far; draw them after playing, or in between. */
    public List<Question> questions(int count) {
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < count && !registered.isEmpty(); i++) {
            ObjectNode agreement = one(registered);
            List<String> readings = new ArrayList<>(List.of(Lens.AS_WRITTEN));
            for (JsonNode reading : Json.list(agreement, "readings")) {
                readings.add(Json.text(reading, "id"));
            }
            for (ObjectNode reading : readingsDeclared) {
                if (isOf(agreement, reading)) {
                    readings.add(Json.text(reading, "id"));
                }
            }
            // `as-written` is mostly no reading: ask for it as the only one, and else rarely.
            String reading =
                    readings.size() == 1 || chance(5) ? readings.get(0) : one(readings.subList(1, readings.size()));
            questions.add(new Question(
                    Json.text(agreement, "id"),
                    Json.text(one(Json.list(agreement, "commitments")), "key"),
                    chance(30) ? null : reading,
                    instant(),
                    knownAt()));
        }
        return questions;
    }

    public List<IncidentQuestion> incidentQuestions(int count) {
        List<IncidentQuestion> questions = new ArrayList<>();
        for (int i = 0; i < count && !incidents.isEmpty(); i++) {
            questions.add(new IncidentQuestion(one(incidents), instant(), knownAt()));
        }
        return questions;
    }

    private long knownAt() {
        return chance(50) ? positions.get(positions.size() - 1) : one(positions);
    }

    // ---- Agreements

    private ObjectNode agreement(int number) {
        ObjectNode agreement = Json.object().put("id", ("h" + tag + "-" + number).toLowerCase(Locale.ROOT));
        agreement.put("title", "Random agreement " + number);
        ArrayNode parties = agreement.putArray("parties");
        parties.add(party(a, "OBLIGOR", "BENEFICIARY"));
        parties.add(party(b, "OBLIGOR", "BENEFICIARY"));
        parties.add(party(mediator, one(List.of("MEDIATOR", "GUARANTOR", "FACILITATOR"))));
        parties.add(party(bystander, "BENEFICIARY"));

        boolean oneWay = chance(15);
        ArrayNode commitments = agreement.putArray("commitments");
        commitments.add(prohibition("a-abstains", a, b));
        if (!oneWay) {
            commitments.add(prohibition("b-abstains", b, a));
        }
        if (oneWay || chance(60)) {
            commitments.add(delivery("a-delivers", a, chance(60) ? b : null));
        }
        if (!oneWay && chance(25)) {
            commitments.add(delivery("b-delivers", b, chance(60) ? a : null));
        }
        for (JsonNode commitment : commitments.values()) {
            ArrayNode conditions = conditions(Json.text(commitment, "key"), agreement, 75);
            if (!conditions.isEmpty()) {
                ((ObjectNode) commitment).set("conditions", conditions);
            }
        }

        int readings = chance(15) ? 0 : 1 + random.nextInt(3);
        List<ObjectNode> drawnReadings = new ArrayList<>();
        for (int i = 1; i <= readings; i++) {
            drawnReadings.add(reading("r" + i, agreement));
        }
        if (readings > 0) {
            agreement.putArray("readings").addAll(drawnReadings);
        }
        if (chance(40)) {
            ObjectNode later = reading("later", agreement).put("agreement", Json.text(agreement, "id"));
            readingsToCome.add(later);
            drawnReadings.add(later);
        }
        if (readings > 0) {
            leaveToTheReadings(agreement, drawnReadings);
        }
        return agreement;
    }

    /** Where every reading gives a term of its own, the commitment may keep to what nobody disputes. */
    private void leaveToTheReadings(ObjectNode agreement, List<ObjectNode> readings) {
        for (JsonNode commitment : Json.list(agreement, "commitments")) {
            ObjectNode term = (ObjectNode) commitment.path("term");
            ObjectNode whole = term.deepCopy();
            if (chance(40)) {
                term.remove(List.of("start", "zone", "counting", "until"));
            }
            if (!readings.stream().allMatch(reading -> hasWholeTerms(new Lens(agreement, reading)))) {
                term.setAll(whole);
            }
        }
    }

    private static ObjectNode party(String id, String... roles) {
        ObjectNode party = Json.object().put("id", id).put("name", "Party " + id);
        party.set("roles", Json.arrayOf(List.of(roles)));
        return party;
    }

    private ObjectNode prohibition(String key, String obligor, String beneficiary) {
        ObjectNode commitment = Json.object()
                .put("key", key)
                .put("kind", "PROHIBITION")
                .put("obligor", obligor)
                .put("beneficiary", beneficiary)
                .put("statement", obligor + " abstains");
        ObjectNode scope = commitment.putObject("scope");
        scope.set("acts", Json.arrayOf(chance(80) ? List.of("STRIKE") : List.of("STRIKE", "SABOTAGE")));
        scope.set("targets", Json.arrayOf(targets()));
        if (chance(60)) {
            scope.set("facilitiesOf", Json.arrayOf(List.of(beneficiary)));
        }
        if (chance(20)) {
            scope.set("areas", Json.arrayOf(List.of("AREA-1")));
        }
        if (chance(20)) {
            scope.set("exclusions", Json.arrayOf(List.of("HYDRO_DAM")));
        }
        commitment.set("term", wholeTerm());
        return commitment;
    }

    private List<String> targets() {
        return one(
                List.of(List.of("ENERGY"), List.of("ENERGY", "GAS_METERING"), List.of("SUBSTATION", "OIL_REFINERY")));
    }

    private ObjectNode delivery(String key, String obligor, @Nullable String beneficiary) {
        ObjectNode commitment =
                Json.object().put("key", key).put("kind", "DELIVERY").put("obligor", obligor);
        if (beneficiary != null) {
            commitment.put("beneficiary", beneficiary);
        }
        commitment
                .put("statement", obligor + " delivers")
                .put("quantity", 3 + random.nextInt(5))
                .put("unit", "prisoners of war")
                .put("unilateral", beneficiary == null);
        commitment.set("term", wholeTerm());
        return commitment;
    }

    /** RECIPROCAL on another commitment, often: a prohibition gives a right, a delivery doesn't. */
    private ArrayNode conditions(String key, ObjectNode agreement, int percent) {
        ArrayNode conditions = Json.array();
        for (String other : new Lens(agreement, Json.object()).commitments()) {
            boolean prohibition = other.endsWith("-abstains");
            boolean ofTheSameParty = other.charAt(0) == key.charAt(0);
            if (!ofTheSameParty && chance(prohibition ? percent : 10)) {
                conditions.add(Json.object().put("kind", "RECIPROCAL").put("on", other));
            }
        }
        return conditions;
    }

    private ObjectNode reading(String id, ObjectNode agreement) {
        while (true) {
            ObjectNode reading = Json.object().put("id", id);
            if (chance(50)) {
                reading.put("holder", one(List.of(a, b, mediator)));
            }
            putTerms(reading, 60);
            putRules(reading);
            if (chance(30)) {
                reading.putObject("scope").set("targets", Json.arrayOf(targets()));
            }
            if (chance(40)) {
                Lens lens = new Lens(agreement, reading);
                String key = one(lens.commitments());
                ObjectNode override = Json.object();
                putTerms(override, 60);
                putRules(override);
                if (chance(40)) {
                    override.set("conditions", conditions(key, agreement, 60));
                }
                if (lens.isProhibition(key) && chance(50)) {
                    override.putObject("scope").set("targets", Json.arrayOf(targets()));
                }
                if (!override.isEmpty()) {
                    reading.putObject("commitments").set(key, override);
                }
            }
            if (hasWholeTerms(new Lens(agreement, reading))) {
                return reading;
            }
        }
    }

    private void putTerms(ObjectNode reading, int percent) {
        if (chance(percent)) {
            reading.set("term", chance(50) ? wholeTerm() : partOfTerm());
        }
    }

    private void putRules(ObjectNode reading) {
        if (chance(60)) {
            reading.put("release", one(List.of("ON_FINDING", "ON_FINDING", "ON_OWN_ASSESSMENT", "NONE")));
        }
        if (chance(70)) {
            reading.putObject("boundFrom"); // filled in when the instants are known
        }
        if (chance(25)) {
            reading.set("authorities", Json.arrayOf(AUTHORITIES.subList(0, chance(15) ? 0 : 1 + random.nextInt(2))));
        }
    }

    private static boolean hasWholeTerms(Lens lens) {
        try {
            return lens.commitments().stream()
                    .map(lens::term)
                    .allMatch(term -> term.start().isBefore(term.end()));
        } catch (RuntimeException incomplete) {
            return false;
        }
    }

    private ObjectNode wholeTerm() {
        while (true) { // a few draws at most: some UNTIL lies before its start
            ObjectNode term = Json.object().put("start", one(occasion.starts()));
            term.put("zone", chance(75) ? occasion.zone() : one(List.of("UTC", "Europe/Moscow", "Europe/Kyiv")));
            putCounting(term);
            if (isWhole(term)) {
                return term;
            }
        }
    }

    private static boolean isWhole(ObjectNode term) {
        try {
            return Term.of(term).start().isBefore(Term.of(term).end());
        } catch (RuntimeException incomplete) {
            return false;
        }
    }

    private ObjectNode partOfTerm() {
        ObjectNode term = Json.object();
        switch (random.nextInt(4)) {
            case 0 -> term.put("start", one(occasion.starts()));
            case 1 -> term.put("zone", one(List.of("UTC", "Europe/Moscow", "Europe/Kyiv")));
            case 2 -> term.put("length", one(LENGTHS));
            default -> putCounting(term);
        }
        return term;
    }

    private void putCounting(ObjectNode term) {
        String counting = one(COUNTINGS);
        term.put("counting", counting);
        if (counting.equals("UNTIL")) {
            LocalDateTime until = LocalDateTime.parse(one(occasion.starts())).plusDays(1 + random.nextInt(2));
            boolean instant = chance(30);
            term.put(
                    "until",
                    instant
                            ? until.atZone(ZoneId.of(occasion.zone()))
                                    .toInstant()
                                    .toString()
                            : until.toString());
        } else {
            term.put("length", counting.equals("ELAPSED") ? one(LENGTHS) : one(LENGTHS.subList(0, 5)));
        }
    }

    // ---- The small set of instants

    /** Edges of some of the terms, a minute or an hour beside, and something between. */
    private void drawInstants() {
        TreeSet<Instant> starts = new TreeSet<>();
        TreeSet<Instant> ends = new TreeSet<>();
        for (ObjectNode agreement : drawn) {
            List<JsonNode> readings = new ArrayList<>(Json.list(agreement, "readings"));
            readings.add(Json.object());
            readingsToCome.stream().filter(reading -> isOf(agreement, reading)).forEach(readings::add);
            for (JsonNode reading : readings) {
                Lens lens = new Lens(agreement, reading);
                for (String key : lens.commitments()) {
                    if (hasWholeTerms(lens)) {
                        starts.add(lens.term(key).start());
                        ends.add(lens.term(key).end());
                    }
                }
            }
        }
        TreeSet<Instant> chosen = new TreeSet<>();
        for (int i = 0; i < 3; i++) {
            chosen.add(one(List.copyOf(starts)));
            chosen.add(one(List.copyOf(ends)));
        }
        Instant first = chosen.first();
        Instant last = chosen.last();
        for (Instant edge : List.copyOf(chosen)) {
            if (chance(20)) {
                chosen.add(edge.plus(one(List.of(Duration.ofMinutes(-1), Duration.ofMinutes(1), Duration.ofHours(1)))));
            }
        }
        long minutes = Duration.between(first, last).toMinutes();
        chosen.add(first.plus(Duration.ofMinutes(minutes / 3)));
        chosen.add(first.plus(Duration.ofMinutes(minutes / 2)));
        chosen.add(first.minus(Duration.ofHours(5)));
        chosen.add(last.plus(Duration.ofHours(5)));
        instants.addAll(chosen);
    }

    private Instant instant() {
        return one(instants);
    }

    private Instant neighbour(Instant instant) {
        return instants.get(Math.min(instants.indexOf(instant) + 1, instants.size() - 1));
    }

    /** Rather in the first half, where most of it is still to come. */
    private Instant earlyInstant() {
        return instants.get(random.nextInt((instants.size() + 1) / 2));
    }

    /** What an agreement says of times: drawn once the instants are known. */
    private void fillInTimes(ObjectNode agreement) {
        Json.list(agreement, "readings").forEach(reading -> fillInBoundFrom((ObjectNode) reading));
        ArrayNode instruments = agreement.putArray("instruments");
        instruments.add(instrument("call", "READOUT", null, null));
        List<JsonNode> commitments = Json.list(agreement, "commitments");
        if (chance(40)) {
            instruments.add(order("order", one(commitments)));
        }
        ArrayNode consents = agreement.putArray("consents");
        for (JsonNode commitment : commitments) {
            if (chance(40)) {
                ObjectNode consent = Json.object().put("party", Json.text(commitment, "obligor"));
                consent.put("consent", "ACCEPTED").put("commitment", Json.text(commitment, "key"));
                consents.add(consent.put("at", instants.get(random.nextInt(3)).toString()));
            }
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            consents.add(consent(agreement));
        }
        if (chance(30)) {
            agreement.putArray("negotiation").add(negotiationItem("demand"));
        }
    }

    private void fillInBoundFrom(ObjectNode reading) {
        fillIn(reading);
        for (JsonNode override : reading.path("commitments").values()) {
            fillIn((ObjectNode) override);
        }
    }

    private void fillIn(ObjectNode reading) {
        if (reading.path("boundFrom") instanceof ObjectNode boundFrom) {
            boolean both = chance(70);
            boolean onlyA = chance(50);
            if (both || onlyA) {
                boundFrom.put(a, earlyInstant().toString());
            }
            if (both || !onlyA) {
                boundFrom.put(b, earlyInstant().toString());
            }
        }
    }

    private ObjectNode instrument(String id, String kind, @Nullable String by, @Nullable String commitment) {
        ObjectNode instrument = Json.object().put("id", id).put("kind", kind);
        if (by != null && commitment != null) {
            instrument.put("by", by).put("commitment", commitment);
        }
        Instant at = earlyInstant();
        Instant to = earlyInstant();
        if (at.isBefore(to) && chance(60)) {
            instrument.putObject("at").put("from", at.toString()).put("to", to.toString());
        } else {
            instrument.put("at", at.toString());
        }
        instrument.put("title", "Instrument " + id);
        instrument.set("citations", citations());
        return instrument;
    }

    private ObjectNode order(String id, JsonNode commitment) {
        return instrument(id, "ORDER", Json.text(commitment, "obligor"), Json.text(commitment, "key"));
    }

    private ObjectNode consent(ObjectNode agreement) {
        JsonNode commitment = one(Json.list(agreement, "commitments"));
        ObjectNode consent = Json.object()
                .put("party", Json.text(commitment, "obligor"))
                .put("consent", one(CONSENTS))
                .put("at", earlyInstant().toString());
        if (chance(40)) {
            consent.put("commitment", Json.text(commitment, "key"));
        }
        consent.set("citations", citations());
        return consent;
    }

    private ObjectNode negotiationItem(String id) {
        ObjectNode item = Json.object()
                .put("id", id)
                .put("kind", one(List.of("PROPOSAL", "PRECONDITION", "DEMAND")))
                .put("by", one(List.of(a, b)))
                .put("statement", "Something is asked for")
                .put("at", instant().toString());
        item.set("citations", citations());
        return item;
    }

    /** Each step cites something else, so that no two declarations are the same by chance. */
    private ArrayNode citations() {
        ArrayNode citations = Json.array();
        citations.add(Json.object()
                .put("publisher", "Example")
                .put("title", "Step " + steps)
                .put("url", "https://example.org/" + tag.toLowerCase(Locale.ROOT) + "/" + steps));
        return citations;
    }

    // ---- Declarations

    private Step declaration() {
        ObjectNode agreement = one(registered);
        List<JsonNode> commitments = Json.list(agreement, "commitments");
        List<JsonNode> deliverables = commitments.stream()
                .filter(commitment -> Json.text(commitment, "kind").equals("DELIVERY"))
                .toList();
        List<ObjectNode> readings = readingsToCome.stream()
                .filter(reading -> isOf(agreement, reading))
                .toList();
        int roll = random.nextInt(100);
        if (roll < 25) {
            return declare(agreement, "CONSENT", consent(agreement));
        }
        if (roll < 50 && !deliverables.isEmpty()) {
            return declare(agreement, "DELIVERY", delivered(agreement, one(deliverables)));
        }
        if (roll < 65) {
            return declare(agreement, "RELEASE", release(one(commitments)));
        }
        if (roll < 75) {
            return declare(agreement, "WAIVER", release(one(commitments)));
        }
        if (roll < 80) {
            return declare(agreement, "RESERVATION", release(one(commitments)));
        }
        if (roll < 87) {
            return declare(agreement, "INSTRUMENT", order("order-" + steps, one(commitments)));
        }
        if (roll < 94 && !readings.isEmpty()) {
            ObjectNode reading = readings.get(0);
            readingsToCome.remove(reading);
            readingsDeclared.add(reading);
            ObjectNode body = reading.deepCopy();
            body.remove("agreement");
            return declare(agreement, "READING", body);
        }
        if (roll < 97) {
            return declare(agreement, "NEGOTIATION_ITEM", negotiationItem("item-" + steps));
        }
        ObjectNode claim = Json.object()
                .put("claimant", a)
                .put("against", b)
                .put("count", 112)
                .put("qualifier", "AT_LEAST")
                .put("since", instants.get(0).toString())
                .put("at", instant().toString());
        claim.set("citations", citations());
        return declare(agreement, "AGGREGATE_CLAIM", claim);
    }

    private static Step declare(ObjectNode agreement, String type, ObjectNode content) {
        ObjectNode body = Json.object().put("type", type);
        body.setAll(content);
        return new Step(Role.REGISTRAR, "POST /agreements/" + Json.text(agreement, "id") + "/declarations", body, 0);
    }

    /** A RELEASE, WAIVER or RESERVATION by the obligor. */
    private ObjectNode release(JsonNode commitment) {
        ObjectNode release = Json.object();
        if (chance(50)) {
            release.put("id", "release-" + steps);
        }
        release.put("commitment", Json.text(commitment, "key"))
                .put("by", Json.text(commitment, "obligor"))
                .put("at", instant().toString());
        release.set("citations", citations());
        return release;
    }

    private ObjectNode delivered(ObjectNode agreement, JsonNode commitment) {
        String id = "d" + steps;
        ObjectNode delivery = Json.object()
                .put("id", id)
                .put("commitment", Json.text(commitment, "key"))
                .put("quantity", 1 + random.nextInt(chance(20) ? 9 : 4))
                .put("at", instant().toString());
        List<String> confirmedBy = new ArrayList<>();
        for (String party : List.of(a, b, mediator, bystander)) {
            if (chance(25)) {
                confirmedBy.add(party);
            }
        }
        delivery.set("confirmedBy", Json.arrayOf(confirmedBy));
        delivery.set("citations", citations());
        List<ObjectNode> correctable = deliveries.stream()
                .filter(earlier -> isOf(agreement, earlier))
                .filter(earlier -> Json.text(earlier, "commitment").equals(Json.text(commitment, "key")))
                .toList();
        if (!correctable.isEmpty() && chance(30)) {
            ObjectNode corrected = one(correctable);
            delivery.put("corrects", Json.text(corrected, "id"));
            deliveries.remove(corrected); // what has been corrected is corrected through its correction
        }
        deliveries.add(Json.object()
                .put("id", id)
                .put("commitment", Json.text(commitment, "key"))
                .put("agreement", Json.text(agreement, "id")));
        return delivery;
    }

    private static boolean isOf(ObjectNode agreement, ObjectNode noted) {
        return Json.text(agreement, "id").equals(Json.textOrNull(noted, "agreement"));
    }

    // ---- Incidents

    /** The first is plain, so that something is at stake; after it anything goes. */
    private ObjectNode report() {
        boolean plain = incidents.isEmpty();
        Instant one = plain ? instants.get(instants.size() / 2) : instant();
        Instant other = plain || chance(50) ? one : chance(50) ? instant() : neighbour(one);
        Instant from = one.isBefore(other) ? one : other;
        Instant to = one.isBefore(other) ? other : one;
        String victim = one(List.of(a, b));
        ObjectNode report = Json.object().put("summary", "Something happened, step " + steps);
        if (plain || chance(90)) {
            report.put("act", plain || chance(93) ? "STRIKE" : "SABOTAGE");
        }
        if (plain || chance(90)) {
            report.put("target", plain ? "SUBSTATION" : one(TARGETS));
        }
        if (chance(60)) {
            report.put("facilityOf", victim);
        }
        report.putObject("occurred")
                .put("from", from.toString())
                .put("to", to.toString())
                .put("precision", from.equals(to) ? "EXACT" : "HOUR");
        report.put("reported", to.plus(Duration.ofHours(1 + random.nextInt(3))).toString());
        ObjectNode place = report.putObject("place").put("name", "Somewhere").put("precision", "ADMIN1");
        if (chance(50)) {
            place.put("area", plain || chance(75) ? "AREA-1" : "AREA-2");
        }
        putAccusation(report, victim.equals(a) ? b : a);
        report.putObject("source")
                .put("name", "Source " + steps)
                .put("reliability", "C")
                .put("credibility", 3)
                .put("confidential", false);
        return report;
    }

    /** Half of all that is said is said of the first. */
    private String incident() {
        return chance(50) ? incidents.get(0) : one(incidents);
    }

    /** Mostly the other side, by the victim, by a third party, by nobody, and now and then by itself. */
    private void putAccusation(ObjectNode report, String culprit) {
        String other = culprit.equals(a) ? b : a;
        int roll = random.nextInt(100);
        List<String> accused = roll < 70 ? List.of(culprit) : roll < 90 ? List.of(culprit, other) : List.of();
        report.set("accused", Json.arrayOf(accused));
        if (accused.size() == 1 && chance(10)) {
            report.put("claimant", culprit); // an admission
        } else if (chance(70)) {
            report.put("claimant", accused.size() > 1 || chance(20) ? mediator : other);
        }
        if (accused.isEmpty() && chance(50)) {
            ObjectNode agreement = registered.get(0);
            List<String> supports = List.of(Json.text(agreement, "id") + "/a-abstains");
            report.set("supports", Json.arrayOf(supports));
        }
    }

    private Step attribution() {
        String claimant = one(List.of(a, a, b, b, mediator));
        String accused = chance(50) && !claimant.equals(mediator) ? claimant : one(List.of(a, b));
        List<String> stances = claimant.equals(accused)
                ? List.of("DENIES", "DENIES", "ASSERTS")
                : List.of("ASSERTS", "DENIES", "COUNTER_ACCUSES");
        ObjectNode body =
                Json.object().put("accused", accused).put("claimant", claimant).put("stance", one(stances));
        return new Step(Role.MONITOR, "POST /incidents/" + incident() + "/attributions", body, 0);
    }

    private Step finding() {
        if (!findings.isEmpty() && chance(20)) {
            Made finding = one(findings);
            findings.remove(finding);
            ObjectNode body =
                    Json.object().put("withdraws", finding.position()).put("reasons", "withdrawn in step " + steps);
            return new Step(Role.REVIEWER, "POST /incidents/" + finding.incident() + "/findings", body, 0);
        }
        if (!findings.isEmpty() && chance(10)) {
            Made finding = one(findings);
            ObjectNode body = finding.body().deepCopy();
            body.put("reasons", "restated in step " + steps);
            return new Step(Role.REVIEWER, "POST /incidents/" + finding.incident() + "/findings", body, 0);
        }
        String incident = incident();
        String outcome = one(OUTCOMES);
        ObjectNode body = Json.object()
                .put("authority", one(AUTHORITIES))
                .put("mandate", "by agreement of the parties")
                .put("standard", "reasonable grounds to believe")
                .put("outcome", outcome);
        if (outcome.equals("SUBSTANTIATED") && chance(90)) {
            List<String> accused = Json.strings(reports.get(incidents.indexOf(incident)), "accused");
            boolean asAccused = !accused.isEmpty() && chance(60);
            body.set(
                    "attributedTo",
                    Json.arrayOf(asAccused ? accused : one(List.of(List.of(a), List.of(b), List.of(a, b)))));
        }
        if (outcome.equals("WITHIN_EXCEPTION")) {
            body.put("clause", "the exception of the second paragraph");
        }
        body.put("reasons", "stated in step " + steps);
        body.set("citations", citations());
        return new Step(Role.REVIEWER, "POST /incidents/" + incident + "/findings", body, 0);
    }

    // ---- What must be refused

    private Step refused() {
        ObjectNode agreement = one(registered);
        if (chance(30) && !incidents.isEmpty()) {
            // Rule 19: nobody counter-accuses itself.
            ObjectNode body = Json.object().put("accused", a).put("claimant", a).put("stance", "COUNTER_ACCUSES");
            return new Step(Role.MONITOR, "POST /incidents/" + incident() + "/attributions", body, -1);
        }
        List<JsonNode> readings = Json.list(agreement, "readings");
        if (chance(50) && !readings.isEmpty()) {
            // A reading once declared does not change under its id.
            ObjectNode body = ((ObjectNode) one(readings)).deepCopy();
            body.put("release", other(body));
            return refuse(declare(agreement, "READING", body), 409);
        }
        // Rule 16: it is the obligor who declares a release.
        JsonNode commitment = one(Json.list(agreement, "commitments"));
        ObjectNode body =
                release(commitment).put("by", Json.text(commitment, "obligor").equals(a) ? b : a);
        return refuse(declare(agreement, one(List.of("RELEASE", "WAIVER", "RESERVATION")), body), -1);
    }

    private static String other(JsonNode reading) {
        return "NONE".equals(Json.textOrNull(reading, "release")) ? "ON_FINDING" : "NONE";
    }

    private static Step refuse(Step step, int status) {
        return new Step(step.role(), step.call(), step.body(), status);
    }

    // ---- Chance

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
