package org.pactwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pactwatch.support.Http.Answer;
import org.pactwatch.support.PostgresServer;
import org.pactwatch.support.TestDatabase;
import tools.jackson.databind.JsonNode;

/** Pages as a browser without scripts gets them. */
class PagesTest {

    private final RunningServer example = RunningServer.example();
    private final Visitor visitor = Visitor.of(example);

    // ---- The overview

    @Test
    void the_overview_says_of_every_commitment_under_every_reading_what_the_api_says() {
        Document page = visitor.page("/?at=2025-04-01T12:00:00Z");
        JsonNode all = example.get("/compliance?at=2025-04-01T12:00:00Z").json().path("items");
        int verdicts = 0;
        for (JsonNode commitment : all) {
            for (JsonNode verdict : commitment.path("verdicts")) {
                verdicts++;
                Element card = card(page, verdict);
                assertThat(card.select(".words").text())
                        .isEqualTo(word("force." + verdict.path("force").asString()) + " "
                                + word("compliance."
                                        + verdict.path("compliance").asString()));
                assertThat(card.select(".arithmetic").text())
                        .isEqualTo(verdict.path("arithmetic").asString());
                assertThat(card.select(".badge svg path")).hasSize(2);
            }
        }
        assertThat(verdicts).isEqualTo(11);
        assertThat(page.select("[data-verdict]")).hasSize(verdicts);
    }

    @Test
    void readings_stand_side_by_side_by_their_id_whoever_holds_them() {
        Document page = visitor.page("/");
        for (Element readings : page.select(".readings")) {
            List<String> ids = readings.select("h4 > span").eachText();
            assertThat(ids).isSorted();
        }
    }

    @Test
    void the_example_opens_inside_its_term_says_so_and_now_is_one_click_away() {
        Document page = visitor.page("/");
        assertThat(page.select(".banner").text()).startsWith("Reconstructed");
        assertThat(page.select("#asked time").attr("datetime")).isEqualTo("2025-03-25T10:00:00Z");
        Document now = visitor.page(page.select(".steps a.now").attr("href"));
        assertThat(now.select("#asked .tag").text()).isEqualTo("live");
        assertThat(now.select("[data-verdict='energy-moratorium-2025/rus-abstains/rus'] .words")
                        .text())
                .startsWith("Expired");
        // Every link carries the moment on.
        assertThat(now.select("nav .places a").eachAttr("href")).contains("/?at=now", "/incidents?at=now");
    }

    @Test
    void day_8_of_30_is_drawn_and_said() {
        Element card = visitor.page("/").selectFirst("[data-verdict='energy-moratorium-2025/rus-abstains/rus']");
        assertThat(card.select(".strip rect.past")).hasSize(7);
        assertThat(card.select(".strip rect.today")).hasSize(1);
        assertThat(card.select(".strip rect.ahead")).hasSize(22);
        assertThat(card.select(".strip").attr("aria-label")).isEqualTo("Day 8 of 30");
        assertThat(card.select(".left").text()).isEqualTo("22 days 11 h left");
    }

    @Test
    void a_moment_is_chosen_in_a_zone_of_ones_own() {
        Document page = visitor.page("/?in=Europe/Kyiv&at=2025-04-17T00:30&knownAt=");
        assertThat(page.select("#asked time").attr("datetime")).isEqualTo("2025-04-16T21:30:00Z");
        assertThat(page.select("[data-verdict='energy-moratorium-2025/rus-abstains/rus'] .words")
                        .text())
                .startsWith("Expired");
        assertThat(page.select("[data-verdict='energy-moratorium-2025/rus-abstains/call-end'] .words")
                        .text())
                .startsWith("In effect");
    }

    @Test
    void what_was_known_then_is_another_question() {
        Document then = visitor.page("/?at=2025-03-21T12:00:00Z&knownAt=2025-03-21T12:00:00Z");
        Document today = visitor.page("/?at=2025-03-21T12:00:00Z");
        String card = "[data-verdict='energy-moratorium-2025/ukr-abstains/usa'] .words";
        assertThat(then.select(card).text()).isNotEqualTo(today.select(card).text());
        assertThat(then.body().hasAttr("data-knows")).isFalse(); // The past has no news.
    }

    // ---- How pages are served

    @Test
    void a_page_that_is_polled_and_has_not_changed_costs_a_304() {
        Answer first = visitor.get("/");
        String tag = first.header("ETag");
        assertThat(first.headers().allValues("Vary").toString().toLowerCase()).contains("cookie", "accept-language");
        assertThat(visitor.get("/", "If-None-Match", tag).status()).isEqualTo(304);
        assertThat(visitor.get("/", "If-None-Match", tag, "Accept-Language", "de")
                        .status())
                .isEqualTo(200);
        assertThat(visitor.get("/?at=now", "If-None-Match", tag).status()).isEqualTo(200);
    }

