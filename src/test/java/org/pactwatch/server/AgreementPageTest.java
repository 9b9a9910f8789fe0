package org.pactwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.pactwatch.support.Http.Answer;
import tools.jackson.databind.JsonNode;

/** An agreement's page, and the comparison of its readings, as a browser without scripts gets them. */
class AgreementPageTest {

    private static final String MORATORIUM = "/agreements/energy-moratorium-2025";
    private static final String EXCHANGE = "/agreements/prisoner-exchange-2025-03";

    private final RunningServer example = RunningServer.example();
    private final RunningServer server = RunningServer.real();
    private final Visitor visitor = Visitor.of(example);

    private static Element only(Element in, String query) {
        assertThat(in.select(query)).as(query).hasSize(1);
        return in.select(query).get(0);
    }

    private static Element card(Document page, String commitment, String reading) {
        return only(page, "li[data-verdict='energy-moratorium-2025/" + commitment + "/" + reading + "']");
    }

    private static List<String> differences(Document page, String commitment) {
        return page.select("article#" + commitment + " .differences li").eachText();
    }

    // ---- The agreement

    @Test
    void it_says_of_every_verdict_what_the_api_says_and_leads_to_each_ground() {
        Document page = visitor.page(MORATORIUM + "?at=2025-04-01T12:00:00Z");
        JsonNode all = example.get("/compliance?at=2025-04-01T12:00:00Z").json().path("items");
        int grounds = 0;
        for (JsonNode commitment : all) {
            for (JsonNode verdict : commitment.path("verdicts")) {
                if (!verdict.path("agreement").asString().equals("energy-moratorium-2025")) {
                    continue;
                }
                Element card = card(
                        page,
                        verdict.path("commitment").asString(),
                        verdict.path("reading").asString());
                assertThat(card.select(".words").text())
                        .isEqualTo(word("force." + verdict.path("force").asString()) + " "
                                + word("compliance."
                                        + verdict.path("compliance").asString()));
                assertThat(card.select(".basis .rule").text())
                        .isEqualTo(word("basis." + verdict.at("/basis/rule").asString()));
                JsonNode items = verdict.at("/basis/items");
                assertThat(card.select(".basis details li")).hasSize(items.size());
                assertThat(card.select(".basis summary").text())
                        .isEqualTo("Incidents: " + items.size() + " of "
                                + verdict.at("/basis/total").asInt());
                for (JsonNode item : items) {
                    grounds++;
                    assertThat(card.select(".basis a[href^='/incidents/"
                                    + item.path("incident").asString() + "?']"))
                            .hasSize(1);
                    assertThat(card.select(".basis a[href='/record/"
                                    + item.path("position").asLong() + "']"))
                            .hasSize(1);
                }
            }
        }
        assertThat(grounds).isPositive();
    }

    @Test
    void every_incident_and_position_that_it_links_is_on_record() {
        Document page = visitor.page(MORATORIUM + "?at=2025-04-24T12:00:00Z");
        TreeSet<String> linked = new TreeSet<>();
        for (String href :
                page.select("main a[href^=/incidents/], main a[href^=/record/]").eachAttr("href")) {
            linked.add(href.replaceFirst("\\?.*", "").replace("/record/", "/history/"));
        }
        assertThat(linked).hasSizeGreaterThan(20);
        assertThat(linked)
                .allSatisfy(path -> assertThat(example.get(path).status()).isEqualTo(200));
    }

    @Test
    void a_count_leads_to_the_incidents_it_counts() {
        Document page = visitor.page(MORATORIUM + "?at=2025-04-01T12:00:00Z");
        String href = only(card(page, "rus-abstains", "rus"), ".counts a[href*='standing=ALLEGED']")
                .attr("href");
        assertThat(href)
                .startsWith("/incidents?commitment=energy-moratorium-2025/rus-abstains&reading=rus&standing=ALLEGED")
                .endsWith("&at=2025-04-01T12:00:00Z");
    }

