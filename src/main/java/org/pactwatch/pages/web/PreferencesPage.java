package org.pactwatch.pages.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import org.pactwatch.compliance.web.Ask;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Keeps how somebody wants to see pages, in their browser alone, and goes back to where they were. */
@Controller
class PreferencesPage {

    @GetMapping("/preferences")
    ResponseEntity<Void> keep(HttpServletRequest http) {
        Ask ask = new Ask(http, "lang", "zone", "theme", "to");
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(303).cacheControl(CacheControl.noStore());
        String language = ask.text("lang");
        if (language != null) {
            Locale locale = Preferences.language(language)
                    .orElseThrow(() -> Ask.bad(
                            "preference-unknown",
                            "lang",
                            language,
                            "Pages don't speak \"" + language + "\".",
                            "Choose en or de."));
            answer.header(
                    HttpHeaders.SET_COOKIE,
                    Preferences.kept(http, Preferences.LANGUAGE, locale.getLanguage())
                            .toString());
        }
        String zone = ask.text("zone");
        if (zone != null) {
            ZoneId asked = Preferences.zone("zone", zone);
            String known = asked.equals(ZoneOffset.UTC) ? "UTC" : asked.getId();
            answer.header(
                    HttpHeaders.SET_COOKIE,
                    Preferences.kept(http, Preferences.ZONE, known).toString());
        }
        String theme = ask.text("theme");
        if (theme != null) {
            if (Preferences.theme(theme).isEmpty()) {
                throw Ask.bad(
                        "preference-unknown",
                        "theme",
                        theme,
                        "There is no theme \"" + theme + "\".",
                        "Choose auto, light or dark.");
            }
            answer.header(
                    HttpHeaders.SET_COOKIE,
                    Preferences.kept(http, Preferences.THEME, theme).toString());
        }
        return answer.header(HttpHeaders.LOCATION, Ways.back(ask.text("to"))).build();
    }
}
