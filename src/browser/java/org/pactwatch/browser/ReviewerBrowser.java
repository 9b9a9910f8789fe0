package org.pactwatch.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pactwatch.server.RunningServer;
import tools.jackson.databind.JsonNode;

/** Somebody who records what an authority has found, and an auditor who checks it. */
class ReviewerBrowser {

    private static final String OWN_TOKEN = "a-token-of-somebody-who-reports-and-reviews";

    @TempDir
    private static Path data;

    private static RunningServer server;

    @BeforeAll
    static void start() throws Exception {
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(OWN_TOKEN.getBytes()));
        Files.writeString(data.resolve("tokens.json"), """
                [{"sha256":"%s","subject":"olena","roles":["monitor","reviewer"]}]""".formatted(hash));
        server = RunningServer.start(data);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** On 25 March, when each reading binds. */
    private static String report(String summary) {
        return """
                {"summary":"%s","act":"STRIKE","target":"SUBSTATION","facilityOf":"UKR","accused":["RUS"],
                 "claimant":"UKR","occurred":{"from":"2025-03-25T08:00:00Z"}}""".formatted(summary);
    }

    private static Locator verdict(Visitor visitor, String reading) {
        return visitor.at("[data-verdict='energy-moratorium-2025/rus-abstains/" + reading + "']");
    }

    @Test
    void a_finding_on_anothers_report_changes_the_verdict_and_says_who_found_it() {
        String incident = server.accepted("monitor", "/incidents", report("Found later on"))
                .path("id")
                .asString();
        try (Visitor visitor = Visitor.of(server)) {
            visitor.signIn("reviewer").open("/");
            assertThat(verdict(visitor, "usa")).containsText("Allegations open");
            visitor.open("/incidents/" + incident);
            assertThat(visitor.at("#standing")).containsText("Nobody has found anything yet.");
            visitor.page().getByText("Record a finding").click();
            visitor.at("[name=authority]").fill("Exercise Commission");
            visitor.at("[name=outcome]").selectOption("SUBSTANTIATED");
            visitor.at("[name=attributedTo][value=RUS]").check();
            visitor.at("details[open] [name=reasons]").fill("An exercise, made up.");
            visitor.at("button[value=find]").click();
            assertThat(visitor.at("main")).containsText("Recorded.");
            assertThat(visitor.at("#standing")).containsText("Exercise Commission");
            assertThat(visitor.at("#standing .standing-SUBSTANTIATED").first()).isVisible();
            visitor.open("/");
            assertThat(verdict(visitor, "usa")).containsText("Violation found");
            assertThat(verdict(visitor, "usa")).containsText("Exercise Commission");
        }
    }

    @Test
    void nobody_judges_their_own_report() {
        String incident = server.http()
                .postJson("/api/v1/incidents", report("Olena's own"), "Authorization", "Bearer " + OWN_TOKEN)
                .json()
                .path("id")
                .asString();
        try (Visitor visitor = Visitor.of(server)) {
            visitor.signInWith(OWN_TOKEN).open("/incidents/" + incident);
            assertThat(visitor.at("main")).containsText("another reviewer must judge it");
            assertThat(visitor.at("button[value=find]")).hasCount(0);
        }
    }

    @Test
    void an_auditor_follows_a_number_on_the_overview_down_to_the_stored_event() {
        try (Visitor visitor = Visitor.of(server)) {
            visitor.signIn("auditor").open("/");
            Locator number = visitor.at("[data-verdict='energy-moratorium-2025/ukr-abstains/usa'] .counts a")
                    .first();
            assertThat(number).hasText("1 Contested");
            number.click();
            assertThat(visitor.at("h1")).hasText("Incidents");
            Locator incidents = visitor.at("main a[href*='/incidents/']");
            assertThat(incidents).hasCount(1);
            String summary = incidents.textContent();
            incidents.click();
            assertThat(visitor.at("h1")).hasText(summary);
            Locator position = visitor.at("#standing a[href^='/record/']").first();
            String record = position.getAttribute("href");
            position.click();
            assertThat(visitor.page()).hasURL(server.baseUrl() + record);
            JsonNode stored = server.getAs("auditor", "/history/" + record.substring("/record/".length()))
                    .json();
            assertThat(visitor.at("main")).containsText(stored.path("id").asString());
            assertThat(visitor.at("pre"))
                    .containsText(
                            stored.path("data").path("report").path("summary").asString());
            assertThat(visitor.at(".facts .code").last()).hasText(Pattern.compile("[0-9a-f]{64}"));
        }
    }
}
