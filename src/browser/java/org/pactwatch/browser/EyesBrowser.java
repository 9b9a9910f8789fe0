package org.pactwatch.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.pactwatch.browser.Sights.Sight;
import org.pactwatch.server.RunningServer;

/** Other ways to look: enlarged, on paper, without motion, over a thin line. */
class EyesBrowser {

    private static final RunningServer SERVER = RunningServer.example();
    private static final Path OUT = Path.of("target", "browser");

    private static Visitor opened(Sight sight, int width) {
        Visitor visitor = Visitor.of(
                SERVER, options -> options.setViewportSize(width, 450).setDeviceScaleFactor(2));
        return visitor.open(sight);
    }

    /** 1280 pixels wide at 200 % are 640, and at 400 % 320: WCAG 1.4.4 and 1.4.10. */
    @TestFactory
    Stream<DynamicTest> enlarged_twice_and_four_times_nothing_is_lost_to_the_side() {
        return Sights.ALL.stream()
                .flatMap(sight -> Stream.of(640, 320)
                        .map(width -> DynamicTest.dynamicTest(sight + " " + width, () -> {
                            try (Visitor visitor = opened(sight, width)) {
                                assertThat(visitor.overflow())
                                        .as("%s", visitor.widest())
                                        .isLessThanOrEqualTo(0);
                            }
                        })));
    }

    @TestFactory
    Stream<DynamicTest> letters_twice_as_large_stay_inside() {
        return Sights.ALL.stream()
                .map(sight -> DynamicTest.dynamicTest(sight.name(), () -> {
                    try (Visitor visitor = opened(sight, 820)) {
                        visitor.page().evaluate("() => { document.documentElement.style.fontSize = '200%'; }");
                        assertThat(visitor.overflow())
                                .as("%s", visitor.widest())
                                .isLessThanOrEqualTo(0);
                    }
                }));
    }

    @Test
    void on_paper_a_page_is_what_it_says_without_what_can_only_be_clicked() throws Exception {
        try (Visitor visitor = Visitor.of(SERVER)) {
            visitor.open("/");
            Page page = visitor.page();
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(visitor.at(".places").isVisible()).isFalse();
            assertThat(visitor.at(".steps").isVisible()).isFalse();
            assertThat(visitor.at(".settings").isVisible()).isFalse();
            assertThat(visitor.at("h1").isVisible()).isTrue();
            assertThat(visitor.at(".moment .asked").isVisible()).isTrue();
            assertThat(visitor.at(".reading .arithmetic").first().isVisible()).isTrue();
            byte[] paper = page.pdf(new Page.PdfOptions().setFormat("A4").setPath(OUT.resolve("overview.pdf")));
            assertThat(new String(paper, 0, 5, java.nio.charset.StandardCharsets.US_ASCII))
                    .isEqualTo("%PDF-");
            page.setViewportSize(794, 1123);
            page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(OUT.resolve("overview-paper.png")));
        }
    }

    @Test
    void whoever_wants_no_motion_gets_none() {
        String moving = """
                () => {
                  document.querySelectorAll('.reading').forEach(e => e.classList.add('changed'));
                  return document.getAnimations().filter(a => a.playState === 'running').length;
                }""";
        try (Visitor still = Visitor.of(SERVER, options -> options.setReducedMotion(ReducedMotion.REDUCE));
                Visitor other = Visitor.of(SERVER)) {
            still.open("/");
            other.open("/");
            // The other one shows that there would have been motion.
            assertThat(other.page().evaluate(moving)).isNotEqualTo(0);
            assertThat(still.page().evaluate(moving)).isEqualTo(0);
        }
    }

    @Test
    void the_overview_with_everything_it_needs_weighs_150_kilobytes_at_most() {
        try (Visitor visitor = Visitor.of(SERVER)) {
            Map<String, Double> weights = new ConcurrentHashMap<>();
            CDPSession wire = visitor.context().newCDPSession(visitor.page());
            wire.send("Network.enable");
            wire.on(
                    "Network.loadingFinished",
                    event -> weights.merge(
                            event.get("requestId").getAsString(),
                            event.get("encodedDataLength").getAsDouble(),
                            Double::sum));
            visitor.open("/");
            visitor.page().waitForLoadState(LoadState.LOAD);
            double bytes = weights.values().stream().mapToDouble(each -> each).sum();
            assertThat(weights).hasSizeGreaterThanOrEqualTo(5);
            assertThat(bytes).as("bytes over the wire").isBetween(10_000.0, 150_000.0);
            System.out.printf("The overview weighs %.0f bytes in %d answers.%n", bytes, weights.size());
        }
    }

    /** With -Dbrowser.pictures=true it becomes the one in the README. */
    @Test
    void the_readme_shows_the_overview_as_it_is() throws Exception {
        Path shown = Path.of("docs", "images", "overview.png");
        Path made = OUT.resolve("readme-overview.png");
        try (Visitor visitor = Visitor.of(SERVER, options -> options.setViewportSize(1280, 1000))) {
            visitor.open("/");
            visitor.page().screenshot(new Page.ScreenshotOptions().setPath(made));
        }
        assertThat(Files.size(made)).isLessThan(300_000);
        if (Boolean.getBoolean("browser.pictures")) {
            Files.createDirectories(shown.getParent());
            Files.copy(made, shown, StandardCopyOption.REPLACE_EXISTING);
        }
        assertThat(Files.size(shown)).isLessThan(300_000);
        assertThat(ImageIO.read(shown.toFile()).getWidth()).isEqualTo(1280);
        assertThat(Files.readString(Path.of("README.md"))).contains("(docs/images/overview.png)");
    }
}
