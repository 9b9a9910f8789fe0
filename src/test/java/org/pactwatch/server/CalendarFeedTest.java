package org.pactwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.pactwatch.support.Http.Answer;
import tools.jackson.databind.JsonNode;

/** A calendar says what the verdicts say, and nothing that somebody has slipped into it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CalendarFeedTest {

    private static final String MORATORIUM = "energy-moratorium-2025";

    private final RunningServer example = RunningServer.example();
    private final RunningServer real = RunningServer.real();

    private static ICalendar calendar(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("Content-Type").replace(" ", "")).isEqualToIgnoringCase("text/calendar;charset=utf-8");
        ICalendar calendar = Biweekly.parse(answer.body()).first();
        assertThat(calendar.validate(ICalVersion.V2_0)).as(answer.body()).isEmpty();
        return calendar;
    }

    /** By what follows the agreement in the uid, such as {@code rus-abstains/rus/end}. */
    private static Map<String, VEvent> events(Answer answer) {
        return calendar(answer).getEvents().stream()
                .collect(Collectors.toMap(
                        event -> event.getUid()
                                .getValue()
                                .replaceAll("^[^/]+/", "")
                                .replaceAll("@.*", ""),
                        Function.identity(),
                        (one, other) -> {
                            throw new AssertionError("twice: " + one.getUid().getValue());
                        },
                        TreeMap::new));
    }

    private static Instant at(VEvent event) {
        return event.getDateStart().getValue().toInstant();
    }

    private static String status(VEvent event) {
        return event.getStatus().getValue();
    }

    /** Waits until answers know what was declared last. */
    private void declare(Pacts pact, String declaration) {
        long position = real.accepted("registrar", "/agreements/" + pact.id + "/declarations", declaration)
                .path("position")
                .asLong();
        real.get("/compliance?minPosition=" + position);
    }

    private Pacts registered(Pacts pact, String agreement) {
        long position = real.accepted("registrar", "/agreements", agreement)
                .path("position")
                .asLong();
        real.get("/compliance?minPosition=" + position);
        return pact;
    }

    private Map<String, VEvent> feed(Pacts pact) {
        return events(real.http().get("/feeds/" + pact.id + ".ics"));
    }

    @Test
    void every_term_begins_and_ends_when_its_verdict_says() {
        for (JsonNode agreement : example.get("/agreements").json().path("items")) {
            String id = agreement.path("id").asString();
            Map<String, VEvent> events = events(example.http().get("/feeds/" + id + ".ics"));
            int terms = 0;
            for (JsonNode commitment : agreement.path("commitments")) {
                JsonNode verdicts = example.get("/compliance/" + id + "/" + commitment.asString())
                        .json()
                        .path("verdicts");
                for (JsonNode verdict : verdicts) {
                    String name = commitment.asString() + "/"
                            + verdict.path("reading").asString() + "/";
                    boolean delivery = verdict.path("kind").asString().equals("DELIVERY");
                    VEvent end = events.get(name + (delivery ? "due" : "end"));
                    assertThat(at(events.get(name + "start")))
                            .isEqualTo(verdict.path("term").path("start").asString());
                    assertThat(at(end))
                            .isEqualTo(verdict.path("term").path("end").asString());
                    assertThat(end.getDescription().getValue())
                            .contains(verdict.path("arithmetic").asString())
                            .contains("/agreements/" + id + "#" + commitment.asString());
                    assertThat(end.getDateEnd()).as("an instant, no stretch").isNull();
                    terms++;
                }
            }
            assertThat(terms)
                    .isPositive()
                    .isEqualTo(events.keySet().stream()
                            .filter(name -> name.endsWith("/end") || name.endsWith("/due"))
                            .count());
        }
    }

    @Test
    void the_moratorium_ends_at_another_hour_under_each_term_that_was_counted() {
        Map<String, VEvent> events = events(example.http().get("/feeds/" + MORATORIUM + ".ics"));
        assertThat(at(events.get("rus-abstains/rus/end"))).isEqualTo("2025-04-16T21:00:00Z");
        assertThat(at(events.get("rus-abstains/call-end/end"))).isEqualTo("2025-04-17T16:30:00Z");
        assertThat(at(events.get("rus-abstains/usa/end"))).isEqualTo("2025-04-17T16:30:00Z");
        assertThat(at(events.get("rus-abstains/ukr/end"))).isEqualTo("2025-04-23T22:00:00Z");
        assertThat(at(events.get("ukr-abstains/rus/end"))).isEqualTo("2025-04-16T21:00:00Z");
        assertThat(at(events.get("rus-abstains/rus/bound"))).isEqualTo("2025-03-18T16:30:00Z");
        assertThat(at(events.get("ukr-abstains/usa/bound"))).isEqualTo("2025-03-19T16:59:00Z");
        assertThat(events)
                .as("where it binds from the start on, that is said once")
                .doesNotContainKey("rus-abstains/ukr/bound");
        assertThat(events.get("rus-abstains/rus/end").getSummary().getValue()).startsWith("Ends under reading rus: ");
        assertThat(events.values()).allSatisfy(event -> {
            assertThat(event.getAlarms()).isEmpty();
            assertThat(event.getTransparency().isTransparent()).isTrue();
            assertThat(event.getDescription().getValue()).contains("Reconstructed");
        });
    }

    @Test
    void a_calendar_of_one_reading_has_the_same_events_of_that_reading_alone() {
        Map<String, VEvent> all = events(example.http().get("/feeds/" + MORATORIUM + ".ics"));
        Map<String, VEvent> one = events(example.http().get("/feeds/" + MORATORIUM + "/ukr.ics"));
        assertThat(one.keySet())
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(all.keySet().stream()
                        .filter(name -> name.contains("/ukr/"))
                        .toList());
        one.forEach((name, event) -> assertThat(at(event)).isEqualTo(at(all.get(name))));
    }

    @Test
    void an_end_that_no_longer_comes_is_cancelled_under_the_reading_that_allows_the_release() {
        Pacts pact = Pacts.registered(real);
        declare(pact, "{\"type\":\"READING\",\"id\":\"free\",\"release\":\"ON_OWN_ASSESSMENT\"}");
        declare(pact, "{\"type\":\"READING\",\"id\":\"strict\",\"release\":\"NONE\"}");
        assertThat(status(feed(pact).get("one-abstains/free/end"))).isEqualTo("CONFIRMED");
        declare(pact, "{\"type\":\"RELEASE\",\"by\":\"" + pact.one + "\",\"at\":\"2025-03-25T12:00:00Z\"}");

        Map<String, VEvent> events = feed(pact);
        assertThat(status(events.get("one-abstains/free/start"))).isEqualTo("CONFIRMED");
        assertThat(status(events.get("one-abstains/free/end"))).isEqualTo("CANCELLED");
        assertThat(at(events.get("one-abstains/free/end"))).isEqualTo("2025-04-16T21:00:00Z");
        assertThat(events.get("one-abstains/free/end").getDescription().getValue())
                .contains("25 Mar 2025, 12:00 UTC");
        assertThat(at(events.get("one-abstains/free/released"))).isEqualTo("2025-03-25T12:00:00Z");
        assertThat(status(events.get("one-abstains/free/released"))).isEqualTo("CONFIRMED");
        assertThat(status(events.get("one-abstains/strict/end"))).isEqualTo("CONFIRMED");
        assertThat(status(events.get("other-abstains/free/end"))).isEqualTo("CONFIRMED");
        assertThat(events).doesNotContainKey("one-abstains/strict/released");
    }

    @Test
    void what_binds_nobody_is_tentative() {
        Pacts pact = Pacts.fresh();
        registered(pact, pact.agreement().replaceAll("(?s)\"consents\":\\[.*?]", "\"consents\":[]"));
        assertThat(feed(pact).values())
                .isNotEmpty()
                .allSatisfy(event -> assertThat(status(event)).isEqualTo("TENTATIVE"));
        declare(
                pact,
                "{\"type\":\"CONSENT\",\"party\":\"" + pact.one
                        + "\",\"consent\":\"ACCEPTED\",\"at\":\"2025-03-20T12:00:00Z\"}");
        Map<String, VEvent> events = feed(pact);
        assertThat(status(events.get("one-abstains/as-written/end"))).isEqualTo("CONFIRMED");
        assertThat(at(events.get("one-abstains/as-written/bound"))).isEqualTo("2025-03-20T12:00:00Z");
        assertThat(status(events.get("other-abstains/as-written/end"))).isEqualTo("TENTATIVE");
    }

    @Test
    void a_change_that_was_declared_for_a_later_day_is_foretold() {
        Pacts pact = Pacts.fresh();
        registered(
                pact,
                pact.agreement(Pacts.term("P30D", "2099-01-01T00:00", "UTC"))
                        .replace("2025-03-17T12:00:00Z", "2099-01-05T12:00:00Z"));
        Map<String, VEvent> events = feed(pact);
        assertThat(at(events.get("one-abstains/as-written/end"))).isEqualTo("2099-01-31T00:00:00Z");
        assertThat(status(events.get("one-abstains/as-written/end"))).isEqualTo("TENTATIVE");
        VEvent becomes = events.get("one-abstains/as-written/becomes-IN_EFFECT");
        assertThat(at(becomes)).isEqualTo("2099-01-05T12:00:00Z");
        assertThat(becomes.getSummary().getValue())
                .isEqualTo("Known to become \"In effect\" under reading as-written: No strikes");
        assertThat(real.get(pact.commitment())
                        .json()
                        .at("/verdicts/0/nextTransition/at")
                        .asString())
                .isEqualTo("2099-01-05T12:00:00Z");
    }

    @Test
    void a_title_cannot_write_lines_of_its_own() {
        Pacts pact = Pacts.fresh();
        String attack =
                "A pact\\r\\nBEGIN:VALARM\\r\\nACTION:DISPLAY\\nATTENDEE:mailto:x@example.org\\r\\nEND:VALARM\\u2028"
                        + "X:1;a,b\\\\n\\u202egnp.exe";
        registered(
                pact,
                pact.agreement()
                        .replace("A pact", attack)
                        .replace("No strikes", attack)
                        .replace("One", attack));
        for (String path : List.of("/feeds/" + pact.id + ".ics", "/feeds/" + pact.id + "/as-written.ics")) {
            Answer answer = real.http().get(path);
            ICalendar calendar = calendar(answer);
            assertThat(calendar.getEvents()).hasSize(6).allSatisfy(event -> {
                assertThat(event.getAlarms()).isEmpty();
                assertThat(event.getAttendees()).isEmpty();
            });
            String clean = "A pact BEGIN:VALARM ACTION:DISPLAY ATTENDEE:mailto:x@example.org END:VALARM"
                    + " X:1;a,b\\ngnp.exe";
            assertThat(calendar.getNames().get(0).getValue()).startsWith(clean + ", ");
            assertThat(calendar.getExperimentalProperty("X-WR-CALNAME").getValue())
                    .startsWith(clean.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,"));
            assertThat(unfolded(answer.body()).lines().map(line -> line.replaceAll("[:;].*", "")))
                    .doesNotContain("ACTION", "ATTENDEE", "X")
                    .isSubsetOf(
                            "BEGIN",
                            "END",
                            "VERSION",
                            "PRODID",
                            "NAME",
                            "X-WR-CALNAME",
                            "DESCRIPTION",
                            "REFRESH-INTERVAL",
                            "UID",
                            "DTSTAMP",
                            "SEQUENCE",
                            "DTSTART",
                            "SUMMARY",
                            "TRANSP",
                            "STATUS");
        }
    }

    private static String unfolded(String text) {
        return text.replace("\r\n ", "");
    }

    @Test
    void lines_are_at_most_75_octets_and_end_in_both_characters() {
        Pacts pact = Pacts.fresh();
        registered(pact, pact.agreement().replace("No strikes", "Жодних ударів по енергетиці 🕊 ".repeat(40)));
        for (Answer answer : List.of(
                real.http().get("/feeds/" + pact.id + ".ics?lang=de"),
                example.http().get("/feeds/" + MORATORIUM + ".ics?lang=de"))) {
            assertThat(answer.body()).endsWith("END:VCALENDAR\r\n");
            assertThat(answer.body().replace("\r\n", "")).doesNotContain("\r").doesNotContain("\n");
            assertThat(answer.body().split("\r\n"))
                    .allSatisfy(line -> assertThat(line.getBytes(StandardCharsets.UTF_8).length)
                            .as(line)
                            .isLessThanOrEqualTo(75));
            assertThat(answer.body()).as("no character is cut in two").doesNotContain("\ufffd");
            calendar(answer);
        }
        assertThat(feed(pact)
                        .get("one-abstains/as-written/end")
                        .getDescription()
                        .getValue())
                .contains("Жодних ударів по енергетиці 🕊 ".repeat(40).strip());
        assertThat(feed(pact).get("one-abstains/as-written/end").getSummary().getValue())
                .endsWith("…")
                .hasSizeLessThan(250);
    }

    @Test
    void the_same_record_is_the_same_text_and_a_declaration_raises_the_sequence() {
        Pacts pact = Pacts.registered(real);
        String path = "/feeds/" + pact.id + ".ics";
        Answer first = real.http().get(path);
        assertThat(first.header("Cache-Control")).contains("public").contains("max-age=15");
        assertThat(first.headers().allValues("Vary").toString()).containsIgnoringCase("Accept-Encoding");
        Answer again = real.http().get(path, "If-None-Match", first.header("ETag"));
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();

        long reported = real.accepted("monitor", "/incidents", pact.strike())
                .path("position")
                .asLong();
        real.get("/compliance?minPosition=" + reported);
        assertThat(real.http().get(path).body()).as("a report moves no term").isEqualTo(first.body());

        declare(pact, "{\"type\":\"RESERVATION\",\"by\":\"" + pact.one + "\",\"at\":\"2025-03-28T12:00:00Z\"}");
        Answer later = real.http().get(path, "If-None-Match", first.header("ETag"));
        Map<String, VEvent> before = events(first);
        Map<String, VEvent> after = events(later);
        assertThat(after.keySet()).isEqualTo(before.keySet());
        after.forEach((name, event) -> {
            int position = event.getSequence().getValue();
            assertThat(position).isGreaterThan(before.get(name).getSequence().getValue());
            Instant recorded = Instant.parse(
                    real.get("/history/" + position).json().path("recorded").asString());
            assertThat(event.getDateTimeStamp().getValue().toInstant().getEpochSecond())
                    .isEqualTo(recorded.getEpochSecond());
        });
    }

    @Test
    void a_calendar_speaks_the_language_that_its_address_names() {
        String path = "/feeds/" + MORATORIUM + "/rus.ics";
        assertThat(events(example.http().get(path, "Accept-Language", "de", "Cookie", "pactwatch-lang=de"))
                        .get("rus-abstains/rus/end")
                        .getSummary()
                        .getValue())
                .startsWith("Ends under reading rus: ");
        assertThat(events(example.http().get(path + "?lang=de"))
                        .get("rus-abstains/rus/end")
                        .getSummary()
                        .getValue())
                .startsWith("Endet nach Lesart rus: ");
        assertThat(example.http().get(path + "?lang=fr").rule()).isEqualTo("language-unknown");
        assertThat(example.http().get(path + "?at=2025-03-25T10:00:00Z").rule()).isEqualTo("parameter-unknown");
    }

    @Test
    void there_is_no_calendar_of_what_is_not_recorded() {
        Map<String, String> rules = Map.of(
                "/feeds/nothing.ics",
                "unknown-agreement",
                "/feeds/nothing/rus.ics",
                "unknown-agreement",
                "/feeds/" + MORATORIUM + "/nothing.ics",
                "unknown-reading",
                "/feeds/" + MORATORIUM,
                "route-unknown");
        rules.forEach((path, rule) -> {
            Answer answer = example.http().get(path);
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.rule()).as(path).isEqualTo(rule);
        });
        Answer page = example.http().get("/feeds/nothing.ics", "Accept", "text/html");
        assertThat(page.status()).isEqualTo(404);
        assertThat(page.body()).contains("<!DOCTYPE html>").contains("unknown-agreement");
    }
}
