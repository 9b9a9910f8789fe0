package org.pactwatch.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pactwatch.server.RunningServer;

/** Somebody who leaves the page open on a wall. */
class DashboardBrowser {

    /** The page waits for up to a second by itself, so that thousands don't ask at once; the machine may be slow. */
    private static final LocatorAssertions.ContainsTextOptions SOON =
            new LocatorAssertions.ContainsTextOptions().setTimeout(20_000);

    @TempDir
    private static Path data;

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.start(data);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Locator verdict(Visitor visitor, String commitment, String reading) {
        return visitor.at("[data-verdict='energy-moratorium-2025/" + commitment + "/" + reading + "']");
    }

    /** Notes each thing that is said to people who listen to the page. */
    private static void listen(Visitor visitor) {
        visitor.page().evaluate("""
                        () => {
                          window.said = [];
                          new MutationObserver(() => window.said.push(document.getElementById('live').textContent))
                              .observe(document.getElementById('live'), { childList: true, characterData: true, subtree: true });
                          window.stillTheSamePage = true;
                        }""");
    }

    private static List<?> said(Visitor visitor) {
        return (List<?>) visitor.page().evaluate("() => window.said");
    }

    private static void reported(String occurred) {
        server.accepted("monitor", "/incidents", """
                {"summary":"An exercise, made up","act":"STRIKE","target":"SUBSTATION","facilityOf":"UKR","accused":["RUS"],
                 "claimant":"UKR","occurred":{"from":"%s"}}""".formatted(occurred));
    }

    @Test
    void news_appear_without_a_reload_and_only_a_changed_verdict_is_said_and_once() {
        try (Visitor visitor = Visitor.of(server);
                Visitor atNow = Visitor.of(server)) {
            visitor.open("/");
            atNow.open("/?at=now");
            assertThat(atNow.at(".moment .tag")).hasText("live");
            Locator ofUsa = verdict(visitor, "rus-abstains", "usa");
            Locator ofUkr = verdict(visitor, "rus-abstains", "ukr");
            assertThat(ofUsa).containsText("1 Alleged");
            assertThat(ofUkr).containsText("No violation established");
            listen(visitor);
            listen(atNow);
            ofUsa.locator("details.sum summary").click();

            // One more allegation changes counts and no verdict: nothing is said.
            reported("2025-03-20T08:00:00Z");
            assertThat(ofUsa).containsText("2 Alleged", SOON);
            assertThat(ofUkr).containsText("2 Before it bound");
            assertThat(verdict(atNow, "rus-abstains", "usa")).containsText("3 Alleged", SOON);
            assertThat(said(visitor)).isEmpty();
            // What somebody had unfolded stays so.
            assertThat(ofUsa.locator("details.sum")).hasAttribute("open", "");

            // On this day Ukraine's reading binds too.
            reported("2025-03-25T08:00:00Z");
            assertThat(ofUkr).containsText("Allegations open", SOON);
            assertThat(visitor.at("#live")).containsText("Allegations open");
            assertThat(visitor.at("#live")).containsText("ukr");
            assertThat(said(visitor)).hasSize(1);
            assertThat(verdict(atNow, "rus-abstains", "usa")).containsText("4 Alleged", SOON);
            assertThat(said(atNow)).isEmpty();

            assertThat(visitor.page().evaluate("() => window.stillTheSamePage")).isEqualTo(true);
            assertThat(atNow.page().evaluate("() => window.stillTheSamePage")).isEqualTo(true);
        }
    }
}
