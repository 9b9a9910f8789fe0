package org.pactwatch.pages.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.Commitment;
import org.pactwatch.agreement.Reading;
import org.pactwatch.compliance.AgreementFacts;
import org.pactwatch.compliance.Verdict;
import org.pactwatch.compliance.web.Ask;
import org.pactwatch.compliance.web.Moment;
import org.pactwatch.compliance.web.Moments;
import org.pactwatch.compliance.web.Settings;
import org.pactwatch.compliance.web.Verdicts;
import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** When terms begin and end, for calendars that subscribe to it: as it stands now, under every reading or one. */
@Controller
class CalendarFeed {

    private static final MediaType CALENDAR = new MediaType("text", "calendar", StandardCharsets.UTF_8);
    /** As for the API's verdicts. */
    private static final Duration FRESH = Duration.ofSeconds(15);

    private final Verdicts verdicts;
    private final Moments moments;
    private final Settings settings;
    private final MessageSource words;

    CalendarFeed(Verdicts verdicts, Moments moments, Settings settings, MessageSource words) {
        this.verdicts = verdicts;
        this.moments = moments;
        this.settings = settings;
        this.words = words;
    }

    @GetMapping("/feeds/{agreement}.ics")
    ResponseEntity<byte[]> all(@PathVariable String agreement, HttpServletRequest http) {
        return calendar(agreement, null, http);
    }

    @GetMapping("/feeds/{agreement}/{reading}.ics")
    ResponseEntity<byte[]> one(@PathVariable String agreement, @PathVariable String reading, HttpServletRequest http) {
        return calendar(agreement, reading, http);
    }

    private ResponseEntity<byte[]> calendar(String agreement, @Nullable String reading, HttpServletRequest http) {
        Ask ask = new Ask(http, "lang");
        Moment now = moments.asKnownNow(moments.now());
        AgreementFacts facts = verdicts.agreement(agreement, now);
        List<Verdict> all = new ArrayList<>();
        List<Reading> readings = verdicts.readings(facts, reading);
        for (Commitment commitment : facts.agreement().commitments()) {
            for (Reading each : readings) {
                all.add(verdicts.verdict(facts, commitment.key(), each, now));
            }
        }
        TermCalendar calendar = new TermCalendar(
                words,
                Feed.language(ask),
                facts,
                // Terms rest on what was declared about the agreement; a report of an incident moves none.
                moments.recorded(facts.position()),
                settings.reconstructed());
        return Feed.answer(http, CALENDAR, calendar.write(reading, all), FRESH);
    }
}