    @Test
    void every_anchor_of_the_page_is_there_and_no_id_twice() {
        for (String path : List.of(MORATORIUM, EXCHANGE, MORATORIUM + "/compare")) {
            Document page = visitor.page(path + "?at=2025-04-01T12:00:00Z");
            List<String> ids = page.select("[id]").eachAttr("id");
            assertThat(ids).as(path).doesNotHaveDuplicates();
            assertThat(page.select("a[href^=#]").eachAttr("href"))
                    .allSatisfy(href -> assertThat(ids).contains(href.substring(1)));
            assertThat(page.select("[aria-labelledby]").eachAttr("aria-labelledby"))
                    .allSatisfy(id -> assertThat(ids).contains(id));
        }
    }

    @Test
    void what_a_reading_changes_of_the_text_is_said() {
        Document page = visitor.page(MORATORIUM);
        assertThat(card(page, "ukr-abstains", "usa").select(".lens .terms").text())
                .contains(
                        "Targets energy facilities, gas metering, civil infrastructure (the text says: energy facilities)")
                .contains("Acts strikes")
                .contains("Facilities of Russian Federation")
                .doesNotContain("Acts strikes (the text");
        assertThat(card(page, "ukr-abstains", "call-end").select(".lens").text())
                .doesNotContain("the text says");
        assertThat(card(page, "ukr-abstains", "rus").select(".lens .terms").text())
                .contains("Release Possible on the obligor's own assessment");
    }

    @Test
    void picture_and_table_of_the_timeline_hold_the_same() {
        for (String path : List.of(MORATORIUM, EXCHANGE)) {
            Document page = visitor.page(path + "?at=2025-04-24T12:00:00Z");
            List<String> drawn = page.select("svg.timeline [data-item]").eachAttr("data-item");
            assertThat(drawn)
                    .isNotEmpty()
                    .containsExactlyInAnyOrderElementsOf(
                            page.select("table.items tbody tr").eachAttr("id"));
            assertThat(page.select("svg.timeline [data-span]").eachAttr("data-span"))
                    .isNotEmpty()
                    .isEqualTo(page.select("table.spans [data-span]").eachAttr("data-span"));
            for (Element row : page.select("table.items tbody tr")) {
                assertThat(row.select("td a[href^=/record/]")).isNotEmpty();
                assertThat(row.select("td:first-child").text()).isNotBlank();
            }
        }
    }

    @Test
    void no_mark_covers_another_and_none_lies_outside_of_the_picture() {
        Document page = visitor.page(MORATORIUM + "?at=2025-04-24T12:00:00Z");
        Element svg = only(page, "svg.timeline");
        double width = Double.parseDouble(svg.attr("width"));
        double height = Double.parseDouble(svg.attr("height"));
        Pattern place = Pattern.compile("translate\\(([-\\d.]+) ([-\\d.]+)\\)");
        List<double[]> corners = svg.select(".mark path").eachAttr("transform").stream()
                .map(place::matcher)
                .peek(matcher -> assertThat(matcher.find()).isTrue())
                .map(matcher ->
                        new double[] {Double.parseDouble(matcher.group(1)), Double.parseDouble(matcher.group(2))})
                .toList();
        assertThat(corners).hasSizeGreaterThan(20);
        for (int i = 0; i < corners.size(); i++) {
            double[] one = corners.get(i);
            assertThat(one[0]).isBetween(0.0, width - 18);
            assertThat(one[1]).isBetween(40.0, height - 18);
            for (double[] other : corners.subList(i + 1, corners.size())) {
                assertThat(Math.abs(one[0] - other[0]) >= 18 || Math.abs(one[1] - other[1]) >= 18)
                        .isTrue();
            }
        }
    }

    @Test
    void an_allegation_is_hollow_until_an_authority_has_found_it() {
        Pacts pact = Pacts.registered(server);
        String incident = server.accepted("monitor", "/incidents", pact.strike())
                .path("id")
                .asString();
        Visitor here = Visitor.of(server);
        String path = "/agreements/" + pact.id + "?at=2025-03-26T00:00:00Z";
        known();
        Document before = here.page(path);
        assertThat(before.select("svg.timeline .mark.kind-REPORT:not(.found)")).hasSize(1);
        server.accepted(
                "reviewer",
                "/incidents/" + incident + "/findings",
                "{\"authority\":\"OSCE\",\"outcome\":\"SUBSTANTIATED\",\"attributedTo\":[\"" + pact.one + "\"]}");
        known();
        Document after = here.page(path);
        assertThat(after.select("svg.timeline .mark.kind-REPORT")).isEmpty();
        assertThat(after.select("svg.timeline .mark.kind-FINDING.found")).hasSize(1);
        assertThat(after.select("table.items").text()).contains("Finding of OSCE: substantiated");
        assertThat(after.select("#one-abstains .basis .rule").text()).isEqualTo(word("basis.substantiated-finding"));
    }

