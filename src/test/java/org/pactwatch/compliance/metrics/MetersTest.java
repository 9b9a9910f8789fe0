package org.pactwatch.compliance.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pactwatch.Pactwatch;
import org.pactwatch.compliance.AgreementFacts;
import org.pactwatch.compliance.Force;
import org.pactwatch.compliance.Standing;
import org.pactwatch.compliance.Verdict;
import org.pactwatch.compliance.axon.Archive;
import org.pactwatch.compliance.axon.Assessments;
import org.pactwatch.compliance.axon.Progress;
import org.pactwatch.compliance.axon.Ticks;
import org.pactwatch.ledger.Ledger;
import org.pactwatch.ledger.LedgerUnavailable;
import org.pactwatch.ledger.axon.ProjectionWatch;
import org.pactwatch.support.Http;
import org.pactwatch.support.Http.Answer;
import org.pactwatch.support.TestDatabase;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What operators see of the example of 2025, over real HTTP. */
@ExtendWith(OutputCaptureExtension.class)
@SuppressWarnings("NullAway.Init")
class MetersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String WOUNDED =
            "agreement=\"prisoner-exchange-2025-03\",commitment=\"rus-releases-wounded\",reading=\"as-written\"";

    @TempDir
    static Path data;

    private static ConfigurableApplicationContext server;
    private static Http http;

    @BeforeAll
    static void start() {
        System.setProperty("axoniq.update-checker.disabled", "true");
        server = new SpringApplicationBuilder(Pactwatch.class)
                .initializers(
                        context -> context.getBeanFactory().registerSingleton("shippedOnly", new ShippedClassesOnly()))
                .run(Stream.concat(
                                Stream.of("server.port=0", "pactwatch.data=" + data, "pactwatch.tick=1s"),
                                TestDatabase.settings(data, true).stream())
                        .map(setting -> "--" + setting)
                        .toArray(String[]::new));
        http = new Http(server.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private Exposition scrape() {
        Answer answer = http.get("/actuator/prometheus");
        assertThat(answer.status()).isEqualTo(200);
        return new Exposition(answer.body());
    }

    private String bearer(String role) {
        try {
            JsonNode tokens = new JsonMapper().readTree(Files.readString(data.resolve("demo-tokens.json")));
            return "Bearer " + tokens.get(role).asString();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Answer post(String role, String path, String body) {
        return http.postJson(path, body, "Authorization", bearer(role));
    }

    private long report(String summary, String occurred) {
        Answer answer = post("monitor", "/api/v1/incidents", """
                {"summary":"%s","act":"STRIKE","target":"SUBSTATION","facilityOf":"UKR",
                 "occurred":{"from":"%s","to":"%s","precision":"EXACT"},"reported":"2025-04-11T12:00:00Z",
                 "accused":["RUS"],"claimant":"UKR","supports":[],
                 "source":{"name":"Somebody in the ministry","reliability":"C","credibility":3,"confidential":true,"citations":[]}}
                """.formatted(summary, occurred, occurred));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().get("position").asLong();
    }

    private void awaitPosition(long position) {
        await().atMost(PATIENCE).until(() -> scrape().value("pactwatch_projection_position", Map.of()) >= position);
    }

    private static Map<String, String> tags(String agreement, String commitment, String reading, String... more) {
        Map<String, String> tags = new TreeMap<>();
        tags.put("agreement", agreement);
        tags.put("commitment", commitment);
        tags.put("reading", reading);
        for (int i = 0; i < more.length; i += 2) {
            tags.put(more[i], more[i + 1]);
        }
        return tags;
    }

    private static Map<String, String> russia(String reading, String... more) {
        return tags("energy-moratorium-2025", "rus-abstains", reading, more);
    }

    @Test
    void the_example_stands_as_it_must() {
        assertThat(scrape().lines())
                .contains(
                        "pactwatch_force{" + WOUNDED + ",state=\"LAPSED\"} 1.0",
                        "pactwatch_force{" + WOUNDED + ",state=\"IN_EFFECT\"} 0.0",
                        "pactwatch_compliance{" + WOUNDED + ",state=\"SHORTFALL\"} 1.0",
                        "pactwatch_compliance{" + WOUNDED + ",state=\"PARTIAL\"} 0.0",
                        "pactwatch_remaining_seconds{" + WOUNDED + "} 0.0",
                        "pactwatch_force{agreement=\"prisoner-exchange-2025-03\",commitment=\"ukr-releases\",reading=\"as-written\",state=\"FULFILLED\"} 1.0",
                        "pactwatch_force{agreement=\"energy-moratorium-2025\",commitment=\"ukr-abstains\",reading=\"call-end\",state=\"EXPIRED\"} 1.0",
                        "pactwatch_incidents{agreement=\"energy-moratorium-2025\",commitment=\"ukr-abstains\",reading=\"usa\",standing=\"CONTESTED\"} 2.0",
                        "pactwatch_incidents{agreement=\"energy-moratorium-2025\",commitment=\"ukr-abstains\",reading=\"usa\",standing=\"BEFORE_BINDING\"} 1.0",
                        "pactwatch_series_groups_left_out 0.0",
                        "pactwatch_scrape_failed 0.0",
                        "pactwatch_projection_lag{projection=\"bearings\"} 0.0",
                        "pactwatch_projection_stopped{projection=\"bearings\"} 0.0",
                        "pactwatch_projection_stopped_position{projection=\"bearings\"} 0.0");
    }

    @Test
    void exactly_one_state_holds_for_each_commitment_and_reading() {
        Exposition scrape = scrape();
        for (String name : new String[] {"pactwatch_force", "pactwatch_compliance"}) {
            Map<Map<String, String>, Double> sums = new java.util.HashMap<>();
            scrape.values(name, Map.of()).forEach((tags, value) -> {
                Map<String, String> group = new TreeMap<>(tags);
                group.remove("state");
                sums.merge(group, value, Double::sum);
            });
            assertThat(sums.keySet())
                    .isEqualTo(scrape.values("pactwatch_remaining_seconds", Map.of())
                            .keySet());
            assertThat(sums).hasSizeGreaterThanOrEqualTo(11);
            assertThat(sums.values()).as(name).containsOnly(1.0);
        }
    }

    @Test
    void an_incident_counts_at_the_next_scrape_and_gives_nothing_else_away() {
        Exposition before = scrape();
        long position = report("A very secret yard", "2025-04-10T10:00:00Z");
        awaitPosition(position);
        Exposition after = scrape();
        for (String reading : new String[] {"call-end", "rus", "ukr", "usa"}) {
            Map<String, String> alleged = russia(reading, "standing", "ALLEGED");
            assertThat(after.value("pactwatch_incidents", alleged))
                    .as(reading)
                    .isEqualTo(before.value("pactwatch_incidents", alleged) + 1);
        }
        assertThat(after.value("pactwatch_ledger_position", Map.of())).isGreaterThanOrEqualTo(position);
        assertThat(String.join("\n", after.lines())).doesNotContain("secret", "Somebody");
    }

    @Test
    void an_agreement_registered_later_has_its_series_at_once_and_its_time_runs() {
        Exposition before = scrape();
        Instant start = Instant.now().minusSeconds(3_600);
        Answer answer = post("registrar", "/api/v1/agreements", """
                {"id":"truce","title":"A truce","parties":[{"id":"AAA","name":"A","roles":["OBLIGOR"]},{"id":"BBB","name":"B","roles":["BENEFICIARY"]}],
                 "instruments":[{"id":"text","kind":"SIGNED_TEXT","at":"%s","title":"Text","citations":[]}],
                 "commitments":[{"key":"a-abstains","kind":"PROHIBITION","obligor":"AAA","beneficiary":"BBB","statement":"A does not strike",
                   "scope":{"acts":["STRIKE"],"targets":["ENERGY"]},
                   "term":{"start":"%s","zone":"UTC","counting":"ELAPSED","length":"P1D"}}],
                 "consents":[{"party":"AAA","consent":"ACCEPTED","at":"%s","citations":[]}]}
                """.formatted(
                        start, start.toString().replaceAll("(\\..*)?Z", ""), start));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        awaitPosition(answer.json().get("position").asLong());
        Exposition after = scrape();
        Map<String, String> truce = tags("truce", "a-abstains", "as-written");
        double left =
                Duration.between(Instant.now(), start.plus(Duration.ofDays(1))).toMillis() / 1e3;
        assertThat(after.value("pactwatch_remaining_seconds", truce)).isBetween(left - 2, left + 2);
        assertThat(after.value("pactwatch_force", tags("truce", "a-abstains", "as-written", "state", "IN_EFFECT")))
                .isOne();
        assertThat(after.value("pactwatch_agreements", Map.of()))
                .isEqualTo(before.value("pactwatch_agreements", Map.of()) + 1);
        assertThat(after.value("pactwatch_readings", Map.of()))
                .isEqualTo(before.value("pactwatch_readings", Map.of()) + 1);
        assertThat(after.values("pactwatch_force", Map.of()).keySet())
                .containsAll(before.values("pactwatch_force", Map.of()).keySet());
    }

    @Test
    void commands_are_timed_by_what_they_are_and_what_becomes_of_them() {
        report("A yard", "2025-05-10T10:00:00Z");
        assertThat(post("registrar", "/api/v1/agreements/energy-moratorium-2025/declarations", """
                        {"type":"CONSENT","party":"NOBODY","consent":"ACCEPTED","at":"2025-03-19T16:59:00Z","citations":[]}
                        """)
                        .status())
                .isEqualTo(422);
        Exposition scrape = scrape();
        String count = "pactwatch_command_duration_seconds_count";
        assertThat(scrape.value(count, Map.of("command", "ReportIncident", "outcome", "accepted")))
                .isGreaterThan(11);
        assertThat(scrape.value(count, Map.of("command", "Declare", "outcome", "rejected")))
                .isPositive();
        assertThat(scrape.values(
                        "pactwatch_command_duration_seconds_bucket",
                        Map.of("command", "ReportIncident", "outcome", "accepted")))
                .hasSize(14);
    }

    @Test
    void axons_own_meters_of_the_processors_are_exported_too() {
        assertThat(scrape().lines())
                .anyMatch(line -> line.startsWith("eventProcessor_successCounter_total{")
                        && line.contains("processorName=\"bearings\""));
    }

    @Test
    void requests_are_metered_and_not_each_filter_on_their_way() {
        http.get("/api/v1/agreements");
        assertThat(scrape().lines())
                .anyMatch(line -> line.startsWith("http_server_requests_seconds_count{"))
                .noneMatch(line -> line.startsWith("spring_security_"));
    }

    @Test
    void the_documentation_lists_what_is_exported() throws Exception {
        SortedMap<String, Exposition.Described> listed = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("docs/metrics.md"))) {
            if (line.startsWith("| `pactwatch_")) {
                String[] cells = line.split("\\|");
                listed.put(
                        cells[1].strip().replace("`", ""),
                        new Exposition.Described(
                                cells[2].strip(),
                                cells[5].strip(),
                                cells[4].isBlank()
                                        ? new TreeSet<>()
                                        : new TreeSet<>(java.util.List.of(
                                                cells[4].strip().split(", ")))));
            }
        }
        assertThat(scrape().described("pactwatch_")).isEqualTo(listed);
    }

    private static Snapshots snapshots(Ticks ticks, int groups) {
        return new Snapshots(
                server.getBean(Ledger.class),
                server.getBean(Progress.class),
                server.getBean(Archive.class),
                server.getBean(Assessments.class),
                ticks,
                new MeterSettings(groups));
    }

    @Test
    void beyond_the_limit_the_agreements_registered_first_keep_their_series_and_the_rest_is_counted() {
        Ticks ticks = server.getBean(Ticks.class);
        Snapshot all = snapshots(ticks, 1_000).take();
        Snapshot few = snapshots(ticks, 3).take();
        assertThat(all.leftOut()).isZero();
        assertThat(few.leftOut()).isEqualTo(all.rows().size() - 3);
        assertThat(few.rows())
                .extracting(
                        row -> row.agreement() + " " + row.verdict().reading().id())
                .containsExactly(
                        "energy-moratorium-2025 call-end", "energy-moratorium-2025 rus", "energy-moratorium-2025 ukr");
        assertThat(few.readings()).isEqualTo(all.readings());
    }

    @Test
    void a_force_that_ended_since_the_tick_began_has_ended() {
        Ticks daily = new Ticks(() -> Instant.parse("2025-04-16T21:30:00Z"), Duration.ofDays(1));
        Map<String, Snapshot.Row> russia = new TreeMap<>();
        snapshots(daily, 4)
                .take()
                .rows()
                .forEach(row -> russia.put(row.verdict().reading().id(), row));
        assertThat(russia.get("rus").verdict().force()).isEqualTo(Force.EXPIRED);
        assertThat(russia.get("rus").remaining()).isZero();
        assertThat(russia.get("call-end").verdict().force()).isEqualTo(Force.IN_EFFECT);
        assertThat(russia.get("call-end").verdict().at()).isEqualTo("2025-04-16T00:00:00Z");
        assertThat(russia.get("call-end").remaining()).hasHours(19);
    }

    @Test
    void what_was_told_as_of_an_earlier_position_is_not_kept_for_those_who_know_more() {
        long position = report("A mast", "2025-04-09T10:00:00Z");
        awaitPosition(position);
        Assessments assessments = server.getBean(Assessments.class);
        AgreementFacts facts = server.getBean(Archive.class)
                .agreement("energy-moratorium-2025")
                .orElseThrow();
        Instant at = Instant.parse("2025-04-16T00:00:01Z");
        Verdict before =
                assessments.verdict(facts, "rus-abstains", facts.reading("rus").orElseThrow(), at, position - 1);
        Verdict after =
                assessments.verdict(facts, "rus-abstains", facts.reading("rus").orElseThrow(), at, position);
        assertThat(after.tally().count(Standing.ALLEGED))
                .isEqualTo(before.tally().count(Standing.ALLEGED) + 1);
    }

    @Test
    void a_database_that_hangs_is_waited_for_once_and_not_for_long() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        Snapshot snapshot = snapshots(server.getBean(Ticks.class), 1).take();
        Scrape scrape = new Scrape(
                () -> {
                    asked.incrementAndGet();
                    try {
                        answer.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return snapshot;
                },
                server.getBean(ProjectionFamilies.class),
                Duration.ofMillis(50));
        assertThat(failed(scrape)).isOne();
        assertThat(failed(scrape)).isOne();
        assertThat(asked).hasValue(1);
        answer.countDown();
        await().atMost(PATIENCE).until(() -> failed(scrape) == 0);
    }

    private static double failed(Scrape scrape) {
        return scrape.collect().stream()
                .filter(family -> family.getMetadata().getName().equals("pactwatch_scrape_failed"))
                .map(family -> (GaugeSnapshot) family)
                .findFirst()
                .orElseThrow()
                .getDataPoints()
                .get(0)
                .getValue();
    }

    @Test
    void it_is_also_told_as_openmetrics_and_by_name() {
        Answer open = http.get("/actuator/prometheus", "Accept", "application/openmetrics-text; version=1.0.0");
        assertThat(open.header("Content-Type")).startsWith("application/openmetrics-text");
        assertThat(open.body()).contains("pactwatch_force{" + WOUNDED + ",state=\"LAPSED\"} 1.0");
        assertThat(new Exposition(http.get("/actuator/prometheus?includedNames=pactwatch_force")
                                .body())
                        .described("")
                        .keySet())
                .containsExactly("pactwatch_force");
    }

    @Test
    void a_ledger_that_cannot_be_read_is_not_ready_and_does_not_say_more() {
        Ledger away = (Ledger) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, args) -> {
                    throw new LedgerUnavailable("password refused for pactwatch");
                });
        Health health = new ProjectionsHealth(
                        server.getBean(ProjectionWatch.class), server.getBean(Progress.class), away)
                .health();
        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getDetails())
                .containsEntry("why", "The ledger can't be read.")
                .containsOnlyKeys("why", "position");
    }

    @Test
    void a_failing_database_leaves_the_scrape_standing_and_a_failing_fold_stops_readiness_alone(CapturedOutput log) {
        assertThat(http.get("/actuator/health/readiness").status()).isEqualTo(200);
        double before = scrape().value("pactwatch_projection_position", Map.of());
        JdbcTemplate jdbc = server.getBean(JdbcTemplate.class);
        jdbc.execute("alter table bearing_a rename to bearing_away");
        long position;
        try {
            position = report("A very secret depot", "2025-04-12T10:00:00Z");
            await().atMost(PATIENCE)
                    .until(() -> http.get("/actuator/health/readiness").status() == 503);

            Answer readiness = http.get("/actuator/health/readiness");
            JsonNode projections = readiness.json().get("components").get("projections");
            assertThat(readiness.json().get("status").asString()).isEqualTo("DOWN");
            assertThat(projections.get("details").propertyNames()).containsExactlyInAnyOrder("stoppedAt", "position");
            assertThat(projections.get("details").get("stoppedAt").asLong()).isEqualTo(position);
            assertThat(readiness.body()).doesNotContain("secret", "bearing_away", "Exception", "insert");
            assertThat(http.get("/actuator/health/liveness").status()).isEqualTo(200);

            Exposition scrape = scrape();
            assertThat(scrape.value("pactwatch_projection_stopped", Map.of())).isOne();
            assertThat(scrape.value("pactwatch_projection_stopped_position", Map.of()))
                    .isEqualTo(position);
            assertThat(scrape.value("pactwatch_projection_position", Map.of())).isEqualTo(before);
            await().atMost(PATIENCE).until(() -> scrape().value("pactwatch_scrape_failed", Map.of()) == 1);
            Exposition failed = scrape();
            assertThat(failed.values("pactwatch_force", Map.of())).isEmpty();
            assertThat(failed.value("pactwatch_projection_lag", Map.of())).isNaN();
            assertThat(log.getOut()).containsOnlyOnce("missing from the meters");
            assertThat(log.getOut()).doesNotContain("very secret");
        } finally {
            jdbc.execute("alter table bearing_away rename to bearing_a");
        }
        awaitPosition(position);
        await().atMost(PATIENCE)
                .until(() -> http.get("/actuator/health/readiness").status() == 200);
        Exposition healed = scrape();
        assertThat(healed.value("pactwatch_scrape_failed", Map.of())).isZero();
        assertThat(healed.value("pactwatch_projection_stopped", Map.of())).isZero();
        assertThat(healed.value("pactwatch_projection_lag", Map.of())).isZero();
    }
}
