package org.pactwatch.reference;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pactwatch.agreement.Agreement;
import org.pactwatch.agreement.AgreementCommand;
import org.pactwatch.agreement.AgreementDecider;
import org.pactwatch.agreement.AgreementEvent;
import org.pactwatch.agreement.AgreementState;
import org.pactwatch.agreement.Declaration;
import org.pactwatch.agreement.Reading;
import org.pactwatch.compliance.AgreementFacts;
import org.pactwatch.compliance.Assessor;
import org.pactwatch.compliance.Bearing;
import org.pactwatch.compliance.Fact;
import org.pactwatch.compliance.IncidentFacts;
import org.pactwatch.compliance.RecordedBearings;
import org.pactwatch.compliance.SupposedBearings;
import org.pactwatch.compliance.Verdict;
import org.pactwatch.config.DomainModule;
import org.pactwatch.decision.Decision;
import org.pactwatch.decision.Rejection;
import org.pactwatch.incident.Attribution;
import org.pactwatch.incident.Finding;
import org.pactwatch.incident.IncidentCommand;
import org.pactwatch.incident.IncidentDecider;
import org.pactwatch.incident.IncidentEvent;
import org.pactwatch.incident.IncidentReport;
import org.pactwatch.incident.IncidentState;
import org.pactwatch.reference.HttpPlay.Difference;
import org.pactwatch.reference.RandomHistory.IncidentQuestion;
import org.pactwatch.reference.RandomHistory.Question;
import org.pactwatch.reference.RandomHistory.Step;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Plays a random history through the deciders into memory, asks the assessor, and compares its answers with those of the
 * {@link ReferenceModel}: the rules alone, without a server, in milliseconds.
 */
final class MemoryPlay {