    /** Waits until answers know of everything that is recorded. */
    private void known() {
        server.get("/compliance?minPosition=" + server.head());
    }

    @Test
    void a_claimed_number_stands_beside_what_is_itemised_and_is_never_added() {
        Document page = visitor.page(MORATORIUM + "?at=2025-04-24T12:00:00Z");
        Element claim = page.select("article.claim").stream()
                .filter(each -> each.text().contains("more than 30 since 24 Mar 2025, 22:00 UTC"))
                .findFirst()
                .orElseThrow();
        assertThat(claim.text()).contains("as counted by Ukraine against Russian Federation");
        Element row = claim.select("tbody tr").stream()
                .filter(each -> each.select("td").first().text().equals("rus"))
                .findFirst()
                .orElseThrow();
        assertThat(row.select("th").text()).isEqualTo("rus-abstains");
        int itemised = row.select("td").stream()
                .skip(1)
                .mapToInt(cell -> Integer.parseInt(cell.text()))
                .sum();
        assertThat(itemised).isBetween(1, 29);
        assertThat(page.select("#standing").text()).contains(word("claims.never"));
    }

    @Test
    void what_was_negotiated_is_shown_as_never_in_force() {
        Document page = visitor.page(MORATORIUM);
        assertThat(page.select("section.never .entries > li"))
                .hasSizeGreaterThan(4)
                .allSatisfy(item -> assertThat(item.text()).contains("never in force"));
        assertThat(page.select("section.never").text())
                .contains("Proposal · United States", "Proposal · nobody named", "Demand · Russian Federation");
    }

    @Test
    void a_release_without_a_ground_is_shown_and_said_to_have_no_effect() {
        Pacts pact = Pacts.registered(server);
        long position = server.accepted(
                        "registrar",
                        "/agreements/" + pact.id + "/declarations",
                        "{\"type\":\"RELEASE\",\"by\":\"" + pact.one
                                + "\",\"commitment\":\"one-abstains\",\"at\":\"2025-03-24T00:00:00Z\",\"reason\":\"<b>Enough</b>\"}")
                .path("position")
                .asLong();
        known();
        Document page = Visitor.of(server).page("/agreements/" + pact.id + "?at=2025-03-26T00:00:00Z");
        Element contested = only(page, "#one-abstains .basis .contested");
        assertThat(contested.text()).startsWith(word("contested.RELEASE.unnamed"));
        assertThat(contested.select("a").attr("href")).isEqualTo("/record/" + position);
        assertThat(page.select("section[aria-labelledby=declarations] li").text())
                .contains("One Release one-abstains", "<b>Enough</b>");
        assertThat(page.select("svg.timeline .mark.kind-DECLARATION")).hasSize(1);
    }

    @Test
    void a_correction_takes_the_place_of_what_it_corrects_and_both_stay_visible() {
        Pacts pact = Pacts.registered(server);
        String declarations = "/agreements/" + pact.id + "/declarations";
        String delivery = "{\"type\":\"DELIVERY\",\"id\":\"%s\",\"commitment\":\"one-delivers\",\"quantity\":%d,"
                + "\"at\":\"2025-03-20T00:00:00Z\",\"confirmedBy\":[\"" + pact.other + "\"]%s}";
        server.accepted("registrar", declarations, delivery.formatted("first", 4, ""));
        server.accepted("registrar", declarations, delivery.formatted("second", 3, ",\"corrects\":\"first\""));
        known();
        Document page = Visitor.of(server).page("/agreements/" + pact.id + "?at=2025-03-26T00:00:00Z");
        assertThat(page.select("section[aria-labelledby=deliveries] tbody tr").text())
                .isEqualTo("Ten 10 prisoners 3 (30%) 0");
        assertThat(page.select("#handover\\.first.replaced").text()).contains("No longer counts; replaced by second");
        assertThat(page.select("#handover\\.second:not(.replaced)").text()).contains("Replaces first");
    }

