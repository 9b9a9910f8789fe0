package org.pactwatch.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pactwatch.server.RunningServer;

/** Somebody out there who reports, with a phone, a bad network and no time. */
class MonitorBrowser {

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

    /** So that nothing another test reports is like it. */
    private static void fill(Visitor visitor, String summary, String day) {
        visitor.at("[name=summary]").fill(summary);
        visitor.at("[name='occurred.from']").fill(day + "T08:30");
        visitor.at("[name='occurred.precision']").selectOption("EXACT");
        visitor.at("[name=act]").selectOption("STRIKE");
        visitor.at("[name=target]").selectOption("SUBSTATION");
        visitor.at("[name=facilityOf]").selectOption("UKR");
        visitor.at("[name=accused][value=RUS]").check();
        visitor.at("[name=claimant]").fill("UKR");
    }

    private static void isRecordedOnce(Visitor visitor, long before, String summary) {
        assertThat(visitor.page()).hasURL(Pattern.compile(".*/incidents/.+"));
        assertThat(visitor.at("main")).containsText("Recorded.");
        assertThat(visitor.at("h1")).hasText(summary);
        assertThat(server.head()).isEqualTo(before + 1);
    }

    @Test
    void a_report_from_a_phone_survives_the_network_shows_what_is_like_it_and_is_recorded_once() {
        server.accepted("monitor", "/incidents", """
                {"summary":"Somebody else's report of a substation","act":"STRIKE","target":"SUBSTATION","facilityOf":"UKR",
                 "accused":["RUS"],"claimant":"UKR","occurred":{"from":"2025-04-01T08:30:00Z"}}""");
        long before = server.head();
        try (Visitor visitor = Visitor.withPhone(server)) {
            visitor.expecting("ERR_INTERNET_DISCONNECTED|ERR_NETWORK_IO_SUSPENDED|ERR_NETWORK_CHANGED");
            visitor.signIn("monitor");
            visitor.link("Report").click();
            assertThat(visitor.at("h1")).hasText("Report an incident");
            fill(visitor, "A substation is said to have been hit", "2025-04-01");

            visitor.context().setOffline(true);
            visitor.button("Check").click();
            assertThat(visitor.at("#draft")).containsText("The network is away. Nothing is lost");
            assertThat(visitor.at("[name=summary]")).hasValue("A substation is said to have been hit");
            // Back again, it is sent by itself.
            visitor.context().setOffline(false);
            assertThat(visitor.at("#preview")).containsText("Nothing is recorded yet.");

            // The phone was put away and the page with it.
            visitor.open("/report");
            assertThat(visitor.at("#draft")).containsText("This is what you had typed before.");
            assertThat(visitor.at("[name=summary]")).hasValue("A substation is said to have been hit");
            assertThat(visitor.at("[name=accused][value=RUS]")).isChecked();
            visitor.button("Check").click();

            assertThat(visitor.at("#preview .alike")).containsText("Somebody else's report of a substation");
            assertThat(visitor.at("#preview table")).containsText("Alleged");
            assertThat(visitor.overflow()).as("%s", visitor.widest()).isLessThanOrEqualTo(0);
            visitor.picture("report-preview");
            assertThat(Axe.violations(visitor.page())).isEmpty();
            assertThat(server.head()).isEqualTo(before);
            visitor.at("#preview .send button[value=record]").dblclick();
            isRecordedOnce(visitor, before, "A substation is said to have been hit");

            // What is recorded is no draft any more.
            visitor.open("/report");
            assertThat(visitor.at("[name=summary]")).hasValue("");
        }
    }

    @Test
    void what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost() {
        long before = server.head();
        try (Visitor visitor = Visitor.withPhone(server)) {
            visitor.signIn("monitor").open("/report");
            fill(visitor, "The end lies before the start", "2025-04-02");
            visitor.at("[name='occurred.to']").fill("2025-04-01T08:30");
            visitor.expecting("the server responded with a status of 4[0-9][0-9]");
            visitor.button("Check").click();
            assertThat(visitor.at("#faults")).isVisible();
            assertThat(visitor.at("#faults")).isFocused();
            assertThat(visitor.at("[aria-invalid=true]")).not().hasCount(0);
            assertThat(visitor.at("[name=summary]")).hasValue("The end lies before the start");
            assertThat(visitor.at("[name='occurred.to']")).hasValue("2025-04-01T08:30");
            visitor.picture("report-refused");
            assertThat(Axe.violations(visitor.page())).isEmpty();
            assertThat(server.head()).isEqualTo(before);
        }
    }

    @Test
    void without_scripts_a_report_is_checked_and_recorded_and_a_second_click_records_nothing_more() {
        long before = server.head();
        try (Visitor visitor = Visitor.of(server, options -> options.setJavaScriptEnabled(false))) {
            visitor.signIn("monitor").open("/report");
            fill(visitor, "Reported without scripts", "2025-04-03");
            visitor.button("Check").click();
            assertThat(visitor.at("#preview")).containsText("Nothing is recorded yet.");
            assertThat(visitor.at("#preview table")).containsText("Alleged");
            assertThat(server.head()).isEqualTo(before);
            visitor.at("#preview .send button[value=record]").dblclick();
            isRecordedOnce(visitor, before, "Reported without scripts");
        }
    }

    @Test
    void keys_alone_sign_a_monitor_in_and_record_a_report_and_the_focus_is_always_seen() {
        long before = server.head();
        try (Visitor visitor = Visitor.of(server)) {
            Keyboard keys = visitor.page().keyboard();
            visitor.open("/");
            visitor.enter(visitor.link("Sign in"));
            visitor.tabTo(visitor.at("[name=token]"));
            keys.type(server.token("monitor"));
            keys.press("Enter");
            assertThat(visitor.at("form.sign")).isVisible();
            visitor.enter(visitor.link("Report"));
            visitor.tabTo(visitor.at("[name=summary]"));
            keys.type("Reported by keys");
            visitor.tabTo(visitor.at("[name='occurred.from']"));
            keys.type("04042025");
            keys.press("ArrowRight");
            keys.type("0830AM");
            assertThat(visitor.at("[name='occurred.from']")).hasValue("2025-04-04T08:30");
            visitor.tabTo(visitor.at("[name='occurred.precision']"));
            keys.type("exact");
            visitor.tabTo(visitor.at("[name=act]"));
            keys.type("Strike");
            visitor.tabTo(visitor.at("[name=accused][value=RUS]"));
            keys.press("Space");
            visitor.enter(visitor.button("Check"));
            assertThat(visitor.at("#preview")).isFocused();
            visitor.enter(visitor.at("#preview .send button[value=record]"));
            isRecordedOnce(visitor, before, "Reported by keys");
        }
    }
}
