package org.pactwatch.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The reference model is right: the oracles of the countings, the example of 2025, and each rule by its corner. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReferenceModelTest {

    private static final YAMLMapper YAML = YAMLMapper.builder().build();

    private final ReferenceModel model = new ReferenceModel();
    private long position;

    private long say(String call, String yaml) {
        return say(call, yaml, "");
    }

    private long say(String call, String yaml, String id) {
        position++;
        model.accepted(call, YAML.readTree(yaml), position, Instant.EPOCH.plusSeconds(position), id);
        return position;
    }

    private static Instant at(String text) {
        return Json.instant(text);
    }

    @Nested
    class Counting {

        private static final Instant NOON = at("2025-03-25T12:00+02:00");
        private static final Instant HALF_PAST_MIDNIGHT = at("2025-04-17T00:30+03:00");

        private static Term term(String start, String zone, String counting) {
            return Term.of(YAML.readTree(
                    "{start: %s, zone: %s, counting: %s, length: P30D}".formatted(start, zone, counting)));
        }

        @ParameterizedTest
        @CsvSource({
            "2025-03-18T00:00, Europe/Moscow, ELAPSED, 03-17T21:00, 04-16T21:00, PT181H, PT539H, 22",
            "2025-03-18T18:30, Europe/Kyiv, ELAPSED, 03-18T16:30, 04-17T16:30, PT161H30M, PT558H30M, 23",
            "2025-03-18T18:30, Europe/Kyiv, CALENDAR, 03-18T16:30, 04-17T15:30, PT161H30M, PT557H30M, 23",
            "2025-03-18T00:00, Europe/Kyiv, ELAPSED, 03-17T22:00, 04-16T22:00, PT180H, PT540H, 22",
            "2025-03-18T00:00, Europe/Kyiv, CALENDAR, 03-17T22:00, 04-16T21:00, PT180H, PT539H, 22",
            "2025-03-25T00:00, Europe/Kyiv, ELAPSED, 03-24T22:00, 04-23T22:00, PT12H, PT708H, 29",
            "2025-03-25T00:00, Europe/Kyiv, CALENDAR, 03-24T22:00, 04-23T21:00, PT12H, PT707H, 29",
            "2025-03-18T00:00, Europe/Kyiv, DAYS_INCLUSIVE, 03-17T22:00, 04-16T21:00, PT180H, PT539H, 22",
            "2025-03-18T18:30, Europe/Kyiv, DAYS_INCLUSIVE, 03-18T16:30, 04-16T21:00, PT161H30M, PT539H, 22",
            "2025-03-18T18:30, Europe/Kyiv, DAYS_EXCLUSIVE, 03-18T16:30, 04-17T21:00, PT161H30M, PT563H, 23",
            "2025-03-25T00:00, Europe/Kyiv, DAYS_INCLUSIVE, 03-24T22:00, 04-23T21:00, PT12H, PT707H, 29",
            "2025-03-25T00:00, Europe/Kyiv, DAYS_EXCLUSIVE, 03-24T22:00, 04-24T21:00, PT12H, PT731H, 30",
        })
        void the_oracles_at_noon_of_25_March(
                String from,
                String zone,
                String counting,
                String start,
                String end,
                String elapsed,
                String remaining,
                long days) {
            Term term = term(from, zone, counting);
            assertThat(term.start()).isEqualTo("2025-" + start + ":00Z");
            assertThat(term.end()).isEqualTo("2025-" + end + ":00Z");
            assertThat(term.elapsed(NOON)).isEqualTo(Duration.parse(elapsed));
            assertThat(term.remaining(NOON)).isEqualTo(Duration.parse(remaining));
            assertThat(term.remaining(NOON).toDays()).isEqualTo(days);
        }

        @ParameterizedTest
        @CsvSource({
            "2025-03-18T00:00, Europe/Moscow, ELAPSED, -PT30M",
            "2025-03-18T00:00, Europe/Kyiv, CALENDAR, -PT30M",
            "2025-03-18T00:00, Europe/Kyiv, ELAPSED, PT30M",
            "2025-03-18T18:30, Europe/Kyiv, ELAPSED, PT19H",
            "2025-03-25T00:00, Europe/Kyiv, ELAPSED, PT168H30M",
        })
        void one_DST_hour_flips_the_answer_on_17_April(String from, String zone, String counting, String left) {
            Duration expected = Duration.parse(left);
            Term term = term(from, zone, counting);
            assertThat(Duration.between(HALF_PAST_MIDNIGHT, term.end())).isEqualTo(expected);
            assertThat(term.remaining(HALF_PAST_MIDNIGHT)).isEqualTo(expected.isNegative() ? Duration.ZERO : expected);
        }

        @Test
        void a_start_in_a_gap_moves_forward_and_in_an_overlap_it_is_the_earlier() {
            assertThat(term("2025-03-30T03:30", "Europe/Kyiv", "ELAPSED").start())
                    .isEqualTo("2025-03-30T01:30:00Z");
            assertThat(term("2025-10-26T03:30", "Europe/Kyiv", "ELAPSED").start())
                    .isEqualTo("2025-10-26T00:30:00Z");
            assertThat(term("2011-12-30T10:00", "Pacific/Apia", "DAYS_INCLUSIVE")
                            .start())
                    .isEqualTo("2011-12-30T20:00:00Z");
        }

        @ParameterizedTest
        @CsvSource({"P1M,ELAPSED", "P1Y,CALENDAR", "PT48H,DAYS_INCLUSIVE", "P0D,ELAPSED", "PT-1H,ELAPSED"})
        void months_hours_of_days_and_empty_terms_are_refused(String length, String counting) {
            JsonNode term = YAML.readTree(
                    "{start: 2025-03-18T00:00, zone: UTC, counting: %s, length: %s}".formatted(counting, length));
            assertThatThrownBy(() -> Term.of(term)).isInstanceOf(RuntimeException.class);
        }

        @Test
        void an_UNTIL_has_no_length_and_no_day() {
            Term term = Term.of(YAML.readTree("{start: 2025-03-18T18:30, zone: Europe/Kyiv, counting: UNTIL,"
                    + " until: 2025-03-20T00:00, length: P30D}"));
            assertThat(term.end()).isEqualTo("2025-03-19T22:00:00Z");
            assertThat(term.length()).isNull();
            assertThat(term.day(NOON)).isNull();
        }

        @Test
        void the_day_counts_from_0_before_the_start_to_its_last() {
            Term term = term("2025-03-18T00:00", "Europe/Moscow", "ELAPSED");
            assertThat(term.day(at("2025-03-17T20:59Z"))).hasToString("{\"n\":0,\"of\":30}");
            assertThat(term.day(at("2025-03-17T21:00Z"))).hasToString("{\"n\":1,\"of\":30}");
            assertThat(term.day(NOON)).hasToString("{\"n\":8,\"of\":30}");
            assertThat(term.day(at("2026-01-01T00:00Z"))).hasToString("{\"n\":30,\"of\":30}");
        }
    }

    @Nested
    class The_example_of_2025 {

        private static final String MORATORIUM = "energy-moratorium-2025";
        private static final String EXCHANGE = "prisoner-exchange-2025-03";

        The_example_of_2025() {
            say("POST /agreements", """
                id: energy-moratorium-2025
                parties:
                  - { id: RUS, roles: [OBLIGOR, BENEFICIARY] }
                  - { id: UKR, roles: [OBLIGOR, BENEFICIARY] }
                  - { id: USA, roles: [MEDIATOR] }
                instruments:
                  - { id: call, kind: READOUT, at: { from: 2025-03-18T14:00:00Z, to: 2025-03-18T16:30:00Z } }
                  - { id: order, kind: ORDER, by: RUS, commitment: rus-abstains, at: 2025-03-18T16:30:00Z }
                commitments:
                  - key: rus-abstains
                    kind: PROHIBITION
                    obligor: RUS
                    beneficiary: UKR
                    scope: { acts: [STRIKE], targets: [ENERGY], facilitiesOf: [UKR] }
                    term: { length: P30D }
                    conditions: [ { kind: RECIPROCAL, on: ukr-abstains } ]
                  - key: ukr-abstains
                    kind: PROHIBITION
                    obligor: UKR
                    beneficiary: RUS
                    scope: { acts: [STRIKE], targets: [ENERGY], facilitiesOf: [RUS] }
                    term: { length: P30D }
                    conditions: [ { kind: RECIPROCAL, on: rus-abstains } ]
                readings:
                  - id: call-end
                    term: { start: 2025-03-18T18:30, zone: Europe/Kyiv, counting: ELAPSED }
                    boundFrom: { RUS: 2025-03-18T16:30:00Z, UKR: 2025-03-18T16:30:00Z }
                  - id: rus
                    holder: RUS
                    term: { start: 2025-03-18T00:00, zone: Europe/Moscow, counting: ELAPSED }
                    boundFrom: { RUS: 2025-03-18T16:30:00Z, UKR: 2025-03-18T16:30:00Z }
                    release: ON_OWN_ASSESSMENT
                    scope: { targets: [ENERGY, GAS_METERING] }
                  - id: ukr
                    holder: UKR
                    term: { start: 2025-03-25T00:00, zone: Europe/Kyiv, counting: ELAPSED }
                    boundFrom: { RUS: 2025-03-24T22:00:00Z, UKR: 2025-03-24T22:00:00Z }
                    scope: { targets: [ENERGY, GAS_METERING] }
                  - id: usa
                    holder: USA
                    term: { start: 2025-03-18T18:30, zone: Europe/Kyiv, counting: ELAPSED }
                    boundFrom: { RUS: 2025-03-18T16:30:00Z }
                    scope: { targets: [ENERGY, GAS_METERING, CIVIL_INFRASTRUCTURE] }
                consents:
                  - { party: UKR, consent: PENDING, at: 2025-03-18T17:00:00Z }
                  - { party: UKR, consent: ACCEPTED, at: 2025-03-19T16:59:00Z }
                negotiation:
                  - { id: full-air-and-sea-halt, kind: PROPOSAL, by: UNATTRIBUTED, at: 2025-03-18T14:00:00Z }
                """);
            say("POST /agreements", """
                id: prisoner-exchange-2025-03
                parties:
                  - { id: RUS, roles: [OBLIGOR, BENEFICIARY] }
                  - { id: UKR, roles: [OBLIGOR, BENEFICIARY] }
                commitments:
                  - { key: rus-releases, kind: DELIVERY, obligor: RUS, beneficiary: UKR, quantity: 175, term: DUE }
                  - { key: ukr-releases, kind: DELIVERY, obligor: UKR, beneficiary: RUS, quantity: 175, term: DUE }
                  - { key: rus-releases-wounded, kind: DELIVERY, obligor: RUS, quantity: 23, unilateral: true,
                      term: DUE }
                consents:
                  - { party: RUS, consent: ACCEPTED, at: 2025-03-18T16:30:00Z }
                  - { party: UKR, consent: ACCEPTED, at: 2025-03-18T16:30:00Z }
                """.replace(
                    "DUE", "{ start: 2025-03-18T18:30, zone: Europe/Kyiv, counting: UNTIL, until: 2025-03-20T00:00 }"));
        }

        private void incident(String id, String yaml) {
            say("POST /incidents", "{act: STRIKE, reported: 2025-05-01T00:00:00Z, " + yaml + "}", id);
        }

        /** The standing under each reading, such as {@code {rus-abstains/rus=ALLEGED}}. */
        private String standings(String incident) {
            TreeMap<String, String> standings = new TreeMap<>();
            for (JsonNode standing :
                    model.standings(incident, at("2025-06-01T00:00Z"), position).values()) {
                standings.put(
                        Json.text(standing, "commitment") + "/" + Json.text(standing, "reading"),
                        Json.text(standing, "standing"));
            }
            return standings.toString();
        }

        private ObjectNode verdict(String commitment, String reading, String at) {
            String agreement = commitment.contains("abstains") ? MORATORIUM : EXCHANGE;
            return model.verdict(agreement, commitment, reading, at(at), position);
        }

        private String compliance(String commitment, String reading, String at) {
            return Json.text(verdict(commitment, reading, at), "compliance");
        }

        @Test
        void Kavkazskaya() {
            incident("k", """
                target: PUMPING_STATION, facilityOf: RUS, accused: [UKR], claimant: RUS,
                occurred: {from: 2025-03-18T21:00:00Z, to: 2025-03-19T03:00:00Z}""");
            assertThat(standings("k"))
                    .isEqualTo("{ukr-abstains/call-end=ALLEGED, ukr-abstains/rus=ALLEGED,"
                            + " ukr-abstains/ukr=BEFORE_BINDING, ukr-abstains/usa=BEFORE_BINDING}");
        }

        @Test
        void Sudzha() {
            incident("s", """
                target: GAS_METERING, facilityOf: RUS, accused: [UKR], claimant: RUS,
                occurred: {from: 2025-03-28T07:20:00Z, to: 2025-03-28T07:20:00Z}""");
            say("POST /incidents/s/attributions", "{accused: UKR, claimant: UKR, stance: DENIES}");
            say("POST /incidents/s/attributions", "{accused: RUS, claimant: UKR, stance: COUNTER_ACCUSES}");
            // It is no facility of UKR, so what RUS is accused of is outside of what RUS promised.
            assertThat(standings("s"))
                    .isEqualTo("{rus-abstains/call-end=OUTSIDE_SCOPE, rus-abstains/rus=OUTSIDE_SCOPE,"
                            + " rus-abstains/ukr=OUTSIDE_SCOPE, rus-abstains/usa=OUTSIDE_SCOPE,"
                            + " ukr-abstains/call-end=OUTSIDE_SCOPE, ukr-abstains/rus=CONTESTED,"
                            + " ukr-abstains/ukr=CONTESTED, ukr-abstains/usa=CONTESTED}");
            assertThat(model.verdicts(MORATORIUM, "rus-abstains", at("2025-03-29T00:00Z"), position)
                            .findValuesAsString("force"))
                    .containsOnly("IN_EFFECT");
        }

        @Test
        void seven_drones() {
            incident("d", """
                accused: [], supports: [energy-moratorium-2025/rus-abstains], claimant: RUS,
                occurred: {from: 2025-03-19T08:00:00Z, to: 2025-03-19T08:00:00Z}""");
            assertThat(standings("d")).isEqualTo("{}");
        }

        @Test
        void Kherson_in_April() {
            incident("a", """
                target: TRANSMISSION_DISTRIBUTION, facilityOf: UKR, accused: [RUS], claimant: UKR,
                occurred: {from: 2025-04-01T05:00:00Z, to: 2025-04-01T06:00:00Z}""");
            incident("b", """
                target: TRANSMISSION_DISTRIBUTION, facilityOf: UKR, accused: [RUS], claimant: UKR,
                occurred: {from: 2025-04-22T18:00:00Z, to: 2025-04-23T05:00:00Z}""");
            assertThat(standings("a"))
                    .isEqualTo("{rus-abstains/call-end=ALLEGED, rus-abstains/rus=ALLEGED,"
                            + " rus-abstains/ukr=ALLEGED, rus-abstains/usa=ALLEGED}");
            assertThat(standings("b"))
                    .isEqualTo("{rus-abstains/call-end=OUTSIDE_TERM, rus-abstains/rus=OUTSIDE_TERM,"
                            + " rus-abstains/ukr=ALLEGED, rus-abstains/usa=OUTSIDE_TERM}");
        }

        @Test
        void a_strike_on_17_April_is_outside_the_term_for_one_only() {
            incident("x", """
                target: SUBSTATION, facilityOf: UKR, accused: [RUS], claimant: UKR,
                occurred: {from: 2025-04-17T10:00:00Z, to: 2025-04-17T10:00:00Z}""");
            assertThat(standings("x"))
                    .isEqualTo("{rus-abstains/call-end=ALLEGED, rus-abstains/rus=OUTSIDE_TERM,"
                            + " rus-abstains/ukr=ALLEGED, rus-abstains/usa=ALLEGED}");
        }

        @Test
        void prisoners() {
            String delivered = "{type: DELIVERY, id: %s, commitment: %s, quantity: %d,"
                    + " at: 2025-03-19T12:00:00Z, confirmedBy: [RUS, UKR]}";
            String call = "POST /agreements/" + EXCHANGE + "/declarations";
            say(call, delivered.formatted("d1", "rus-releases", 175));
            say(call, delivered.formatted("d2", "ukr-releases", 175));
            say(call, delivered.formatted("d3", "rus-releases-wounded", 22));
            assertThat(compliance("rus-releases", "as-written", "2025-03-19T12:00Z"))
                    .isEqualTo("FULFILLED");
            assertThat(compliance("ukr-releases", "as-written", "2025-03-19T12:00Z"))
                    .isEqualTo("FULFILLED");
            assertThat(compliance("rus-releases-wounded", "as-written", "2025-03-19T21:59Z"))
                    .isEqualTo("PARTIAL");
            assertThat(compliance("rus-releases-wounded", "as-written", "2025-03-20T00:00+02:00"))
                    .isEqualTo("SHORTFALL");
            ObjectNode before = verdict("rus-releases-wounded", "as-written", "2025-03-19T12:00Z");
            assertThat(before.path("progress").asInt()).isEqualTo(95);
            assertThat(before.path("nextTransition"))
                    .hasToString("{\"at\":\"2025-03-19T22:00:00Z\",\"to\":\"LAPSED\"}");
        }

        @Test
        void negotiation_items_and_aggregate_claims_change_nothing() {
            ObjectNode before = verdict("rus-abstains", "rus", "2025-03-25T10:00Z");
            String call = "POST /agreements/" + MORATORIUM + "/declarations";
            say(call, "{type: NEGOTIATION_ITEM, id: p, kind: PRECONDITION, by: RUS, at: 2025-03-18T16:00:00Z}");
            say(call, "{type: AGGREGATE_CLAIM, claimant: UKR, against: RUS, count: 112, at: 2025-03-20T00:00:00Z}");
            assertThat(verdict("rus-abstains", "rus", "2025-03-25T10:00Z")).isEqualTo(before);
        }

        @Test
        void the_same_question_at_two_knowledge_times() {
            long then = position;
            assertThat(model.verdict(MORATORIUM, "ukr-abstains", "rus", at("2025-03-21T12:00Z"), then)
                            .path("compliance")
                            .asString())
                    .isEqualTo("NO_VIOLATION_ESTABLISHED");
            incident("l", """
                target: OIL_REFINERY, facilityOf: RUS, accused: [UKR], claimant: RUS,
                occurred: {from: 2025-03-21T05:00:00Z, to: 2025-03-21T06:00:00Z}""");
            assertThat(compliance("ukr-abstains", "rus", "2025-03-21T12:00Z")).isEqualTo("ALLEGED");
            assertThat(model.verdict(MORATORIUM, "ukr-abstains", "rus", at("2025-03-21T12:00Z"), then)
                            .path("compliance")
                            .asString())
                    .isEqualTo("NO_VIOLATION_ESTABLISHED");
        }

        @Test
        void the_answer_printed_in_the_description_of_the_API() {
            String yaml = """
                target: SUBSTATION, facilityOf: UKR, accused: [RUS], claimant: UKR,
                occurred: {from: 2025-03-20T05:00:00Z, to: 2025-03-20T05:00:00Z}""";
            incident("i1", yaml);
            incident("i2", yaml);
            assertThat(verdict("rus-abstains", "rus", "2025-03-25T12:00+02:00"))
                    .hasToString(Json.MAPPER.readTree("""
                {"agreement":"energy-moratorium-2025","commitment":"rus-abstains","kind":"PROHIBITION","obligor":"RUS",
                 "beneficiary":"UKR","reading":"rus","at":"2025-03-25T10:00:00Z","rules":1,
                 "force":"IN_EFFECT","compliance":"ALLEGED","foundBy":[],
                 "term":{"start":"2025-03-17T21:00:00Z","end":"2025-04-16T21:00:00Z","length":"P30D",
                         "counting":"ELAPSED","zone":"Europe/Moscow"},
                 "boundFrom":"2025-03-18T16:30:00Z","elapsed":"PT181H","remaining":"PT539H",
                 "remainingSeconds":1940400,"remainingDays":22,"day":{"n":8,"of":30},
                 "incidents":{"reported":2,"alleged":2,"contested":0,"unresolved":0,"substantiated":0,"dismissed":0,
                              "boundary":0,"beforeBinding":0,"outsideTerm":0,"outsideScope":0,"capped":false},
                 "lastReportedAt":"2025-05-01T00:00:00Z",
                 "basis":{"rule":"open-allegation","total":2,
                          "items":[{"incident":"i1","position":3},{"incident":"i2","position":4}]},
                 "contestedDeclarations":[],"nextTransition":{"at":"2025-04-16T21:00:00Z","to":"EXPIRED"}}
                """).toString());
        }
    }

    /** Two reciprocal prohibitions of ten hours, 00:00 to 10:00; hours stand for instants. */
    @Nested
    class Corners {

        private static final String DECLARATIONS = "POST /agreements/a/declarations";
        private static final String BOTH_BOUND = "boundFrom: {X: '2025-01-01T00:00Z', Y: '2025-01-01T00:00Z'}";

        private static String hour(int hour) {
            return "2025-01-01T%02d:00Z".formatted(hour);
        }

        private void register(String... readings) {
            String prohibition = """
                {key: %s, kind: PROHIBITION, obligor: %s, scope: {acts: [STRIKE], targets: [ENERGY]},
                 term: {start: '2025-01-01T00:00', zone: UTC, counting: ELAPSED, length: PT10H},
                 conditions: [{kind: RECIPROCAL, on: %s}]}""";
            say(
                    "POST /agreements",
                    "{id: a, parties: [{id: X, roles: []}, {id: Y, roles: []}, {id: M, roles: [MEDIATOR]}], commitments: ["
                            + prohibition.formatted("x", "X", "y") + ", " + prohibition.formatted("y", "Y", "x")
                            + ", {key: d, kind: DELIVERY, obligor: X, beneficiary: Y, quantity: 10,"
                            + " term: {start: '2025-01-01T00:00', zone: UTC, counting: ELAPSED, length: PT10H}}"
                            + "], readings: [" + String.join(", ", readings) + "]}");
        }

        private long consent(String party, String consent, int hour) {
            return say(
                    DECLARATIONS,
                    "{type: CONSENT, party: %s, consent: %s, at: '%s'}".formatted(party, consent, hour(hour)));
        }

        private long declare(String type, String commitment, int hour) {
            return say(DECLARATIONS, "{type: %s, commitment: %s, at: '%s'}".formatted(type, commitment, hour(hour)));
        }

        private long strike(String id, String accused, int from, int to) {
            return say(
                    "POST /incidents",
                    "{accused: [%s], claimant: M, occurred: {from: '%s', to: '%s'}}"
                            .formatted(accused, hour(from), hour(to)),
                    id);
        }

        private long say(String incident, String claimant, String stance, String accused) {
            return ReferenceModelTest.this.say(
                    "POST /incidents/" + incident + "/attributions",
                    "{claimant: %s, stance: %s, accused: %s}".formatted(claimant, stance, accused));
        }

        private long say(String call, String yaml) {
            return ReferenceModelTest.this.say(call, yaml);
        }

        private long say(String call, String yaml, String id) {
            return ReferenceModelTest.this.say(call, yaml, id);
        }

        private long find(String incident, String authority, String outcome, String... attributedTo) {
            return say(
                    "POST /incidents/" + incident + "/findings",
                    "{authority: %s, outcome: %s, attributedTo: %s}"
                            .formatted(authority, outcome, List.of(attributedTo)));
        }

        private ObjectNode verdict(String commitment, String reading, int hour) {
            return model.verdict("a", commitment, reading, at(hour(hour)), position);
        }

        private String force(String commitment, String reading, int hour) {
            return Json.text(verdict(commitment, reading, hour), "force");
        }

        private String standing(String incident, String reading) {
            for (JsonNode standing :
                    model.standings(incident, at("2025-02-01T00:00Z"), position).values()) {
                if (Json.text(standing, "reading").equals(reading)
                        && Json.text(standing, "commitment").equals("x")) {
                    return Json.text(standing, "standing");
                }
            }
            return "-";
        }

        @Test
        void rule_7_as_written_ends_with_the_first_reading_declared() {
            register();
            long before = position;
            say(DECLARATIONS, "{type: READING, id: r, commitments: {x: {term: {length: PT5H}}}}");
            assertThat(model.readings("a", before)).containsExactly("as-written");
            assertThat(model.readings("a", position)).containsExactly("r");
            assertThat(model.expectedErrors("a", "r", before)).containsExactly("reading-not-yet-known");
            assertThat(model.expectedErrors("a", "r", 0)).containsExactly("not-known-then");
            assertThat(verdict("x", "r", 0).path("remaining").asString()).isEqualTo("PT5H");
            assertThat(verdict("y", "r", 0).path("remaining").asString()).isEqualTo("PT10H");
        }

        @Test
        void rule_8_acceptance_after_the_start_binds_from_then_on_and_nothing_frees() {
            register();
            consent("X", "ACCEPTED", 3);
            consent("X", "REJECTED", 5);
            assertThat(force("x", "as-written", 2)).isEqualTo("PROPOSED");
            assertThat(force("x", "as-written", 3)).isEqualTo("IN_EFFECT");
            assertThat(force("x", "as-written", 6)).isEqualTo("IN_EFFECT");
            assertThat(force("x", "as-written", 10)).isEqualTo("EXPIRED");
            assertThat(force("y", "as-written", 10)).isEqualTo("PROPOSED");
        }

        @Test
        void rule_8_a_later_rejection_at_the_same_instant_wins() {
            register();
            consent("X", "ACCEPTED", 3);
            consent("X", "REJECTED", 3);
            assertThat(force("x", "as-written", 9)).isEqualTo("PROPOSED");
        }

        @Test
        void rule_8_boundFrom_binds_the_silent_but_not_who_rejects_and_nobody_earlier() {
            register("{id: r, boundFrom: {X: '%s', Y: '%s'}}".formatted(hour(4), hour(4)));
            consent("Y", "ACCEPTED", 1);
            assertThat(force("x", "r", 3)).isEqualTo("PROPOSED"); // rule 10: no consent yet
            assertThat(verdict("x", "r", 3).path("boundFrom").asString()).isEqualTo("2025-01-01T04:00:00Z");
            assertThat(force("x", "r", 4)).isEqualTo("IN_EFFECT");
            assertThat(force("y", "r", 3)).isEqualTo("AGREED");
            consent("X", "REJECTED", 2);
            assertThat(force("x", "r", 9)).isEqualTo("PROPOSED");
        }

        @Test
        void rules_15_and_16_a_finding_gives_the_right_a_waiver_ends_it_a_restated_finding_renews_it() {
            register("{id: r, %s}".formatted(BOTH_BOUND));
            strike("i", "X", 2, 2);
            assertThat(force("y", "r", 3)).isEqualTo("IN_EFFECT");
            long early = declare("RELEASE", "y", 4);
            long finding = find("i", "UN", "SUBSTANTIATED", "X");
            assertThat(force("y", "r", 1)).isEqualTo("IN_EFFECT");
            assertThat(force("y", "r", 2)).isEqualTo("RELEASABLE");
            assertThat(force("y", "r", 5)).isEqualTo("RELEASABLE");
            assertThat(verdict("y", "r", 5).path("contestedDeclarations"))
                    .hasToString("[{\"type\":\"RELEASE\",\"id\":null,\"position\":" + early + "}]");
            declare("WAIVER", "y", 4);
            assertThat(force("y", "r", 3)).isEqualTo("RELEASABLE");
            assertThat(force("y", "r", 5)).isEqualTo("IN_EFFECT");
            find("i", "UN", "SUBSTANTIATED", "X");
            assertThat(force("y", "r", 5)).isEqualTo("RELEASABLE");
            declare("RELEASE", "y", 5);
            assertThat(force("y", "r", 5)).isEqualTo("RELEASED");
            assertThat(force("x", "r", 5)).isEqualTo("RELEASABLE");
            ObjectNode after = verdict("y", "r", 6);
            assertThat(after.path("remaining").asString()).isEqualTo("PT0S");
            assertThat(after.path("endedAgo").asString()).isEqualTo("PT1H");
            assertThat(after.path("elapsed").asString()).isEqualTo("PT6H");
            assertThat(after.path("contestedDeclarations").size()).isEqualTo(1);
            say("POST /incidents/i/findings", "{withdraws: %d}".formatted(finding));
            say("POST /incidents/i/findings", "{withdraws: %d}".formatted(position - 2));
            assertThat(force("y", "r", 6)).isEqualTo("RELEASED");
            assertThat(verdict("y", "r", 6).path("contestedDeclarations").size())
                    .isEqualTo(2);
        }

        @Test
        void rule_16_own_assessment_needs_no_finding_but_must_be_bound() {
            register(
                    "{id: never, release: NONE, %s}".formatted(BOTH_BOUND),
                    "{id: own, release: ON_OWN_ASSESSMENT, %s}".formatted(BOTH_BOUND),
                    "{id: unbound, release: ON_OWN_ASSESSMENT}");
            declare("RELEASE", "x", 4);
            assertThat(force("x", "own", 3)).isEqualTo("IN_EFFECT");
            assertThat(force("x", "own", 4)).isEqualTo("RELEASED");
            assertThat(force("x", "never", 4)).isEqualTo("IN_EFFECT");
            assertThat(force("x", "unbound", 4)).isEqualTo("PROPOSED");
            assertThat(verdict("x", "own", 3).path("nextTransition").path("to").asString())
                    .isEqualTo("RELEASED");
            strike("i", "X", 3, 5);
            assertThat(standing("i", "own")).isEqualTo("BOUNDARY");
            assertThat(standing("i", "never")).isEqualTo("ALLEGED");
        }

        @Test
        void rule_21_the_last_own_word_counts_and_a_withdrawn_accusation_is_none() {
            register("{id: r, %s}".formatted(BOTH_BOUND));
            strike("i", "X", 2, 2);
            say("i", "Y", "DENIES", "X");
            assertThat(standing("i", "r")).isEqualTo("ALLEGED");
            say("i", "X", "COUNTER_ACCUSES", "Y");
            assertThat(standing("i", "r")).isEqualTo("CONTESTED");
            say("i", "X", "DENIES", "Y");
            assertThat(standing("i", "r")).isEqualTo("ALLEGED");
            say("i", "X", "DENIES", "X");
            assertThat(standing("i", "r")).isEqualTo("CONTESTED");
            say("i", "X", "ASSERTS", "X");
            assertThat(standing("i", "r")).isEqualTo("ALLEGED");
            say("i", "X", "DENIES", "X");
            say("i", "M", "DENIES", "X");
            assertThat(standing("i", "r")).isEqualTo("-");
        }

        @ParameterizedTest
        @CsvSource({
            "'SUBSTANTIATED X', SUBSTANTIATED",
            "'SUBSTANTIATED Y', DISMISSED",
            "SUBSTANTIATED, UNRESOLVED",
            "INCONCLUSIVE, UNRESOLVED",
            "NOT_ATTRIBUTABLE, UNRESOLVED",
            "UNSUBSTANTIATED, DISMISSED",
            "WITHIN_EXCEPTION, DISMISSED",
            "OUT_OF_SCOPE, OUTSIDE_SCOPE",
        })
        void rule_22_the_effect_of_a_finding_and_of_two_that_differ(String finding, String standing) {
            register("{id: r, authorities: [UN], %s}".formatted(BOTH_BOUND), "{id: s, %s}".formatted(BOTH_BOUND));
            strike("i", "X", 2, 2);
            String[] parts = finding.split(" ", -1);
            find("i", "UN", parts[0], parts.length > 1 ? new String[] {parts[1]} : new String[0]);
            assertThat(standing("i", "r")).isEqualTo(standing);
            String other = standing.equals("DISMISSED") ? "INCONCLUSIVE" : "UNSUBSTANTIATED";
            long differs = find("i", "OSCE", other);
            assertThat(standing("i", "r")).isEqualTo(standing);
            assertThat(standing("i", "s")).isEqualTo("CONTESTED");
            say("POST /incidents/i/findings", "{withdraws: %d}".formatted(differs));
            assertThat(standing("i", "s")).isEqualTo(standing);
        }

        @Test
        void the_basis_names_the_denial_the_finding_or_the_accusation() {
            register("{id: r, %s}".formatted(BOTH_BOUND));
            strike("i", "X", 2, 2);
            assertBasis("open-allegation", position);
            assertBasis("open-allegation", say("i", "Y", "ASSERTS", "X"));
            long finding = find("i", "UN", "SUBSTANTIATED", "X");
            assertBasis("substantiated-finding", finding);
            assertThat(verdict("x", "r", 3).path("foundBy")).hasToString("[\"UN\"]");
            long differs = find("i", "OSCE", "INCONCLUSIVE");
            assertBasis("contested-allegation", differs);
            long denial = say("i", "X", "ASSERTS", "Y");
            assertBasis("contested-allegation", denial);
            say("POST /incidents/i/findings", "{withdraws: %d}".formatted(finding));
            assertBasis("unresolved", differs);
            find("i", "OSCE", "UNSUBSTANTIATED");
            assertThat(verdict("x", "r", 3).path("basis"))
                    .hasToString("{\"rule\":\"no-open-allegation\",\"total\":0,\"items\":[]}");
            strike("j", "X", 9, 11);
            assertThat(verdict("x", "r", 9).path("basis"))
                    .hasToString("{\"rule\":\"boundary-allegation\",\"total\":1,"
                            + "\"items\":[{\"incident\":\"j\",\"position\":%d}]}".formatted(position));
        }

        private void assertBasis(String rule, long position) {
            assertThat(verdict("x", "r", 3).path("basis"))
                    .hasToString("{\"rule\":\"%s\",\"total\":1,\"items\":[{\"incident\":\"i\",\"position\":%d}]}"
                            .formatted(rule, position));
        }

        @ParameterizedTest
        @CsvSource({
            "2, 2, ALLEGED",
            "1, 2, BEFORE_BINDING",
            "1, 3, BOUNDARY",
            "1, 1, BEFORE_BINDING",
            "2, 10, ALLEGED",
            "9, 11, BOUNDARY",
            "10, 10, OUTSIDE_TERM",
            "10, 11, OUTSIDE_TERM",
            "1, 11, BOUNDARY",
        })
        void rule_23_the_edges_of_a_window(int from, int to, String standing) {
            register("{id: r, boundFrom: {X: '%s'}}".formatted(hour(2)));
            strike("i", "X", from, to);
            assertThat(standing("i", "r")).isEqualTo(standing);
        }

        @Test
        void rules_27_to_29_confirmed_claimed_corrected_late_and_released() {
            register("{id: r, release: ON_OWN_ASSESSMENT, %s}".formatted(BOTH_BOUND));
            String delivery = "{type: DELIVERY, id: %s, commitment: d, quantity: %d, at: '%s', confirmedBy: %s%s}";
            say(DECLARATIONS, delivery.formatted("d1", 4, hour(2), "[X]", ""));
            assertThat(Json.text(verdict("d", "r", 2), "compliance")).isEqualTo("CLAIMED");
            say(DECLARATIONS, delivery.formatted("d2", 4, hour(3), "[M]", ""));
            assertThat(Json.text(verdict("d", "r", 3), "compliance")).isEqualTo("PARTIAL");
            assertThat(Json.text(verdict("d", "r", 10), "compliance")).isEqualTo("SHORTFALL");
            say(DECLARATIONS, delivery.formatted("d3", 6, hour(2), "[]", ", corrects: d1"));
            assertThat(Json.text(verdict("d", "r", 10), "compliance")).isEqualTo("CLAIMED");
            assertThat(force("d", "r", 10)).isEqualTo("LAPSED");
            declare("RELEASE", "d", 8);
            assertThat(force("d", "r", 10)).isEqualTo("RELEASED");
            say(DECLARATIONS, delivery.formatted("d4", 6, hour(7), "[Y]", ", corrects: d3"));
            assertThat(force("d", "r", 6)).isEqualTo("IN_EFFECT");
            assertThat(force("d", "r", 7)).isEqualTo("FULFILLED");
            assertThat(force("d", "r", 10)).isEqualTo("FULFILLED");
            assertThat(verdict("d", "r", 9).path("remaining").asString()).isEqualTo("PT1H");
        }
    }
}