    @Test
    void another_record_at_the_same_address_is_no_304(@TempDir Path data) {
        try (RunningServer later = RunningServer.start(data)) {
            assertThat(later.head()).isEqualTo(example.head());
            for (String path : List.of("/", "/agreements/energy-moratorium-2025", "/incidents", "/record/1")) {
                String tag = visitor.get(path).header("ETag");
                assertThat(visitor.get(path, "If-None-Match", tag).status()).isEqualTo(304);
                assertThat(Visitor.of(later).get(path, "If-None-Match", tag).status())
                        .as(path)
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void nothing_in_a_page_runs_or_is_styled_by_itself_or_comes_from_elsewhere() {
        for (String path : List.of("/", "/status", "/sign-in", "/nowhere")) {
            Answer answer = visitor.get(path);
            assertThat(answer.header("Content-Security-Policy"))
                    .contains("default-src 'none'", "script-src 'self'", "style-src 'self'")
                    .doesNotContain("unsafe");
            Document page = Jsoup.parse(answer.body());
            assertThat(page.select("script:not([src]), style, [style]"))
                    .as(path)
                    .isEmpty();
            assertThat(page.getAllElements().stream()
                            .flatMap(element -> element.attributes().asList().stream())
                            .filter(attribute -> attribute.getKey().startsWith("on")))
                    .as(path)
                    .isEmpty();
            assertThat(page.select("script, link, img").stream()
                            .map(element -> element.hasAttr("src") ? element.attr("src") : element.attr("href")))
                    .as(path)
                    .isNotEmpty()
                    .allMatch(source -> source.startsWith("/") && !source.startsWith("//"));
        }
    }

    @Test
    void styles_and_scripts_are_there_and_may_be_kept_for_long() {
        for (Element element : visitor.page("/").select("script, link[rel=stylesheet], img")) {
            String path = element.hasAttr("src") ? element.attr("src") : element.attr("href");
            Answer answer = visitor.get(path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.header("Cache-Control")).as(path).contains("max-age=31536000");
        }
    }

    @Test
    void a_wrong_address_is_a_page_to_people_and_a_problem_to_machines() {
        Answer page = visitor.get("/nowhere");
        assertThat(page.status()).isEqualTo(404);
        assertThat(Jsoup.parse(page.body()).select("h1").text()).isEqualTo("There is nothing here");
        Answer problem = visitor.get("/nowhere", "Accept", "application/json");
        assertThat(problem.status()).isEqualTo(404);
        assertThat(problem.header("Content-Type")).startsWith("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/?at=yesterday",
                "/?knownAt=999999",
                "/?zone=x",
                "/?at=2025-03-25T10:00",
                "/?in=Mars&at=2025-03-25T10:00",
                "/?in=UTC&at=%2B999999999-12-31T23:59",
                "/?in=America/New_York&at=%2B999999999-12-31T23:59",
                "/?in=UTC&at=2025-03-25T10:00&knownAt=-0001-12-31T23:59",
                "/incidents?in=UTC&from=%2B10000-01-01T00:00"
            })
    void a_question_that_cannot_be_read_is_explained(String path) {
        Answer answer = visitor.get(path);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(Jsoup.parse(answer.body()).select("h1").text()).isEqualTo("That can't be answered as asked");
    }

    @Test
    void what_an_address_says_is_shown_as_text() {
        Document page = Jsoup.parse(
                visitor.get("/?at=%3Cscript%3Ealert(1)%3C/script%3E").body());
        assertThat(page.select("main script")).isEmpty();
        assertThat(page.select("main").text()).contains("<script>alert(1)</script>");
    }

    // ---- Whose page it is

    @Test
    void language_zone_and_theme_are_kept_in_the_browser_alone() {
        Visitor german = Visitor.of(example);
        Answer kept = german.get("/preferences?lang=de&zone=Europe/Kyiv&theme=dark&to=/status");
        assertThat(kept.status()).isEqualTo(303);
        assertThat(kept.header("Location")).isEqualTo("/status");
        Document page = german.page("/");
        assertThat(page.select("html").attr("lang")).isEqualTo("de");
        assertThat(page.select("html").attr("data-theme")).isEqualTo("dark");
        assertThat(page.select("h1").text()).isEqualTo("Wie jede Verpflichtung steht");
        assertThat(page.select("#asked time").text()).isEqualTo("25. März 2025, 10:00 UTC · 12:00 Europe/Kyiv");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", "evil"})
    void no_address_leads_away_from_here(String to) {
        Answer answer = visitor.get(
                "/preferences?lang=en&to=" + java.net.URLEncoder.encode(to, java.nio.charset.StandardCharsets.UTF_8));
        assertThat(answer.header("Location")).isEqualTo("/");
    }

    @Test
    void who_only_looks_gets_no_session() {
        Visitor stranger = Visitor.of(example);
        assertThat(stranger.get("/").header("Set-Cookie")).isEmpty();
        assertThat(stranger.get("/sign-in").header("Set-Cookie"))
                .contains("pactwatch-form", "HttpOnly", "SameSite=Strict")
                .doesNotContain("pactwatch-session");
    }

    @Test
    void a_token_is_shown_once_and_the_session_ends_when_told_to() {
        Visitor monitor = Visitor.signedIn(example, "monitor");
        Document page = monitor.page("/");
        assertThat(page.select("form.sign span").text()).isEqualTo("demo-monitor");
        assertThat(page.select("nav .places a[href=/report]")).hasSize(1);
        assertThat(monitor.get("/").header("Cache-Control")).contains("no-store");
        assertThat(monitor.send(page, "form.sign", Map.of()).status()).isEqualTo(303);
        assertThat(monitor.page("/").select("form.sign")).isEmpty();
    }

    @Test
    void a_wrong_token_is_refused_and_nobody_is_signed_in() {
        Visitor stranger = Visitor.of(example);
        Answer answer = stranger.send(stranger.page("/sign-in"), "form[action=/sign-in]", Map.of("token", "wrong"));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(Jsoup.parse(answer.body()).select("[role=alert]").text()).contains("none of this server's tokens");
        assertThat(stranger.page("/").select("form.sign")).isEmpty();
    }

    @Test
    void a_form_of_another_site_is_refused() {
        Visitor monitor = Visitor.signedIn(example, "monitor");
        assertThat(monitor.post("/sign-out").status()).isEqualTo(403);
        assertThat(monitor.post("/sign-out", "_csrf", "guessed").status()).isEqualTo(403);
        assertThat(monitor.page("/").select("form.sign span").text()).isEqualTo("demo-monitor");
    }

    @Test
    void a_session_opens_no_call_of_the_api() {
        Visitor monitor = Visitor.signedIn(example, "monitor");
        assertThat(monitor.post("/api/v1/incidents").status()).isEqualTo(401);
    }

    @Test
    void what_one_may_not_do_is_not_offered_and_is_refused() {
        Visitor auditor = Visitor.signedIn(example, "auditor");
        assertThat(auditor.page("/").select("nav .places a[href=/report]")).isEmpty();
        assertThat(auditor.get("/report").status()).isEqualTo(403);
        Answer stranger = visitor.get("/report");
        assertThat(stranger.status()).isEqualTo(303);
        assertThat(stranger.header("Location")).isEqualTo("/sign-in?to=%2Freport");
    }

    // ---- The status

    @Test
    void the_status_says_where_the_record_stands_and_who_may_read_where_it_lies() {
        Document page = visitor.page("/status");
        List<String> cautions = page.select(".caution").eachText();
        assertThat(cautions).anyMatch(note -> note.startsWith("Demo tokens are on."));
        assertThat(page.select("dd").text()).contains("position " + example.head());
        String auditors = Visitor.signedIn(example, "auditor").page("/status").text();
        if (TestDatabase.isPostgresql()) {
            assertThat(cautions).noneMatch(note -> note.contains("embedded"));
            assertThat(page.text()).contains("PostgreSQL").doesNotContain("postgresql:");
            assertThat(auditors).contains("postgresql://127.0.0.1:" + PostgresServer.port() + "/");
        } else {
            assertThat(cautions).anyMatch(note -> note.contains("(H2)"));
            assertThat(page.text()).doesNotContain("h2:file");
            assertThat(auditors)
                    .contains("h2:file:" + example.demoTokens().getParent().toAbsolutePath());
        }
    }

    private static Element card(Document page, JsonNode verdict) {
        String name = verdict.path("agreement").asString() + "/"
                + verdict.path("commitment").asString() + "/"
                + verdict.path("reading").asString();
        return page.select("[data-verdict='" + name + "']").first();
    }

    private static String word(String key) {
        return java.util.ResourceBundle.getBundle("messages", java.util.Locale.ROOT)
                .getString(key);
    }
}
