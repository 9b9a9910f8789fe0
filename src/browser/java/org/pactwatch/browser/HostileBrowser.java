package org.pactwatch.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pactwatch.server.RunningServer;
import tools.jackson.databind.json.JsonMapper;

/** What is reported comes from anybody, and some of them mean harm. */
class HostileBrowser {

    private static final String HARM = "<script>window.harm=1</script><img src=x onerror=window.harm=1>"
            + "\"'><svg/onload=window.harm=1> javascript:window.harm=1 ${7*7} [[${7*7}]] __${7*7}__ {{7*7}} </title></textarea>"
            + " \u202Eright to left\u202C \uD83E\uDDE8\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 "
            + "W".repeat(400);

    @TempDir
    private static Path data;

    private static RunningServer server;
    private static String incident;

    @BeforeAll
    static void start() {
        server = RunningServer.start(data, "pactwatch.example=false");
        String harm = new JsonMapper().writeValueAsString(HARM);
        server.accepted("registrar", "/agreements", """
                {"id":"harm","title":%1$s,"parties":[
                  {"id":"ONE","name":%1$s,"roles":["OBLIGOR","BENEFICIARY"]},{"id":"TWO","name":%1$s,"roles":["OBLIGOR","BENEFICIARY"]}],
                 "commitments":[
                  {"key":"one-abstains","kind":"PROHIBITION","obligor":"ONE","beneficiary":"TWO","statement":%1$s,
                   "scope":{"acts":["STRIKE"],"targets":["ENERGY"]},
                   "term":{"length":"P30D","start":"2025-03-18T00:00","zone":"Europe/Moscow","counting":"ELAPSED"}},
                  {"key":"one-delivers","kind":"DELIVERY","obligor":"ONE","beneficiary":"TWO","statement":%1$s,"quantity":10,"unit":%1$s,
                   "term":{"length":"P30D","start":"2025-03-18T00:00","zone":"Europe/Moscow","counting":"ELAPSED"}}],
                 "consents":[{"party":"ONE","consent":"ACCEPTED","at":"2025-03-17T12:00:00Z"}]}""".formatted(harm));
        incident = server.accepted("monitor", "/incidents", """
                        {"summary":%1$s,"act":"STRIKE","target":"SUBSTATION","facilityOf":"TWO","accused":["ONE"],"claimant":"TWO",
                         "occurred":{"from":"2025-03-25T10:00:00Z"},"place":{"name":%1$s},
                         "source":{"name":%1$s,"confidential":false,"citations":[
                           {"url":"javascript:window.harm=1","title":%1$s,"publisher":%1$s,"published":%1$s},
                           {"url":"https://example.invalid/\\"onclick=window.harm=1","title":%1$s}]}}""".formatted(harm))
                .path("id")
                .asString();
        long last = server.accepted("reviewer", "/incidents/" + incident + "/findings", """
                        {"authority":%1$s,"mandate":%1$s,"standard":%1$s,"outcome":"SUBSTANTIATED","attributedTo":["ONE"],"reasons":%1$s,
                         "citations":[{"url":"javascript:window.harm=1","title":%1$s}]}""".formatted(harm))
                .path("position")
                .asLong();
        // Answers know of it then.
        server.get("/compliance?minPosition=" + last);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void what_was_meant_to_run_is_shown_as_text_and_the_page_holds_on_a_phone() {
        List<String> paths = List.of(
                "/?at=2025-03-26T00:00:00Z",
                "/?at=now",
                "/incidents",
                "/incidents/" + incident,
                "/agreements/harm",
                "/agreements/harm/compare",
                "/record/1",
                "/record/2",
                "/record/3",
                "/status");
        for (String path : paths) {
            try (Visitor visitor = Visitor.withPhone(server)) {
                visitor.open(path);
                Page page = visitor.page();
                visitor.picture("harm" + path.replaceAll("[^a-z0-9]+", "-"));
                assertThat(page.evaluate("() => window.harm === undefined"))
                        .as("nothing ran on %s", path)
                        .isEqualTo(true);
                assertThat(page.locator("a[href^='javascript' i], main script, main img, svg[onload]")
                                .count())
                        .as(path)
                        .isZero();
                if (!path.equals("/status")) {
                    assertThat(page.locator("main").textContent()).contains("<script>window.harm=1</script>");
                    assertThat(page.locator("main").textContent()).contains("${7*7}");
                }
                assertThat(visitor.overflow())
                        .as("%s: %s", path, visitor.widest())
                        .isLessThanOrEqualTo(0);
            }
        }
    }

    @Test
    void what_is_typed_into_the_form_comes_back_as_text() {
        try (Visitor visitor = Visitor.withPhone(server)) {
            visitor.signIn("monitor").open("/report");
            visitor.at("[name=summary]").fill(HARM);
            visitor.at("[name='occurred.from']").fill("2025-03-25T10:00");
            visitor.at("[name='occurred.precision']").selectOption("EXACT");
            visitor.at("[name=accused][value=ONE]").check();
            visitor.at("button[value=check]").click();
            visitor.at("#preview").waitFor();
            assertThat(visitor.at("[name=summary]").inputValue()).isEqualTo(HARM);
            assertThat(visitor.page().evaluate("() => window.harm === undefined"))
                    .isEqualTo(true);
            assertThat(visitor.overflow()).as("%s", visitor.widest()).isLessThanOrEqualTo(0);
        }
    }
}
