package org.pactwatch.compliance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pactwatch.agreement.Agreement;
import org.pactwatch.agreement.AgreementCommand;
import org.pactwatch.agreement.AgreementDecider;
import org.pactwatch.agreement.AgreementEvent;
import org.pactwatch.agreement.AgreementState;
import org.pactwatch.agreement.Declaration;
import org.pactwatch.config.DomainModule;
import org.pactwatch.decision.Decision;
import org.pactwatch.incident.Attribution;
import org.pactwatch.incident.IncidentEvent;
import org.pactwatch.incident.IncidentReport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The record of 2025 as it is shipped, played through the deciders without a server. */
final class ExampleOf2025 {

    private static final ObjectMapper YAML =
            YAMLMapper.builder().addModule(new DomainModule()).build();

    final RecordedBearings bearings = new RecordedBearings();
    final Map<String, List<Fact<IncidentEvent>>> incidents = new LinkedHashMap<>();
    private final Map<String, List<Fact<AgreementEvent>>> agreements = new HashMap<>();
    private final Map<String, AgreementState> states = new HashMap<>();
    private final List<Instant> recorded = new ArrayList<>();

    static ExampleOf2025 load() {
        ExampleOf2025 example = new ExampleOf2025();
        for (JsonNode step : read(Path.of("config/example/record.yaml"))) {
            example.recorded.add(Instant.parse(step.get("recorded").asString()));
            example.play(step);
        }
        return example;
    }

    private static JsonNode read(Path file) {
        try {
            return YAML.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void play(JsonNode step) {
        if (step.has("agreement")) {
            Path file = Path.of("config/agreements", step.get("agreement").asString());
            decide(new AgreementCommand.RegisterAgreement(YAML.treeToValue(read(file), Agreement.class)));
        } else if (step.has("declare")) {
            JsonNode declare = step.get("declare");
            decide(new AgreementCommand.Declare(
                    declare.get("agreement").asString(), YAML.treeToValue(declare.get("body"), Declaration.class)));
        } else if (step.has("incident")) {
            String key = step.get("incident").get("key").asString();
            incident(new IncidentEvent.IncidentReported(
                    key, YAML.treeToValue(step.get("incident").get("body"), IncidentReport.class), "monitor"));
        } else {
            String key = step.get("attribution").get("incident").asString();
            incident(new IncidentEvent.AttributionRecorded(
                    key, YAML.treeToValue(step.get("attribution").get("body"), Attribution.class), "monitor"));
        }
    }

    private void decide(AgreementCommand command) {
        AgreementDecider decider = new AgreementDecider();
        AgreementState state = states.get(command.agreementId());
        if (!(decider.decide(command, state) instanceof Decision.Accepted<AgreementEvent> accepted)) {
            throw new AssertionError("refused: " + decider.decide(command, state));
        }
        for (AgreementEvent event : accepted.events()) {
            states.put(command.agreementId(), decider.evolve(states.get(command.agreementId()), event));
            agreements
                    .computeIfAbsent(command.agreementId(), key -> new ArrayList<>())
                    .add(new Fact<>(event, head()));
        }
    }

    void incident(IncidentEvent event) {
        Fact<IncidentEvent> fact = new Fact<>(event, head());
        bearings.add(fact);
        incidents.computeIfAbsent(event.incidentId(), key -> new ArrayList<>()).add(fact);
    }

    long head() {
        return recorded.size();
    }

    /** The last position recorded at or before {@code knownAt}. */
    long positionAt(String knownAt) {
        return recorded.stream()
                .filter(instant -> !instant.isAfter(Instant.parse(knownAt)))
                .count();
    }

    AgreementFacts facts(String agreement) {
        return AgreementFacts.of(agreements.get(agreement));
    }

    Verdict verdict(String agreement, String commitment, String reading, String at, long knownAt) {
        AgreementFacts facts = facts(agreement);
        return new Assessor(bearings)
                .assess(
                        facts,
                        commitment,
                        Assessor.reading(facts, reading, knownAt).orElseThrow(),
                        Instant.parse(at),
                        knownAt);
    }

    Map<String, Map<String, Standing>> standings(String incident, String at) {
        return new Assessor(bearings)
                .standings(
                        facts("energy-moratorium-2025"),
                        IncidentFacts.of(incidents.get(incident)).bearings(),
                        Instant.parse(at),
                        head());
    }

    /** The moratorium's readings side by side, as known now. */
    Comparison compare(String at) {
        AgreementFacts facts = facts("energy-moratorium-2025");
        return new Assessor(bearings)
                .comparer(facts, Instant.parse(at), head(), id -> Optional.of(IncidentFacts.of(incidents.get(id))))
                .compare((commitment, reading) ->
                        new Assessor(bearings).assess(facts, commitment.key(), reading, Instant.parse(at), head()));
    }

    /** The moratorium laid out in time, as known at a position. */
    Timeline timeline(String at, long knownAt) {
        List<IncidentFacts> known = incidents.values().stream()
                .map(events -> events.stream()
                        .filter(fact -> fact.position() <= knownAt)
                        .toList())
                .filter(events -> !events.isEmpty())
                .map(IncidentFacts::of)
                .toList();
        return new Assessor(bearings).timeline(facts("energy-moratorium-2025"), Instant.parse(at), knownAt, known);
    }
}
