package org.pactwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pactwatch.support.Http.Answer;
import tools.jackson.databind.JsonNode;

/** Why something is refused, in the reader's language, as a browser without scripts gets it. */
class RulesPageTest {

    private static final String TITLE = "Diese Regel gibt es nicht";

    private final RunningServer example = RunningServer.example();
    private final Visitor visitor = Visitor.of(example);

    @Test
    void a_german_reader_is_told_in_german_why_a_page_is_refused() {
        Answer answer = german("/?at=2025-03-25T10:00");
        assertThat(answer.status()).isEqualTo(400);
        Element refusal = Jsoup.parse(answer.body()).selectFirst("main .refusal");
        assertThat(refusal.select(".lead").text()).isEqualTo("Nach welcher Uhr?");
        assertThat(refusal.select(".lead + p").text()).startsWith("Datum und Uhrzeit ohne Zone");
        assertThat(refusal.select("h2").text()).isEqualTo("Im Wortlaut (englisch)");
        // What was wrong this time is told as the API tells it, and said to be English.
        JsonNode problem = example.get("/compliance?at=2025-03-25T10:00").json();
        assertThat(refusal.select("h2 + p[lang=en]").text())
                .isEqualTo(problem.path("detail").asString());
        assertThat(refusal.select("li[lang=en] code").text()).isEqualTo("2025-03-25T10:00");
        assertThat(refusal.select("a").attr("href")).isEqualTo("/rules/zone-missing");
        assertThat(refusal.select(".lead, .lead + p, h2")).noneMatch(element -> element.hasAttr("lang"));
    }

    @Test
    void an_english_reader_is_told_the_same_in_english() {
        Document page = Jsoup.parse(visitor.get("/?at=2025-03-25T10:00").body());
        JsonNode rule = example.get("/problems/zone-missing").json();
        assertThat(page.select(".refusal .lead").text())
                .isEqualTo(rule.path("title").asString());
        assertThat(page.select(".refusal .lead + p").text())
                .isEqualTo(rule.path("explanation").asString());
    }

    @Test
    void who_may_not_do_something_is_told_so_in_german_too() {
        Visitor auditor = Visitor.signedIn(example, "auditor");
        Answer answer = auditor.get("/report", "Accept-Language", "de");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(Jsoup.parse(answer.body()).select(".refusal .lead").text())
                .isEqualTo("Dafür ist eine andere Rolle nötig");
        Answer stale = auditor.post("/sign-out");
        assertThat(stale.status()).isEqualTo(403);
        assertThat(Jsoup.parse(stale.body()).select(".refusal .lead").text())
                .isEqualTo(
                        example.get("/problems/form-stale").json().path("title").asString());
    }

    @Test
    void a_form_that_is_refused_says_by_which_rule_in_german_too() {
        Visitor monitor = Visitor.signedIn(example, "monitor");
        assertThat(monitor.get("/preferences?lang=de").status()).isEqualTo(303);
        Answer answer = monitor.send(
                monitor.page("/report"),
                "form[action=/report]",
                Map.of(
                        "summary", "A depot burnt.",
                        "occurred.from", "2025-03-28T10:00",
                        "occurred.to", "2025-03-28T09:00",
                        "occurred.precision", "EXACT",
                        "zone", "Europe/Kyiv",
                        "do", "record"));
        assertThat(answer.status()).isEqualTo(422);
        Element faults = Jsoup.parse(answer.body()).selectFirst("#faults");
        assertThat(faults.select(".lead").text()).isEqualTo("Das Ende liegt vor dem Beginn");
        assertThat(faults.select(".lead + p").text()).startsWith("Ein Zeitraum");
        assertThat(faults.select("li[lang=en]")).isNotEmpty();
    }

    @Test
    void the_api_stays_english_whatever_language_is_asked_for() {
        for (String path : List.of("/api/v1/problems", "/api/v1/problems/zone-missing", "/api/v1/nowhere")) {
            String english = visitor.get(path, "Accept", "application/json").body();
            assertThat(visitor.get(path, "Accept", "application/json", "Accept-Language", "de")
                            .body())
                    .isEqualTo(english)
                    .doesNotContain("Uhr?");
        }
        assertThat(visitor.get("/nowhere", "Accept", "application/json", "Accept-Language", "de")
                        .body())
                .contains("Nothing answers here");
    }

