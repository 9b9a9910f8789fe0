package org.pactwatch.pages.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.pactwatch.compliance.web.Ask;
import org.pactwatch.compliance.web.Tags;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** What programs fetch again and again, and show elsewhere: calendars and badges. */
final class Feed {

    private Feed() {}

    /**
     * The language that the address names; English if it names none, since who fetches has no cookie.
     *
     * @throws org.pactwatch.decision.web.ProblemException if it is none of ours
     */
    static Locale language(Ask ask) {
        String code = ask.text("lang");
        if (code == null) {
            return Preferences.LANGUAGES.get(0);
        }
        return Preferences.language(code)
                .orElseThrow(() -> Ask.bad(
                        "language-unknown",
                        "lang",
                        code,
                        "Feeds and badges don't speak \"" + code + "\".",
                        "Choose en or de."));
    }

    /** The answer, or that the asker has it. The tag is of what it says, so it changes when that does. */
    static ResponseEntity<byte[]> answer(HttpServletRequest http, MediaType type, String said, Duration fresh) {
        String tag = Tags.weak(said);
        boolean known = Tags.isKnown(http, tag);
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(known ? 304 : 200)
                .eTag(tag)
                .cacheControl(CacheControl.maxAge(fresh).cachePublic())
                // The language stands in the address, and nobody is shown more than others.
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                // It is a document of its own when opened by itself, and needs nothing from anywhere.
                .header("Content-Security-Policy", "default-src 'none'");
        return known ? answer.build() : answer.contentType(type).body(said.getBytes(StandardCharsets.UTF_8));
    }
}