    private static final int QUESTIONS = 40;
    private static final int INCIDENT_QUESTIONS = 10;
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new DomainModule())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final long seed;
    private final RandomHistory history;
    private final ReferenceModel model = new ReferenceModel();
    private final List<Difference> differences = new ArrayList<>();

    private final AgreementDecider agreementDecider = new AgreementDecider();
    private final IncidentDecider incidentDecider = new IncidentDecider();
    private final Map<String, AgreementState> agreementStates = new HashMap<>();
    private final Map<String, IncidentState> incidentStates = new HashMap<>();
    private final Map<String, List<Fact<AgreementEvent>>> agreements = new TreeMap<>();
    private final Map<String, List<Fact<IncidentEvent>>> incidents = new LinkedHashMap<>();
    private final RecordedBearings bearings = new RecordedBearings();
    private final Assessor assessor = new Assessor(bearings);
    private final Map<String, Integer> parted = new TreeMap<>();
    private long last;
    private final boolean supposing;
    private int compared;

    /**
     * What came of it.
     *
     * @param compared how many answers were compared; none would prove nothing
     * @param parted how often something of a kind set readings apart
     */
    record Outcome(List<Difference> differences, int compared, Map<String, Integer> parted) {}

    private MemoryPlay(long seed) {
        this(seed, false);
    }

    private MemoryPlay(long seed, boolean supposing) {
        this.supposing = supposing;
        this.seed = seed;
        this.history = new RandomHistory(seed, "M");
    }

    /** Plays one history, then asks. Empty if every answer is as the rules say. */
    static Outcome play(long seed) {
        MemoryPlay play = new MemoryPlay(seed);
        play.play();
        return new Outcome(play.differences, play.compared, play.parted);
    }

    /**
     * Plays one history, and compares each verdict that was made as if an incident were recorded with the one that is made
     * once it is.
     */
    static Outcome supposing(long seed) {
        MemoryPlay play = new MemoryPlay(seed, true);
        while (play.history.hasNext() && play.say(play.history.next())) {
            continue;
        }
        return new Outcome(play.differences, play.compared, play.parted);
    }

    private void play() {
        while (history.hasNext()) {
            if (!say(history.next())) {
                return; // what follows would build on sand
            }
        }
        history.questions(QUESTIONS).forEach(this::ask);
        history.incidentQuestions(INCIDENT_QUESTIONS).forEach(this::ask);
    }

    // ---- Saying

    /** False if the deciders and the rules differ about whether it can be said: then the history can't go on. */
    private boolean say(Step step) {
        String said = step.call() + " " + step.body();
        // Positions leave gaps, as on a ledger shared with others.
        long position = last + 2;
        Decision<?> decision = decide(step, position);
        if (decision instanceof Decision.Rejected<?> rejected) {
            int status = status(rejected.why().kind());
            boolean asExpected = step.refusal() != 0 && (step.refusal() < 0 || step.refusal() == status);
            if (!asExpected) {
                differs(said, "", step.refusal() == 0 ? "accepted" : "refused", rejected.why() + "");
            }
            return asExpected;
        }
        if (step.refusal() != 0) {
            differs(said, "", "refused", "accepted");
            return false;
        }
        if (((Decision.Accepted<?>) decision).events().isEmpty()) {
            if (model.saysSomethingNew(step.call(), step.body())) {
                differs(said, "", "an event", "none");
                return false;
            }
            return true;
        }
        last = position;
        String id = step.call().equals("POST /incidents") ? incidentId(position) : "";
        model.accepted(step.call(), step.body(), position, Instant.EPOCH.plusSeconds(position), id);
        history.answered(step, position, id);
        return true;
    }

    private static int status(Rejection.Kind kind) {
        return switch (kind) {
            case INVALID -> 422;
            case CONFLICT -> 409;
            case FORBIDDEN -> 403;
            case UNKNOWN -> 404;
        };
    }

    private Decision<?> decide(Step step, long position) {
        JsonNode body = step.body();
        String id = step.call().split("/", -1).length > 2 ? Json.segment(step.call(), 2) : "";
        if (step.call().equals("POST /agreements")) {
            return record(new AgreementCommand.RegisterAgreement(JSON.treeToValue(body, Agreement.class)), position);
        }
        if (step.call().equals("POST /incidents")) {
            return record(new IncidentCommand.ReportIncident(incidentId(position), report(body), "monitor"), position);
        }
        String what = Json.segment(step.call(), 3);
        return switch (what) {
            case "declarations" ->
                record(new AgreementCommand.Declare(id, JSON.treeToValue(body, Declaration.class)), position);
            case "reports" -> record(new IncidentCommand.AddReport(id, report(body), "monitor"), position);
            case "attributions" ->
                record(
                        new IncidentCommand.AddAttribution(id, JSON.treeToValue(body, Attribution.class), "monitor"),
                        position);
            case "findings" -> record(finding(id, body, position), position);
            default -> throw new IllegalArgumentException(step.call());
        };
    }

    private static String incidentId(long position) {
        return "incident-%06d".formatted(position);
    }

    /** A report may leave out who claims it; the edge fills that in. */
    private static IncidentReport report(JsonNode body) {
        ObjectNode whole = ((ObjectNode) body).deepCopy();
        if (!Json.has(whole, "claimant")) {
            whole.put("claimant", IncidentReport.UNATTRIBUTED);
        }
        return JSON.treeToValue(whole, IncidentReport.class);
    }

    /** Over HTTP a finding is named by its position; the edge gives it an id. */
    private static IncidentCommand finding(String incident, JsonNode body, long position) {
        if (Json.has(body, "withdraws")) {
            return new IncidentCommand.WithdrawFinding(
                    incident, "finding-" + body.path("withdraws").asLong(), Json.text(body, "reasons"), "reviewer");
        }
        ObjectNode whole = ((ObjectNode) body).deepCopy();
        return new IncidentCommand.RecordFinding(
                incident, JSON.treeToValue(whole.put("id", "finding-" + position), Finding.class), "reviewer");
    }

    private Decision<AgreementEvent> record(AgreementCommand command, long position) {
        String id = command.agreementId();
        AgreementState state = agreementStates.get(id);
        Decision<AgreementEvent> decision = agreementDecider.decide(command, state);
        if (decision instanceof Decision.Accepted<AgreementEvent> accepted) {
            for (AgreementEvent event : accepted.events()) {
                agreementStates.put(id, agreementDecider.evolve(agreementStates.get(id), event));
                agreements.computeIfAbsent(id, key -> new ArrayList<>()).add(new Fact<>(event, position));
            }
        }
        return decision;
    }

    private Decision<IncidentEvent> record(IncidentCommand command, long position) {
        String id = command.incidentId();
        IncidentState state = incidentStates.get(id);
        Decision<IncidentEvent> decision = incidentDecider.decide(command, state);
        if (decision instanceof Decision.Accepted<IncidentEvent> accepted) {
            for (IncidentEvent event : accepted.events()) {
                incidentStates.put(id, incidentDecider.evolve(incidentStates.get(id), event));
                Fact<IncidentEvent> fact = new Fact<>(event, position);
                incidents.computeIfAbsent(id, key -> new ArrayList<>()).add(fact);
                Map<String, Verdict> supposed = supposing && event instanceof IncidentEvent.IncidentReported reported
                        ? verdicts(new Assessor(new SupposedBearings(bearings, reported, position)), reported, position)
                        : Map.of();
                bearings.add(fact);
                if (!supposed.isEmpty()) {
                    check(supposed, verdicts(assessor, (IncidentEvent.IncidentReported) event, position));
                }
            }
        }
        return decision;
    }

    private void check(Map<String, Verdict> supposed, Map<String, Verdict> real) {
        supposed.forEach((question, verdict) -> {
            compared++;
            if (!verdict.equals(real.get(question))) {
                differs(question, "", real.get(question) + "", verdict + "");
            }
        });
    }

    /** Of every commitment under every reading, when the incident began, when it ended, and long after. */
    private Map<String, Verdict> verdicts(Assessor by, IncidentEvent.IncidentReported reported, long knownAt) {
        Map<String, Verdict> verdicts = new TreeMap<>();
        Instant from = reported.report().occurred().from();
        List<Instant> moments =
                List.of(from.minusSeconds(1), from, reported.report().occurred().to(), from.plusSeconds(86_400L * 100));
        for (List<Fact<AgreementEvent>> history : agreements.values()) {
            AgreementFacts facts = AgreementFacts.of(history);
            for (Reading reading : facts.readings()) {
                facts.agreement()
                        .commitments()
                        .forEach(commitment -> moments.forEach(at -> verdicts.put(
                                facts.agreement().id() + "/" + commitment.key() + " " + reading.id() + " " + at,
                                by.assess(facts, commitment.key(), reading, at, knownAt))));
            }
        }
        return verdicts;
    }

    // ---- Asking

    private void ask(Question question) {
        String agreement = question.agreement();
        String reading = question.reading();
        long knownAt = question.knownAt();
        AgreementFacts all = AgreementFacts.of(agreements.get(agreement));
        boolean known = all.registeredAt() <= knownAt
                && (reading == null || Assessor.reading(all, reading, knownAt).isPresent());
        List<String> errors = model.expectedErrors(agreement, reading, knownAt);
        if (known != errors.isEmpty()) {
            differs(question + "", "", "known: " + errors.isEmpty(), "known: " + known);
        }
        if (!known || !errors.isEmpty()) {
            return;
        }
        AgreementFacts facts = all.knownAt(knownAt);
        if (reading != null) {
            compare(
                    question,
                    model.verdict(agreement, question.commitment(), reading, question.at(), knownAt),
                    verdict(facts, question, facts.reading(reading).orElseThrow()));
            return;
        }
        ArrayNode verdicts = Json.array();
        List<String> answers = new ArrayList<>();
        for (Reading each : facts.readings()) {
            ObjectNode verdict = verdict(facts, question, each);
            verdicts.add(verdict);
            answers.add(Json.text(verdict, "force") + " " + Json.text(verdict, "compliance"));
        }
        ObjectNode answer = Json.object()
                .put("agreement", agreement)
                .put("readingsAgree", answers.stream().distinct().count() == 1);
        answer.set("verdicts", verdicts);
        compare(question, model.verdicts(agreement, question.commitment(), question.at(), knownAt), answer);
        compareReadings(question, facts);
    }

    /** Verdicts that differ are set apart by something that differs, and verdicts that agree by nothing. */
    private void compareReadings(Question question, AgreementFacts facts) {
        long knownAt = question.knownAt();
        assessor.comparer(facts, question.at(), knownAt, id -> Optional.of(IncidentFacts.of(known(id, knownAt))))
                .compare((commitment, reading) ->
                        assessor.assess(facts, commitment.key(), reading, question.at(), knownAt))
                .commitments()
                .forEach(compared -> {
                    for (String kind : Apart.kinds(compared)) {
                        parted.merge(kind, 1, Integer::sum);
                    }
                    Apart.faults(compared)
                            .forEach(fault ->
                                    differs(question + "", compared.commitment().key(), "readings set apart", fault));
                });
    }

    private List<Fact<IncidentEvent>> known(String incident, long knownAt) {
        return incidents.get(incident).stream()
                .filter(fact -> fact.position() <= knownAt)
                .toList();
    }

    private ObjectNode verdict(AgreementFacts facts, Question question, Reading reading) {
        Verdict verdict = assessor.assess(facts, question.commitment(), reading, question.at(), question.knownAt());
        return new VerdictFields(facts.agreement(), verdict).write();
    }

    private void compare(Question question, JsonNode expected, JsonNode got) {
        compared++;
        new Comparison((path, should, is) -> differs(question + "", path, should, is)).compare("", expected, got);
    }

    private void ask(IncidentQuestion question) {
        long knownAt = question.knownAt();
        List<Fact<IncidentEvent>> events = known(question.incident(), knownAt);
        boolean known = !events.isEmpty();
        if (known != model.expectedErrors(question.incident(), knownAt).isEmpty()) {
            differs(question + "", "", "known: " + !known, "known: " + known);
        }
        if (!known) {
            return;
        }
        List<Bearing> bearing = IncidentFacts.of(events).bearings();
        ArrayNode standings = Json.array();
        for (String agreement : agreements.keySet()) {
            AgreementFacts facts = AgreementFacts.of(agreements.get(agreement));
            if (facts.registeredAt() <= knownAt) {
                assessor.standings(facts, bearing, question.at(), knownAt)
                        .forEach((commitment, byReading) ->
                                byReading.forEach((reading, standing) -> standings.add(Json.object()
                                        .put("agreement", agreement)
                                        .put("commitment", commitment)
                                        .put("reading", reading)
                                        .put("standing", standing.name()))));
            }
        }
        compared++;
        new Comparison((path, should, is) -> differs(question + "", path, should, is))
                .compare(
                        "/standings",
                        Comparison.byPlace(model.standings(question.incident(), question.at(), knownAt)),
                        Comparison.byPlace(standings));
    }

    private void differs(String question, String path, String expected, String got) {
        differences.add(new Difference(seed, question, path, expected, got));
    }
}
