package org.pactwatch.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.pactwatch.agreement.Agreement;
import org.pactwatch.agreement.AgreementCommand.Declare;
import org.pactwatch.agreement.AgreementCommand.RegisterAgreement;
import org.pactwatch.agreement.Declaration;
import org.pactwatch.incident.Attribution;
import org.pactwatch.incident.IncidentCommand.AddAttribution;
import org.pactwatch.incident.IncidentCommand.AddReport;
import org.pactwatch.incident.IncidentCommand.ReportIncident;
import org.pactwatch.incident.IncidentReport;
import org.pactwatch.ledger.axon.Recorded;
import org.pactwatch.ledger.axon.Recorder;
import org.pactwatch.ledger.axon.Request;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Records the example of 2025, each step on the day on which it became known. Every step has a request key of its own: a
 * start that was cut off goes on where it ended, and a later one records nothing twice.
 */
final class ExampleLoader {

    private final Recorder recorder;
    private final ScenarioClock clock;
    private final List<ExampleRecord.Text> agreements;
    private final Map<String, String> incidents = new HashMap<>();
    private final ObjectMapper yaml =
            YAMLMapper.builder().addModule(new DomainModule()).build();

    ExampleLoader(Recorder recorder, ScenarioClock clock, List<ExampleRecord.Text> agreements) {
        this.recorder = recorder;
        this.clock = clock;
        this.agreements = agreements;
    }

    /** How many steps there are, and how many of them were recorded by this call. */
    record Loaded(int steps, int recorded) {}

    Loaded load(String steps) {
        int number = 0;
        int recorded = 0;
        try {
            for (JsonNode step : yaml.readTree(steps)) {
                number++;
                clock.standAt(Instant.parse(step.get("recorded").asString()));
                recorded += record(step, number) ? 1 : 0;
            }
        } finally {
            clock.followTheMachine();
        }
        return new Loaded(number, recorded);
    }

    private boolean record(JsonNode step, int number) {
        String subject = "example-" + step.get("as").asString();
        Request request = new Request(subject, "example:" + number, hash(step.toString()));
        return switch (recorder.record(command(step, subject), request)) {
            case Recorded.Accepted a -> {
                if (step.has("incident")) {
                    incidents.put(step.get("incident").get("key").asString(), a.aggregateId());
                }
                yield !a.repeated();
            }
            case Recorded.Unchanged u -> false;
            // The file was changed after it was recorded. What is recorded stays.
            case Recorded.KeyReused k -> false;
            case Recorded.Rejected r ->
                throw new IllegalStateException("Step " + number + " of the example is refused: " + r.why());
        };
    }

    private Object command(JsonNode step, String subject) {
        if (step.has("agreement")) {
            return new RegisterAgreement(
                    yaml.readValue(text(step.get("agreement").asString()), Agreement.class));
        }
        if (step.has("declare")) {
            JsonNode declare = step.get("declare");
            return new Declare(
                    declare.get("agreement").asString(), yaml.treeToValue(declare.get("body"), Declaration.class));
        }
        if (step.has("incident")) {
            JsonNode body = step.get("incident").get("body");
            // The same id each time, so that a step recorded before the cut is known again.
            String key = "pactwatch example " + step.get("incident").get("key").asString();
            String id =
                    UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
            return new ReportIncident(id, yaml.treeToValue(body, IncidentReport.class), subject);
        }
        if (step.has("report")) {
            JsonNode report = step.get("report");
            return new AddReport(incident(report), yaml.treeToValue(report.get("body"), IncidentReport.class), subject);
        }
        JsonNode attribution = step.get("attribution");
        return new AddAttribution(
                incident(attribution), yaml.treeToValue(attribution.get("body"), Attribution.class), subject);
    }

    private String incident(JsonNode step) {
        String key = step.get("incident").asString();
        String id = incidents.get(key);
        if (id == null) {
            throw new IllegalStateException("The example has no incident called " + key + " before this step.");
        }
        return id;
    }

    private String text(String file) {
        // Somebody may have put agreements of their own in place of the example's.
        return Stream.concat(agreements.stream(), ExampleRecord.insideAgreements().stream())
                .filter(text -> text.name().equals(file))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The example needs the agreement " + file + "."))
                .yaml();
    }

    private static String hash(String step) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(step.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
