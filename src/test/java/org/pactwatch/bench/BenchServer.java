package org.pactwatch.bench;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.pactwatch.Pactwatch;
import org.pactwatch.access.Subject;
import org.pactwatch.decision.Decision;
import org.pactwatch.decision.web.RejectedException;
import org.pactwatch.incident.IncidentCommand;
import org.pactwatch.incident.IncidentDecider;
import org.pactwatch.incident.web.IncidentCommands;
import org.pactwatch.incident.web.ReportBody;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * The server as it is, with two endpoints more: a constant, to compare with, and one that fills the ledger. Registered by
 * hand and under a path that is public anyway, so that no other test's component scan finds them.
 */
public final class BenchServer {

    static final String CONSTANT = "/api/v1/compliance/bench/constant";

    /** Where monitors may post; this one is nobody's incident. */
    static final String UNSTORED = "/api/v1/incidents/bench/reports";

    private BenchServer() {}

    public static void main(String[] args) {
        System.setProperty("axoniq.update-checker.disabled", "true");
        new SpringApplicationBuilder(Pactwatch.class, Extras.class).run(args);
    }

    /** Not annotated, so that only {@link #main} finds it. */
    static class Extras {

        @Bean
        Constant constant() {
            return new Constant();
        }

        @Bean
        SmartInitializingSingleton constantRoute(
                @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping routes, Constant constant) {
            return () -> {
                try {
                    routes.registerMapping(
                            RequestMappingInfo.paths(CONSTANT).build(),
                            constant,
                            Constant.class.getDeclaredMethod("get", int.class));
                } catch (NoSuchMethodException e) {
                    throw new IllegalStateException(e);
                }
            };
        }

        @Bean
        Unstored unstored(IncidentCommands commands) {
            return new Unstored(commands);
        }

        @Bean
        SmartInitializingSingleton unstoredRoute(
                @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping routes, Unstored unstored) {
            return () -> {
                try {
                    routes.registerMapping(
                            RequestMappingInfo.paths(UNSTORED)
                                    .methods(RequestMethod.POST)
                                    .build(),
                            unstored,
                            Unstored.class.getDeclaredMethod("report", ReportBody.class, Subject.class));
                } catch (NoSuchMethodException e) {
                    throw new IllegalStateException(e);
                }
            };
        }

        @Bean
        Fill fill(
                org.pactwatch.ledger.Ledger ledger,
                org.pactwatch.ledger.axon.EventCodec codec,
                org.pactwatch.ledger.axon.Recorder recorder,
                org.pactwatch.compliance.axon.Progress progress,
                org.pactwatch.compliance.axon.Rebuild rebuild) {
            return new Fill(ledger, codec, recorder, progress, rebuild);
        }
    }

    /** Answers the same bytes each time: what the framework, the filters and the socket cost by themselves. */
    static final class Constant {

        private final Map<Integer, byte[]> bodies = new ConcurrentHashMap<>();

        ResponseEntity<byte[]> get(@RequestParam int size) {
            return ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(bodies.computeIfAbsent(size, Constant::filler));
        }

        private static byte[] filler(int size) {
            byte[] body = new byte[size];
            Arrays.fill(body, " ".getBytes(StandardCharsets.US_ASCII)[0]);
            return body;
        }
    }

    /** Reads a report and decides on it as the real call does, and answers without having stored anything. */
    static final class Unstored {

        private final IncidentCommands commands;
        private final IncidentDecider decider = new IncidentDecider();

        Unstored(IncidentCommands commands) {
            this.commands = commands;
        }

        /** As {@code POST /incidents} answers, with nothing in it that would have to be looked up. */
        record Receipt(String id, long position, List<String> standings) {}

        ResponseEntity<Receipt> report(@RequestBody ReportBody body, Subject subject) {
            IncidentCommand.ReportIncident command = commands.report(body, subject);
            if (decider.decide(command, null) instanceof Decision.Rejected<?> rejected) {
                throw new RejectedException(rejected.why());
            }
            return ResponseEntity.created(URI.create("/api/v1/incidents/" + command.incidentId()))
                    .body(new Receipt(command.incidentId(), 0, List.of()));
        }
    }
}
