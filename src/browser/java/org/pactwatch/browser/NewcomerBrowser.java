package org.pactwatch.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.pactwatch.server.RunningServer;

/** Somebody who has never been here, with a mouse, with keys alone, with a phone, without scripts. */
class NewcomerBrowser {

    private static final RunningServer SERVER = RunningServer.example();
    private static final String RUSSIAS_PROMISE = "[id='energy-moratorium-2025.rus-abstains']";

    private static Locator reading(Visitor visitor, String id) {
        return visitor.at(RUSSIAS_PROMISE + " .reading")
                .filter(new Locator.FilterOptions()
                        .setHas(visitor.page()
                                .locator("h4 > span")
                                .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^" + id + "$")))));
    }

    private static void seesWhoAllegesUnderWhichReading(Visitor visitor) {
        assertThat(visitor.at("h1")).hasText("How each commitment stands");
        assertThat(reading(visitor, "rus")).containsText("Allegations open");
        assertThat(reading(visitor, "rus")).containsText("22 days 11 h left");
        assertThat(reading(visitor, "ukr")).containsText("No violation established");
        assertThat(reading(visitor, "ukr")).containsText("29 days 12 h left");
        assertThat(visitor.at(RUSSIAS_PROMISE + " .agree")).containsText("The 4 readings differ. Why?");
        // An allegation is no violation, and no page says so.
        assertThat(visitor.at("main")).not().containsText("Violation found");
    }

    private static void seesTheArithmetic(Visitor visitor) {
        assertThat(reading(visitor, "rus"))
                .containsText("2025-03-18T00:00 Europe/Moscow + 30 × 24 h = 2025-04-17T00:00 Europe/Moscow");
    }

    private static void isAtNow(Visitor visitor) {
        assertThat(visitor.at(".moment .tag")).hasText("live");
        assertThat(visitor.address()).isEqualTo("/?at=now");
        assertThat(reading(visitor, "rus")).containsText("Expired");
    }

    @Test
    void a_newcomer_sees_the_allegations_under_each_reading_and_goes_to_now_and_back() {
        try (Visitor visitor = Visitor.of(SERVER)) {
            visitor.open("/");
            seesWhoAllegesUnderWhichReading(visitor);
            seesTheArithmetic(visitor);
            Locator counted = reading(visitor, "rus").locator("details.sum");
            assertThat(counted).not().hasAttribute("open", "");
            counted.locator("summary").click();
            assertThat(counted).containsText("days of 24 hours each");
            visitor.link("Now").click();
            isAtNow(visitor);
            visitor.link("Inside the term").click();
            seesWhoAllegesUnderWhichReading(visitor);
            visitor.page().goBack();
            isAtNow(visitor);
        }
    }

    @Test
    void keys_alone_lead_a_newcomer_there_and_back_and_the_focus_is_always_seen() {
        try (Visitor visitor = Visitor.of(SERVER)) {
            visitor.open("/");
            visitor.enter(visitor.at("a.skip"));
            assertThat(visitor.at("main")).isFocused();
            visitor.enter(reading(visitor, "rus").locator("details.sum summary"));
            assertThat(reading(visitor, "rus")).containsText("days of 24 hours each");
            visitor.open("/");
            visitor.enter(visitor.link("Now"));
            isAtNow(visitor);
            visitor.enter(visitor.link("Inside the term"));
            seesWhoAllegesUnderWhichReading(visitor);
        }
    }

    @Test
    void keys_alone_lead_a_newcomer_on_a_phone_past_everything_in_sight() {
        try (Visitor visitor = Visitor.withPhone(SERVER)) {
            visitor.open("/");
            visitor.tabTo(visitor.at("footer a").last());
        }
    }

    @Test
    void the_display_opens_closes_and_is_kept_with_keys_alone() {
        try (Visitor visitor = Visitor.of(SERVER)) {
            visitor.open("/?at=2025-03-25T10:00:00Z");
            Locator summary = visitor.at(".settings summary");
            visitor.enter(summary);
            visitor.tabTo(visitor.at("select[name=lang]"));
            visitor.page().keyboard().press("Escape");
            assertThat(summary).isFocused();
            assertThat(visitor.at("select[name=lang]")).isHidden();
            summary.press("Enter");
            visitor.tabTo(visitor.at("select[name=lang]"));
            visitor.page().keyboard().type("Deutsch");
            visitor.enter(visitor.at(".settings button"));
            assertThat(visitor.at("html")).hasAttribute("lang", "de");
            assertThat(visitor.address()).isEqualTo("/?at=2025-03-25T10:00:00Z");
        }
    }

    @Test
    void without_scripts_the_overview_moments_preferences_and_sign_in_work() {
        try (Visitor visitor = Visitor.of(SERVER, options -> options.setJavaScriptEnabled(false))) {
            visitor.open("/");
            seesWhoAllegesUnderWhichReading(visitor);
            seesTheArithmetic(visitor);

            visitor.at(".moment summary").click();
            visitor.at("input[name=at]").fill("2025-03-18T12:00");
            visitor.button("Show").click();
            assertThat(visitor.at(".moment .asked")).containsText("18 Mar 2025, 12:00 UTC");
            visitor.link("As known then").click();
            assertThat(visitor.at(".moment .known time")).containsText("18 Mar 2025, 12:00 UTC");
            visitor.link("As known now").click();
            visitor.link("Now").click();
            isAtNow(visitor);

            visitor.at(".settings summary").click();
            visitor.at("select[name=lang]").selectOption("de");
            visitor.at("select[name=theme]").selectOption("dark");
            visitor.at("input[name=zone]").fill("Europe/Kyiv");
            visitor.at(".settings button").click();
            assertThat(visitor.at("html")).hasAttribute("lang", "de");
            assertThat(visitor.at("html")).hasAttribute("data-theme", "dark");
            assertThat(visitor.at(".moment .own").first()).containsText("Europe/Kyiv");

            visitor.link("Anmelden").click();
            visitor.at("input[name=token]").fill("nobody's");
            visitor.expecting("Failed to load resource: the server responded with a status of 401");
            visitor.button("Anmelden").click();
            assertThat(visitor.at("#refused")).isVisible();
            assertThat(visitor.at("input[name=token]")).hasAttribute("aria-invalid", "true");
            visitor.at("input[name=token]").fill(SERVER.token("monitor"));
            visitor.button("Anmelden").click();
            // Back where the link to sign in stood.
            assertThat(visitor.address()).isEqualTo("/?at=now");
            visitor.button("Abmelden").click();
            assertThat(visitor.link("Anmelden")).isVisible();
        }
    }

    @Test
    void times_stand_in_utc_and_in_the_zone_of_the_newcomers_device_from_the_first_page_on() {
        try (Visitor visitor = Visitor.of(SERVER, options -> options.setTimezoneId("Europe/Kyiv"))) {
            visitor.open("/");
            assertThat(visitor.at(".moment .asked")).containsText("25 Mar 2025, 10:00 UTC");
            assertThat(visitor.at(".moment .asked .own").first()).containsText("12:00 Europe/Kyiv");
            assertThat(visitor.at(".reading .own").first()).containsText("Europe/Kyiv");
        }
    }
}