    @Test
    void a_delivery_shows_what_was_promised_and_confirmed() {
        Document page = visitor.page(EXCHANGE + "?at=2025-03-21T12:00:00Z");
        assertThat(page.select("section[aria-labelledby=deliveries] tbody tr")
                        .first()
                        .text())
                .contains("175 prisoners of war 175 (100%) 0");
        assertThat(page.select("section[aria-labelledby=deliveries] .entries li")
                        .eachText())
                .anyMatch(each -> each.contains("Confirmed by"));
    }

    @Test
    void what_was_recorded_later_is_not_there_yet() {
        String path = MORATORIUM + "?at=2025-03-29T00:00:00Z";
        String said = "table.items, .basis";
        assertThat(visitor.page(path).select(said).text()).contains("Sudzha");
        Document then = visitor.page(path + "&knownAt=2025-03-21T12:00:00Z");
        assertThat(then.select(said).text()).contains("Kavkazskaya").doesNotContain("Sudzha");
        assertThat(then.select("article.claim")).isEmpty();
        assertThat(then.select("main a[href^=/incidents/]").eachAttr("href"))
                .isNotEmpty()
                .allMatch(href -> href.contains("knownAt=2025-03-21T12:00:00Z"));
        assertThat(visitor.get(MORATORIUM + "?knownAt=0").status()).isEqualTo(404);
    }

    @Test
    void there_is_a_page_for_what_there_is_not() {
        for (String path : List.of("/agreements/nowhere", "/agreements/nowhere/compare", "/agreements/%3Cb%3E")) {
            Answer answer = visitor.get(path);
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(Jsoup.parse(answer.body()).select("h1").text()).isEqualTo("There is nothing here");
            assertThat(Jsoup.parse(answer.body()).select("main b")).isEmpty();
        }
    }

    @Test
    void hostile_text_is_shown_as_text_and_its_addresses_are_no_links() {
        Pacts pact = Pacts.fresh();
        String evil = "<img src=x onerror=alert(1)>'\\\"{0}#{x}${7*7}";
        String agreement = pact.agreement()
                .replace("\"A pact\"", "\"" + evil + "\"")
                .replace("\"No strikes\"", "\"" + evil + " strikes\"")
                .replace("\"name\":\"One\"", "\"name\":\"" + evil + " one\"")
                .replaceFirst(
                        "\"commitments\":\\[",
                        java.util.regex.Matcher.quoteReplacement(
                                "\"instruments\":[{\"id\":\"text\",\"kind\":\"STATEMENT\",\"by\":\"" + pact.one
                                        + "\",\"at\":\"2025-03-17T10:00:00Z\",\"title\":\"" + evil
                                        + "\",\"citations\":[{\"title\":\"" + evil
                                        + "\",\"url\":\"javascript:alert(1)\"},{\"publisher\":\"" + evil
                                        + "\",\"url\":\"https://example.org/a\"}]}],\"commitments\":["));
        long position = server.accepted("registrar", "/agreements", agreement)
                .path("position")
                .asLong();
        server.get("/compliance?minPosition=" + position);
        Visitor here = Visitor.of(server);
        for (String path : List.of("", "/compare")) {
            Document page = here.page("/agreements/" + pact.id + path + "?at=2025-03-26T00:00:00Z");
            assertThat(page.select("main img, main script, main [onerror]")).isEmpty();
            assertThat(page.select("a[href^=javascript]")).isEmpty();
            assertThat(page.select("main").text())
                    .contains("<img src=x onerror=alert(1)>'\"{0}#{x}${7*7}")
                    .doesNotContain("49");
        }
        Document page = here.page("/agreements/" + pact.id + "?at=2025-03-26T00:00:00Z");
        assertThat(page.select(".citations a").eachAttr("href")).containsOnly("https://example.org/a");
        assertThat(page.select(".citations a").attr("rel")).contains("nofollow", "noopener", "external");
    }

