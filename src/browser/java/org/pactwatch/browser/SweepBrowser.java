package org.pactwatch.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.pactwatch.browser.Sights.Sight;
import org.pactwatch.server.RunningServer;

/** Every page, at every width, in the light and in the dark, in both languages. */
class SweepBrowser {

    private static final RunningServer SERVER = RunningServer.example();

    private record Eyes(int width, ColorScheme scheme, String language) {

        @Override
        public String toString() {
            return width + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT) + "-" + language;
        }
    }

    private static List<Eyes> eyes() {
        List<Eyes> all = new ArrayList<>();
        for (int width : new int[] {360, 820, 1280}) {
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                all.add(new Eyes(width, scheme, "en"));
            }
        }
        // German words are the longer ones, and this is where there is least room for them.
        all.add(new Eyes(360, ColorScheme.LIGHT, "de"));
        return all;
    }

    @TestFactory
    Stream<DynamicTest> every_page_is_in_order_for_all_eyes() {
        return Sights.ALL.stream()
                .flatMap(sight -> eyes().stream()
                        .map(eyes -> DynamicTest.dynamicTest(sight + " " + eyes, () -> lookAt(sight, eyes))));
    }

    private static void lookAt(Sight sight, Eyes eyes) {
        try (Visitor visitor = Visitor.of(
                SERVER,
                options -> options.setViewportSize(eyes.width, 900)
                        .setColorScheme(eyes.scheme)
                        .setLocale(eyes.language))) {
            visitor.open(sight);
            Page page = visitor.page();
            visitor.picture(sight + "-" + eyes);
            SoftAssertions.assertSoftly(all -> {
                all.assertThat(page.locator("html").getAttribute("lang")).isEqualTo(eyes.language);
                all.assertThat(page.locator("h1").count()).as("h1").isEqualTo(1);
                all.assertThat(visitor.overflow())
                        .as("scrolls sideways: %s", visitor.widest())
                        .isLessThanOrEqualTo(0);
                all.assertThat(Axe.violations(page)).isEmpty();
            });
        }
    }

    @Test
    void a_page_that_is_not_swept_does_not_exist() {
        List<String> swept = Sights.ALL.stream().map(Sight::route).toList();
        assertThat(Sights.routes()).containsAll(swept);
        for (String route : Sights.routes()) {
            if (!swept.contains(route)) {
                String path = Sights.SAMPLES.getOrDefault(route, route.replace("{position}", "1"));
                assertThat(SERVER.page(path).status()).as(route).isIn(303, 404);
            }
        }
    }
}
