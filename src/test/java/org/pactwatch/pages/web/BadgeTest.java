package org.pactwatch.pages.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.pactwatch.compliance.Compliance;
import org.w3c.dom.Element;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BadgeTest {

    private static final String CSS = read("src/main/resources/static/assets/pactwatch.css");

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String badge(Compliance compliance) {
        return new Badge("en")
                .plain("a · b")
                .force("In effect", "M0 0")
                .compliance("Word", "M0 0", compliance)
                .plain("tail")
                .draw("All of it");
    }

    @Test
    void white_is_readable_on_every_field() {
        for (Compliance compliance : Compliance.values()) {
            String svg = badge(compliance);
            TreeSet<String> fields = new TreeSet<>();
            Pattern.compile("<rect x=[^>]*fill=\"(#[0-9a-f]{6})\"")
                    .matcher(svg)
                    .results()
                    .map((MatchResult field) -> field.group(1))
                    .forEach(fields::add);
            assertThat(fields).hasSize(3);
            assertThat(svg).contains("fill=\"#ffffff\" font-size");
            assertThat(fields)
                    .allSatisfy(fill -> assertThat(contrast(fill, "#ffffff")).isGreaterThanOrEqualTo(4.5));
        }
    }

    /** WCAG 2.2, contrast ratio. */
    private static double contrast(String one, String other) {
        double a = luminance(one) + 0.05;
        double b = luminance(other) + 0.05;
        return Math.max(a, b) / Math.min(a, b);
    }

    private static double luminance(String colour) {
        return 0.2126 * channel(colour, 1) + 0.7152 * channel(colour, 3) + 0.0722 * channel(colour, 5);
    }

    private static double channel(String colour, int at) {
        double value = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    @Test
    void contrast_is_reckoned_as_the_standard_does() {
        assertThat(contrast("#000000", "#ffffff")).isEqualTo(21.0);
        assertThat(contrast("#777777", "#ffffff")).isBetween(4.4, 4.5);
    }

    @Test
    void colours_are_those_of_the_pages() {
        for (Compliance compliance : Compliance.values()) {
            assertThat(Badge.colour(compliance)).as("%s", compliance).isEqualTo(light(variable(compliance)));
        }
    }

    /** The custom property that the style sheet gives to the word; what it doesn't name is as the badge is. */
    private static String variable(Compliance compliance) {
        Matcher rule = Pattern.compile(
                        "\\.compliance-" + compliance + "(?![A-Z_])[^{}]*\\{ *color: var\\(--([a-z]+)\\)")
                .matcher(CSS);
        if (rule.find()) {
            return rule.group(1);
        }
        Matcher badge = Pattern.compile("\\n\\.badge \\{[^}]*color: var\\(--([a-z]+)\\)")
                .matcher(CSS);
        assertThat(badge.find()).isTrue();
        return badge.group(1);
    }

    /** The first place that sets it is for light pages. */
    private static String light(String variable) {
        Matcher value = Pattern.compile("--" + variable + ": (#[0-9a-f]{6});").matcher(CSS);
        assertThat(value.find()).isTrue();
        return value.group(1);
    }

    @Test
    void names_cannot_draw() throws Exception {
        String attack = "</text><script>alert(1)</script>&x;\"' onload=\u0000\u0007\uffff\ud800<![CDATA[ ]]>";
        String svg = new Badge("en").plain(attack).draw(attack);
        Element read = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
        assertThat(read.getElementsByTagName("script").getLength()).isZero();
        String clean = "</text><script>alert(1)</script>&x;\"' onload= <![CDATA[ ]]>";
        assertThat(read.getElementsByTagName("text").item(0).getTextContent()).isEqualTo(clean);
        assertThat(read.getElementsByTagName("title").item(0).getTextContent()).isEqualTo(clean);
        assertThat(read.getAttribute("aria-label")).isEqualTo(clean);
    }

    @Test
    void a_text_is_as_long_as_its_letters_together() {
        // DejaVu Sans at 11 pixels: W 989, i 278, n 634 thousandths.
        assertThat(Badge.length("W")).isEqualTo(11);
        assertThat(Badge.length("iiii")).isEqualTo(13);
        assertThat(Badge.length("Win")).isEqualTo(21);
        assertThat(Badge.length("ü")).isEqualTo(Badge.length("u"));
        assertThat(Badge.length("")).isZero();
        assertThat(Badge.length("中中")).isGreaterThanOrEqualTo(22);
    }
}
