package org.pactwatch.access.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pactwatch.access.Subject;
import org.pactwatch.decision.Rejection;
import org.pactwatch.decision.web.ProblemEdge;
import org.pactwatch.decision.web.ProblemException;
import org.pactwatch.decision.web.ProblemWriter;
import org.pactwatch.decision.web.Problems;
import org.pactwatch.decision.web.RejectedException;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The edge alone, before controllers that stand in for the real ones; no ledger and no database. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        excludeName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
            "org.axonframework.springboot.autoconfig.AxonAutoConfiguration",
            "org.axonframework.springboot.autoconfig.AxonTimeoutAutoConfiguration",
            "org.axonframework.springboot.autoconfig.AxonServerAutoConfiguration",
            "org.axonframework.springboot.autoconfig.AxonServerActuatorAutoConfiguration",
            "org.axonframework.springboot.autoconfig.AxonServerBusAutoConfiguration",
            "org.axonframework.springboot.autoconfig.AxonTracingAutoConfiguration",
            "org.axonframework.springboot.autoconfig.EventProcessingAutoConfiguration",
            "org.axonframework.springboot.autoconfig.InfraConfiguration",
            "org.axonframework.springboot.autoconfig.InterceptorAutoConfiguration",
            "org.axonframework.springboot.autoconfig.JdbcAutoConfiguration",
            "org.axonframework.springboot.autoconfig.MetricsAutoConfiguration",
            "org.axonframework.springboot.autoconfig.MicrometerMetricsAutoConfiguration",
            "org.axonframework.springboot.autoconfig.NoOpTransactionAutoConfiguration",
            "org.axonframework.springboot.autoconfig.ObjectMapperAutoConfiguration",
            "org.axonframework.springboot.autoconfig.CBORMapperAutoConfiguration",
            "org.axonframework.springboot.autoconfig.OpenTelemetryAutoConfiguration",
            "org.axonframework.springboot.autoconfig.SecurityAutoConfiguration",
            "org.axonframework.springboot.autoconfig.TransactionAutoConfiguration",
            "org.axonframework.springboot.autoconfig.UpdateCheckerAutoConfiguration",
            "org.axonframework.springboot.autoconfig.XStreamAutoConfiguration"
        })
@Import({AccessEdge.class, PageAccess.class, ProblemEdge.class, EdgeApp.Stubs.class})
public class EdgeApp {

    /** Readiness asks for it by name. */
    @Bean
    HealthIndicator projections() {
        return () -> Health.up().build();
    }

    /** Nobody draws pages here. */
    @Bean
    PageErrors pageErrors() {
        return ProblemWriter::write;
    }

    public enum Act {
        STRIKE,
        SHELLING
    }

    public record Place(double latitude, String name) {}

    public record Report(
            String summary,
            @Nullable Act act,
            @Nullable Instant at,
            @Nullable Place place,
            @Nullable Integer count,
            @Nullable Boolean confidential,
            @Nullable List<String> accused,
            @Nullable Duration length,
            @Nullable LocalDateTime start,
            @Nullable ZoneId zone) {

        public Report {
            if ("nonsense".equals(summary)) {
                throw new IllegalArgumentException("secret-of-the-constructor");
            }
            if ("rejected".equals(summary)) {
                throw new RejectedException(Rejection.conflict("rule-unknown", "From a constructor."));
            }
        }
    }

    @com.fasterxml.jackson.annotation.JsonTypeInfo(
            use = com.fasterxml.jackson.annotation.JsonTypeInfo.Id.NAME,
            property = "type")
    @com.fasterxml.jackson.annotation.JsonSubTypes({
        @com.fasterxml.jackson.annotation.JsonSubTypes.Type(value = Consent.class, name = "CONSENT"),
        @com.fasterxml.jackson.annotation.JsonSubTypes.Type(value = Release.class, name = "RELEASE")
    })
    public sealed interface Declaration {}

    public record Consent(String party) implements Declaration {}

    public record Release(String by) implements Declaration {}

    public record Said(String title, int status, boolean last) {}

    @RestController
    static class Stubs {

        @PostMapping("/api/v1/incidents")
        Report report(@RequestBody Report report) {
            return report;
        }

        @PostMapping("/api/v1/incidents/{id}/reports")
        JsonNode anyJson(@RequestBody JsonNode body) {
            return body;
        }

        @PostMapping("/api/v1/agreements")
        Report agreement(@RequestBody Report report) {
            return report;
        }

        @PostMapping("/api/v1/backups")
        Map<String, Object> backup() {
            return Map.of();
        }

        @PostMapping("/api/v1/agreements/{id}/declarations")
        Declaration declare(@RequestBody Declaration declaration) {
            return declaration;
        }

        @PostMapping("/api/v1/incidents/{id}/{part:attributions|corrections|retraction|findings|duplicate-of}")
        Map<String, Object> part(
                @RequestBody(required = false) JsonNode body, HttpServletRequest request, Subject who) {
            return keyOf(request, who);
        }

        @PostMapping("/api/v1/incidents/{id}/hidden")
        String hidden() {
            return "a route that nobody entered into the table";
        }

        @RequestMapping(
                path = "/internal",
                method = {RequestMethod.GET, RequestMethod.POST})
        String internal() {
            return "a route that nobody entered into the table";
        }

        @GetMapping({"/api/v1/agreements", "/api/v1/compliance", "/api/v1/incidents", "/api/v1/history"})
        Map<String, Object> who(Subject subject) {
            return Map.of("id", subject.id(), "sees", subject.seesConfidential());
        }

        @GetMapping({"/api/v1/stream", "/api/v1/version"})
        Map<String, Object> plain() {
            return Map.of();
        }

        @GetMapping("/api/v1/agreements/{id}")
        ResponseEntity<Said> one(@PathVariable String id) {
            return ResponseEntity.ok().eTag("\"1\"").body(new Said(id, 1, true));
        }

        @GetMapping("/api/v1/compliance/{agreement}/{commitment}")
        Map<String, Object> at(@RequestParam Instant at, @RequestParam(required = false) @Nullable Integer limit) {
            return Map.of("at", at);
        }

        @GetMapping("/api/v1/incidents/{id}")
        String thrown(@PathVariable String id, HttpServletRequest request) {
            throw switch (id) {
                case "invalid" ->
                    new RejectedException(Rejection.invalid(
                            "field-missing",
                            new Rejection.Fault("/a\nb", "x".repeat(500) + "\u202e", "It can't.", "Fix it.")));
                case "conflict" -> new RejectedException(Rejection.conflict("rule-unknown", "conflict"));
                case "forbidden" -> new RejectedException(Rejection.forbidden("rule-unknown", "forbidden"));
                case "unknown" -> new RejectedException(Rejection.unknown("rule-unknown", "unknown"));
                case "later" ->
                    new ProblemException(Problems.of(503, "unavailable", "Not yet."), Map.of("Retry-After", "2"));
                case "time" -> new java.time.format.DateTimeParseException("secret-of-the-parser", "yesterday", 0);
                case "status" ->
                    new org.springframework.web.server.ResponseStatusException(
                            org.springframework.http.HttpStatus.GONE, "secret-of-spring");
                default -> new IllegalStateException("secret-of-the-server");
            };
        }

        private static Map<String, Object> keyOf(HttpServletRequest request, Subject subject) {
            RequestKey key = RequestKey.from(request, subject);
            return key == null ? Map.of() : Map.of("key", key.key(), "bodyHash", key.bodyHash());
        }
    }
}