    @Test
    void the_list_has_every_rule_once_with_its_words() {
        JsonNode rules = example.get("/problems").json().path("items");
        Document page = visitor.page("/rules");
        assertThat(rules.size()).isGreaterThan(90);
        for (JsonNode rule : rules) {
            String code = rule.path("rule").asString();
            Element entry = page.getElementById(code);
            assertThat(entry).as(code).isNotNull();
            assertThat(entry.select("h3 a").attr("href")).isEqualTo("/rules/" + code);
            assertThat(entry.select("h3").text()).isEqualTo(rule.path("title").asString());
            assertThat(entry.select("code").text()).isEqualTo(code);
            assertThat(entry.select("p").last().text())
                    .isEqualTo(rule.path("explanation").asString());
        }
        assertThat(page.select(".rule")).hasSize(rules.size());
        List<String> ids = page.select("[id]").eachAttr("id");
        assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
    }

    @Test
    void the_list_is_grouped_and_each_group_is_a_click_away() {
        Document page = Jsoup.parse(german("/rules").body());
        List<String> places = page.select("nav.index a").eachAttr("href");
        assertThat(places).hasSize(page.select("main section").size()).contains("#of-agreement", "#of-incident");
        for (String place : places) {
            assertThat(page.getElementById(place.substring(1)).text())
                    .isEqualTo(page.select("nav.index a[href=" + place + "]").text())
                    .doesNotContain("?");
        }
        assertThat(page.select("html").attr("lang")).isEqualTo("de");
        assertThat(page.select("#zone-missing h3").text()).isEqualTo("Nach welcher Uhr?");
    }

    @Test
    void the_foot_of_every_page_leads_to_the_rules() {
        assertThat(visitor.page("/").select("footer a[href=/rules]").text()).isEqualTo("Rules");
        assertThat(Jsoup.parse(german("/").body())
                        .select("footer a[href=/rules]")
                        .text())
                .isEqualTo("Regeln");
    }

    @Test
    void each_rule_has_a_page_of_its_own() {
        Document page = Jsoup.parse(german("/rules/reviewer-is-not-reporter").body());
        assertThat(page.title()).isEqualTo("Wer meldet, urteilt darüber nicht · Pactwatch");
        assertThat(page.select("h1").text()).isEqualTo("Wer meldet, urteilt darüber nicht");
        assertThat(page.select("h1 + p").text()).startsWith("Wer einen Vorfall gemeldet hat");
        assertThat(page.select("dd code").text()).isEqualTo("reviewer-is-not-reporter");
        assertThat(page.select("main a").eachAttr("href"))
                .containsExactly("/api/v1/problems/reviewer-is-not-reporter", "/rules#reviewer-is-not-reporter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/rules", "/rules/zone-missing"})
    void a_page_of_rules_that_was_seen_costs_a_304_in_its_language(String path) {
        Answer first = visitor.get(path);
        String tag = first.header("ETag");
        assertThat(first.status()).isEqualTo(200);
        assertThat(visitor.get(path, "If-None-Match", tag).status()).isEqualTo(304);
        assertThat(visitor.get(path, "If-None-Match", tag, "Accept-Language", "de")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_rule_that_there_is_not_is_a_page_to_people_and_a_problem_to_machines() {
        Answer page = german("/rules/nobody-made-this");
        assertThat(page.status()).isEqualTo(404);
        assertThat(Jsoup.parse(page.body()).select(".refusal .lead").text()).isEqualTo(TITLE);
        Answer problem = visitor.get("/rules/nobody-made-this", "Accept", "application/json");
        assertThat(problem.status()).isEqualTo(404);
        assertThat(problem.body()).contains("\"rule\":\"rule-unknown\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%3Cimg%20src=x%20onerror=alert(1)%3E",
                "$%7B7*7%7D",
                "__$%7B7*7%7D__::.x",
                "%E2%80%AEzone-missing",
                "ZONE-MISSING"
            })
    void what_a_path_says_is_shown_as_text(String rule) {
        Answer answer = german("/rules/" + rule);
        assertThat(answer.status()).isIn(400, 404);
        Document page = Jsoup.parse(answer.body());
        assertThat(page.select("main img, main script, main [onerror]")).isEmpty();
        assertThat(page.select("main").text()).doesNotContain("49").doesNotContain("\u202e");
        assertThat(page.select(".refusal [lang=en]").text()).isNotBlank();
    }

    @Test
    void an_unknown_rule_is_named_as_it_was_written() {
        Document page = Jsoup.parse(
                visitor.get("/rules/%3Cimg%20src=x%20onerror=alert(1)%3E").body());
        assertThat(page.select("main").text()).contains("\"<img src=x onerror=alert(1)>\"");
    }

    @Test
    void a_page_of_rules_takes_no_parameters() {
        assertThat(visitor.get("/rules?at=now").status()).isEqualTo(400);
        assertThat(visitor.get("/rules/zone-missing?lang=de").status()).isEqualTo(400);
    }

    private Answer german(String path) {
        return visitor.get(path, "Accept-Language", "de");
    }
}