    @Test
    void nothing_in_it_runs_or_is_styled_by_itself() {
        for (String path : List.of(MORATORIUM, MORATORIUM + "/compare")) {
            Document page = visitor.page(path);
            assertThat(page.select("script:not([src]), style, [style]")).isEmpty();
            assertThat(page.getAllElements().stream()
                            .flatMap(element -> element.attributes().asList().stream())
                            .filter(attribute -> attribute.getKey().startsWith("on")))
                    .isEmpty();
            assertThat(page.select("h1")).hasSize(1);
            assertThat(page.select("table")).isNotEmpty().allSatisfy(table -> {
                assertThat(table.select("caption")).hasSize(1);
                assertThat(table.select("th:not([scope])")).isEmpty();
            });
        }
    }

    @Test
    void german_pages_are_german_throughout() {
        Visitor german = Visitor.of(example);
        german.get("/preferences?lang=de&zone=Europe/Kyiv&theme=auto&to=/");
        for (String path : List.of(MORATORIUM, EXCHANGE, MORATORIUM + "/compare")) {
            Document page = german.page(path + "?at=2025-04-24T12:00:00Z");
            assertThat(page.select("html").attr("lang")).isEqualTo("de");
            assertThat(page.text()).doesNotContain("??").doesNotContainPattern("\\{\\d");
            String text = page.select("main").text();
            for (String key : List.of(
                    "table.commitment", "verdict.unbound", "compare.differences", "basis.title", "timeline.table")) {
                assertThat(text).doesNotContain(word(key));
            }
            assertThat(page.select("time .own").eachText()).isNotEmpty().allMatch(own -> own.contains("Europe/Kyiv"));
        }
        assertThat(german.page(MORATORIUM + "/compare?at=2025-04-16T21:30:00Z")
                        .select("#rus-abstains .differences")
                        .text())
                .contains(
                        "Nach call-end, usa endet sie am 17. Apr. 2025, 16:30 UTC; nach rus war die Frist am 16. Apr.");
    }

    // ---- The comparison

    @Test
    void sudzha_is_told_in_a_sentence() {
        Document page = visitor.page(MORATORIUM + "/compare?at=2025-03-29T00:00:00Z");
        assertThat(differences(page, "ukr-abstains"))
                .anySatisfy(sentence -> assertThat(sentence)
                        .startsWith("Sudzha, 28 Mar 2025: Outside the scope under call-end, because the target, gas"
                                + " metering, is not listed; contested under rus, ukr, usa, because the accused denies it."
                                + " position"));
    }

    @Test
    void kavkazskaya_is_told_in_a_sentence() {
        Document page = visitor.page(MORATORIUM + "/compare?at=2025-03-20T00:00:00Z");
        assertThat(differences(page, "ukr-abstains"))
                .anySatisfy(sentence -> assertThat(sentence)
                        .startsWith("Kavkazskaya, 18 Mar 2025 – 19 Mar 2025: Alleged under call-end, rus, because it is"
                                + " alleged and not denied; before it bound under ukr, because it binds only from 24 Mar"
                                + " 2025, 22:00 UTC; before it bound under usa, because it binds only from 19 Mar 2025,"
                                + " 16:59 UTC."));
    }

    @Test
    void the_end_of_the_term_is_told_in_a_sentence() {
        Document page = visitor.page(MORATORIUM + "/compare?at=2025-04-16T21:30:00Z");
        assertThat(differences(page, "rus-abstains"))
                .containsExactly(
                        "The end of the term: Under call-end, usa it ends at 17 Apr 2025, 16:30 UTC; under rus"
                                + " the term had ended at 16 Apr 2025, 21:00 UTC; under ukr it ends at 23 Apr 2025, 22:00 UTC.");
    }

    @Test
    void what_stands_differently_and_decides_nothing_stands_apart() {
        Document page = visitor.page(MORATORIUM + "/compare?at=2025-04-23T12:00:00Z");
        assertThat(page.select("article#rus-abstains .indecisive li").eachText())
                .hasSize(2)
                .anyMatch(sentence -> sentence.startsWith("Kherson"));
        assertThat(page.select("article#rus-abstains .differences li")).hasSize(1);
    }

