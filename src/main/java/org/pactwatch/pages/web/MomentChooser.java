package org.pactwatch.pages.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pactwatch.compliance.web.Ask;
import org.pactwatch.compliance.web.Moment;
import org.pactwatch.compliance.web.Moments;
import org.pactwatch.compliance.web.Opening;
import org.springframework.stereotype.Component;

/** Reads from an address which moment a page is about. */
@Component
class MomentChooser {

    private final Moments moments;
    private final Opening opening;

    MomentChooser(Moments moments, Opening opening) {
        this.moments = moments;
        this.opening = opening;
    }

    /**
     * The moment that the address names: {@code at} and {@code knownAt}, each an instant, {@code now}, or a local time in
     * the zone {@code in}; {@code knownAt} may be a position too.
     *
     * @param others further parameters that the page takes; they are carried along
     * @throws org.pactwatch.decision.web.ProblemException if one is malformed, or the page does not take it
     */
    PageMoment of(HttpServletRequest http, String... others) {
        Ask ask = ask(http, others);
        Map<String, String> carried = new LinkedHashMap<>();
        for (String other : others) {
            String value = ask.text(other);
            if (value != null) {
                carried.put(other, value);
            }
        }
        String at = ask.text("at");
        Instant asked = moment(ask, "at");
        boolean now = asked == null && (at != null || opening.at() == null);
        Instant moment = asked != null ? asked : now ? moments.now() : opening.at();
        Moment question = question(ask, moment == null ? moments.now() : moment);
        return new PageMoment(
                question,
                http.getRequestURI(),
                carried,
                asked != null ? asked.toString() : at,
                question.past() ? known(ask) : null,
                now && !question.past());
    }

    /** Now, for the page that answers a form. */
    PageMoment now(String path) {
        return new PageMoment(moments.asKnownNow(moments.now()), path, Map.of(), "now", null, true);
    }

    /** The parameters, for a page that reads more of them. */
    static Ask ask(HttpServletRequest http, String... others) {
        return new Ask(
                http,
                Stream.concat(Stream.of("at", "knownAt", "in"), Stream.of(others))
                        .toArray(String[]::new));
    }

    private Moment question(Ask ask, Instant at) {
        if (ask.isNumber("knownAt")) {
            return moments.of(ask, at);
        }
        Instant known = moment(ask, "knownAt");
        return known == null ? moments.asKnownNow(at) : moments.asKnown(at, known);
    }

    private static @Nullable String known(Ask ask) {
        return ask.isNumber("knownAt") ? ask.text("knownAt") : String.valueOf(moment(ask, "knownAt"));
    }

    /** An instant, or a local time in the zone {@code in}; {@code null} if absent, or {@code now}. */
    static @Nullable Instant moment(Ask ask, String name) {
        String value = ask.text(name);
        if (value == null || value.equals("now")) {
            return null;
        }
        String zone = ask.text("in");
        return zone == null ? ask.instant(name) : local(name, value, zone, ask);
    }

    private static @Nullable Instant local(String name, String value, String zone, Ask ask) {
        ZoneId there = Preferences.zone(zone)
                .orElseThrow(() -> Ask.bad(
                        "zone-unknown",
                        "in",
                        zone,
                        "\"" + zone + "\" is no zone of the tz database.",
                        "Write one such as Europe/Kyiv."));
        LocalDateTime local;
        try {
            local = LocalDateTime.parse(value);
        } catch (DateTimeException notLocal) {
            return ask.instant(name);
        }
        Ask.checkYear(local.getYear(), name, value);
        return local.atZone(there).toInstant().truncatedTo(ChronoUnit.MICROS);
    }
}
