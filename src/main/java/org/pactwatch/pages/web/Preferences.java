package org.pactwatch.pages.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pactwatch.compliance.web.Ask;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** How somebody wants to see pages, kept in their browser: language, zone, light or dark. No more is kept of them. */
final class Preferences {

    /** English first: it is shown to whoever asks for neither. */
    static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.GERMAN);

    static final String LANGUAGE = "pactwatch-lang";
    static final String ZONE = "pactwatch-zone";
    static final String THEME = "pactwatch-theme";

    private static final Duration KEPT = Duration.ofDays(365);

    private Preferences() {}

    static Locale locale(HttpServletRequest http) {
        return cookie(http, LANGUAGE)
                .flatMap(Preferences::language)
                .or(() -> accepted(http.getHeader(HttpHeaders.ACCEPT_LANGUAGE)))
                .orElse(LANGUAGES.get(0));
    }

    private static Optional<Locale> accepted(@Nullable String header) {
        if (header == null || header.length() > 500) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(Locale.lookup(Locale.LanguageRange.parse(header), LANGUAGES));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    static Optional<Locale> language(String code) {
        return LANGUAGES.stream()
                .filter(locale -> locale.getLanguage().equals(code))
                .findFirst();
    }

    static ZoneId zone(HttpServletRequest http) {
        // A slash has no place in a cookie everywhere.
        return cookie(http, ZONE)
                .map(value -> value.replace("%2F", "/"))
                .flatMap(Preferences::zone)
                .orElse(ZoneOffset.UTC);
    }

    /** A zone of the tz database by name; UTC in its many names is UTC. */
    static Optional<ZoneId> zone(String name) {
        if (name.equals("UTC") || name.equals("Z") || name.equals("Etc/UTC")) {
            return Optional.of(ZoneOffset.UTC);
        }
        if (name.equals("Europe/Kiev")) {
            // Browsers still report the zone by the name that it had until 2022.
            return Optional.of(ZoneId.of("Europe/Kyiv"));
        }
        return ZoneId.getAvailableZoneIds().contains(name) ? Optional.of(ZoneId.of(name)) : Optional.empty();
    }

    /**
     * The same for a parameter.
     *
     * @throws org.pactwatch.decision.web.ProblemException if there is no such zone
     */
    static ZoneId zone(String parameter, String name) {
        return zone(name)
                .orElseThrow(() -> Ask.bad(
                        "zone-unknown",
                        parameter,
                        name,
                        "\"" + name + "\" is no zone of the tz database.",
                        "Write one such as Europe/Kyiv."));
    }

    static Visit.Theme theme(HttpServletRequest http) {
        return cookie(http, THEME).flatMap(Preferences::theme).orElse(Visit.Theme.AUTO);
    }

    static Optional<Visit.Theme> theme(String code) {
        return Arrays.stream(Visit.Theme.values())
                .filter(theme -> theme.name().toLowerCase(Locale.ROOT).equals(code))
                .findFirst();
    }

    static ResponseCookie kept(HttpServletRequest http, String name, String value) {
        return ResponseCookie.from(name, value.replace("/", "%2F"))
                .path("/")
                .maxAge(KEPT)
                .sameSite("Lax")
                .secure(http.isSecure())
                .build();
    }

    private static Optional<String> cookie(HttpServletRequest http, String name) {
        Cookie[] cookies = http.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name))
                        .map(Cookie::getValue)
                        .filter(Objects::nonNull)
                        .findFirst();
    }
}