    @Test
    void the_comparison_as_data_is_of_the_same_moment_and_the_same_knowledge() {
        String asked = "?at=2025-03-21T12:00:00Z&knownAt=2025-03-22T00:00:00Z";
        String link = only(visitor.page(MORATORIUM + "/compare" + asked), "main a[href^=/api/]")
                .attr("href")
                .substring("/api/v1".length());
        JsonNode linked = example.get(link).json();
        JsonNode then = example.get(MORATORIUM + "/readings/compare" + asked).json();
        assertThat(linked.path("at")).isEqualTo(then.path("at"));
        assertThat(linked.path("position")).isEqualTo(then.path("position"));
        assertThat(linked.path("commitments"))
                .isEqualTo(then.path("commitments"))
                .isNotEqualTo(example.get(MORATORIUM + "/readings/compare?at=2025-03-21T12:00:00Z")
                        .json()
                        .path("commitments"));
    }

    @Test
    void a_citation_says_what_was_noted_of_it() {
        assertThat(visitor.page(MORATORIUM)
                        .select("#instruments ~ ul .citations")
                        .text())
                .contains("(secondary source)");
    }

    @Test
    void a_delivery_is_not_said_to_be_released_by_a_finding() {
        assertThat(visitor.page(EXCHANGE).select("main").text())
                .contains(word("release.unconditional"))
                .doesNotContain(word("release.ON_FINDING"));
    }

    @Test
    void a_reading_says_in_a_line_what_it_takes_the_text_to_be() {
        for (String path : List.of("/", MORATORIUM)) {
            assertThat(card(visitor.page(path + "?at=2025-03-25T10:00:00Z"), "rus-abstains", "usa")
                            .text())
                    .contains("As the White House worded it on the day");
        }
    }

    @Test
    void it_compares_what_the_api_compares() {
        for (String at : List.of("2025-03-20T00:00:00Z", "2025-03-29T00:00:00Z", "2025-04-16T21:30:00Z")) {
            Document page = visitor.page(MORATORIUM + "/compare?at=" + at);
            JsonNode comparison =
                    example.get(MORATORIUM + "/readings/compare?at=" + at).json();
            for (JsonNode compared : comparison.path("commitments")) {
                Element article =
                        only(page, "article#" + compared.path("commitment").asString());
                assertThat(article.select(".differences li"))
                        .hasSize(compared.path("differences").size());
                assertThat(article.select("tbody th > span").eachText())
                        .isEqualTo(compared.path("readings")
                                .valueStream()
                                .map(reading -> reading.path("reading").asString())
                                .toList());
            }
        }
    }

    @Test
    void where_all_readings_agree_it_says_so() {
        Document page = visitor.page(MORATORIUM + "/compare?at=2025-03-01T00:00:00Z");
        assertThat(page.select(".differences")).isEmpty();
        assertThat(page.select(".agreed").first().text())
                .isEqualTo("All 4 readings come to the same force and compliance at this moment.");
        assertThat(visitor.page(EXCHANGE + "/compare").select(".agreed").first().text())
                .isEqualTo(word("compare.one"));
    }

    @Test
    void the_way_from_the_overview_leads_to_the_commitment_compared() {
        Document overview = visitor.page("/?at=2025-03-29T00:00:00Z");
        String href = overview.select("a.differ").first().attr("href");
        Document page = visitor.page(href.replaceFirst("#.*", ""));
        assertThat(page.select("#asked time").attr("datetime")).isEqualTo("2025-03-29T00:00:00Z");
        assertThat(page.select("article#" + href.replaceFirst(".*#", "") + " .differences"))
                .hasSize(1);
    }

    private static String word(String key) {
        return ResourceBundle.getBundle("messages", Locale.ROOT).getString(key).replace("''", "'");
    }

    @Test
    void a_claim_that_a_commitment_is_kept_is_shown_and_leads_to_its_incident() {
        Document page = Visitor.of(RunningServer.example()).page("/agreements/energy-moratorium-2025");
        Element kept = only(page, "section[aria-labelledby=kept]");
        assertThat(kept.select("li")).hasSize(1);
        assertThat(kept.select("li").text()).contains("seven of its own drones", "Russia does not strike Ukrainian");
        assertThat(kept.text()).contains("counted nowhere");
        String incident = kept.select("a[href^=/incidents/]").attr("href");
        assertThat(Visitor.of(RunningServer.example())
                        .page(incident)
                        .select("h1")
                        .text())
                .contains("seven of its own drones");
    }
}
