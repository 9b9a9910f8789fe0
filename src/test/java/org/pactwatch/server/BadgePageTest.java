package org.pactwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.pactwatch.support.Http.Answer;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;

/** A badge says what the verdict says, in words and a shape, at the moment that it names. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BadgePageTest {

    private static final String BADGE = "/badges/energy-moratorium-2025/rus-abstains/rus.svg";
    /** The moment with which the example opens. */
    private static final String INSIDE = "2025-03-25T10:00:00Z";

    private final RunningServer example = RunningServer.example();
    private final RunningServer real = RunningServer.real();

    private static Properties file(String name) throws Exception {
        Properties properties = new Properties();
        try (var in = BadgePageTest.class.getResourceAsStream("/" + name)) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return properties;
    }

    private static Element svg(Answer answer) throws Exception {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("image/svg+xml");
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        Element svg = factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(answer.body())))
                .getDocumentElement();
        assertThat(svg.getNamespaceURI()).isEqualTo("http://www.w3.org/2000/svg");
        assertThat(svg.getAttribute("role")).isEqualTo("img");
        return svg;
    }

    private static List<Element> all(Element svg, String name) {
        NodeList nodes = svg.getElementsByTagNameNS("*", name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static List<String> texts(Element svg) {
        return all(svg, "text").stream().map(Element::getTextContent).toList();
    }

    @Test
    void the_words_and_shapes_are_those_of_the_verdict_in_both_languages() throws Exception {
        Properties icons = file("icons/icons.properties");
        Map<String, Properties> languages =
                Map.of("en", file("messages.properties"), "de", file("messages_de.properties"));
        int badges = 0;
        for (JsonNode commitment :
                example.get("/compliance?at=" + INSIDE).json().path("items")) {
            for (JsonNode verdict : commitment.path("verdicts")) {
                String address = "/badges/" + commitment.path("agreement").asString() + "/"
                        + commitment.path("commitment").asString() + "/"
                        + verdict.path("reading").asString() + ".svg";
                String force = "force." + verdict.path("force").asString();
                String compliance = "compliance." + verdict.path("compliance").asString();
                for (Map.Entry<String, Properties> language : languages.entrySet()) {
                    Properties words = language.getValue();
                    Element svg = svg(example.http().get(address + "?lang=" + language.getKey()));
                    assertThat(texts(svg))
                            .startsWith(
                                    commitment.path("commitment").asString() + " · "
                                            + verdict.path("reading").asString(),
                                    words.getProperty(force),
                                    words.getProperty(compliance));
                    assertThat(all(svg, "path").stream().map(path -> path.getAttribute("d")))
                            .containsExactly(icons.getProperty(force), icons.getProperty(compliance));
                    String title = all(svg, "title").get(0).getTextContent();
                    assertThat(title)
                            .contains(words.getProperty(force), words.getProperty(compliance))
                            .contains(words.getProperty("banner.reconstructed"));
                    assertThat(svg.getAttribute("aria-label")).isEqualTo(title);
                    assertThat(svg.getAttribute("lang")).isEqualTo(language.getKey());
                    badges++;
                }
            }
        }
        assertThat(badges).isGreaterThan(20);
    }

    @Test
    void the_example_opens_inside_its_term_and_says_so() throws Exception {
        assertThat(texts(svg(example.http().get(BADGE))))
                .containsExactly(
                        "rus-abstains · rus",
                        "In effect",
                        "Allegations open",
                        "Reconstructed, as at 25 Mar 2025, 10:00 UTC");
        assertThat(texts(svg(example.http().get(BADGE + "?at=now")))).contains("Expired", "Reconstructed");
        assertThat(texts(svg(example.http().get(BADGE + "?at=2025-04-16T21:00:00Z&knownAt=2025-04-01T00:00:00Z"))))
                .contains("Expired", "Reconstructed, as at 16 Apr 2025, 21:00 UTC, as known at 1 Apr 2025, 00:00 UTC");
    }

    @Test
    void a_badge_of_today_names_no_moment() throws Exception {
        Pacts pact = Pacts.registered(real);
        String address = "/badges/" + pact.id + "/one-abstains/as-written.svg";
        assertThat(texts(svg(real.http().get(address))))
                .containsExactly("one-abstains · as-written", "Expired", "No violation established");
        assertThat(texts(svg(real.http().get(address + "?at=" + Pacts.INSIDE))))
                .containsExactly(
                        "one-abstains · as-written",
                        "In effect",
                        "No violation established",
                        "as at 25 Mar 2025, 10:00 UTC");
    }

    @Test
    void no_text_reaches_beyond_its_field() throws Exception {
        for (String query : List.of("", "?lang=de", "?lang=de&at=2025-04-16T21:00:01Z&knownAt=2025-04-01T00:00:00Z")) {
            Element svg = svg(example.http().get(BADGE + query));
            // The first lies behind all the others.
            List<Element> fields = all(svg, "rect").subList(1, all(svg, "rect").size());
            List<Element> texts = all(svg, "text");
            assertThat(texts).hasSameSizeAs(fields);
            for (int i = 0; i < texts.size(); i++) {
                int left = number(fields.get(i), "x");
                int right = left + number(fields.get(i), "width");
                assertThat(number(texts.get(i), "x")).isGreaterThan(left);
                assertThat(number(texts.get(i), "x") + number(texts.get(i), "textLength"))
                        .isLessThan(right);
                assertThat(right).isLessThanOrEqualTo(number(svg, "width"));
                // A letter every 4 to 9 pixels: neither squeezed nor torn.
                assertThat(number(texts.get(i), "textLength")
                                / (double) texts.get(i).getTextContent().length())
                        .isBetween(4.0, 9.0);
            }
        }
    }

    private static int number(Element element, String attribute) {
        return Integer.parseInt(element.getAttribute(attribute));
    }

    @Test
    void a_badge_is_kept_for_five_minutes_and_asked_again_costs_nothing() {
        Answer first = example.http().get(BADGE);
        assertThat(first.header("Cache-Control")).contains("public").contains("max-age=300");
        assertThat(first.header("Content-Security-Policy")).isEqualTo("default-src 'none'");
        assertThat(first.headers().allValues("Set-Cookie")).isEmpty();
        Answer again = example.http().get(BADGE, "If-None-Match", first.header("ETag"));
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(example.http()
                        .get(BADGE + "?lang=de", "If-None-Match", first.header("ETag"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_new_allegation_changes_the_badge_and_its_tag() throws Exception {
        Pacts pact = Pacts.registered(real);
        String address = "/badges/" + pact.id + "/one-abstains/as-written.svg?at=2025-03-26T00:00:00Z";
        String tag = real.http().get(address).header("ETag");
        long position = real.accepted("monitor", "/incidents", pact.strike())
                .path("position")
                .asLong();
        real.get("/compliance?minPosition=" + position);
        assertThat(texts(svg(real.http().get(address, "If-None-Match", tag)))).contains("Allegations open");
    }

    @Test
    void there_is_no_badge_of_what_is_not_recorded() {
        Map<String, String> rules = Map.of(
                "/badges/nothing/rus-abstains/rus.svg",
                "unknown-agreement",
                "/badges/energy-moratorium-2025/nothing/rus.svg",
                "unknown-commitment",
                "/badges/energy-moratorium-2025/rus-abstains/nothing.svg",
                "unknown-reading",
                BADGE + "?knownAt=0",
                "not-known-then",
                "/badges/energy-moratorium-2025/rus-abstains/rus",
                "route-unknown");
        rules.forEach((path, rule) -> {
            Answer answer = example.http().get(path);
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.rule()).as(path).isEqualTo(rule);
        });
        assertThat(example.http().get(BADGE + "?lang=fr").rule()).isEqualTo("language-unknown");
        assertThat(example.http().get(BADGE + "?reading=rus").rule()).isEqualTo("parameter-unknown");
        assertThat(example.http().get(BADGE + "?at=2025-03-25T10:00").rule()).isEqualTo("zone-missing");
        Answer page = example.http().get("/badges/nothing/x/y.svg", "Accept", "text/html");
        assertThat(page.status()).isEqualTo(404);
        assertThat(page.body()).contains("<!DOCTYPE html>").contains("unknown-agreement");
    }
}
