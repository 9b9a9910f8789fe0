package org.pactwatch.pages.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.pactwatch.agreement.Reading;
import org.pactwatch.compliance.AgreementFacts;
import org.pactwatch.compliance.Verdict;
import org.pactwatch.compliance.web.Moment;
import org.pactwatch.compliance.web.Settings;
import org.pactwatch.compliance.web.Verdicts;
import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** A verdict as a small picture, to stand in other people's pages. */
@Controller
class BadgePage {

    private static final MediaType SVG = MediaType.parseMediaType("image/svg+xml;charset=UTF-8");
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final MomentChooser moments;
    private final Verdicts verdicts;
    private final Settings settings;
    private final MessageSource words;
    private final Icons icons;

    BadgePage(MomentChooser moments, Verdicts verdicts, Settings settings, MessageSource words, Icons icons) {
        this.moments = moments;
        this.verdicts = verdicts;
        this.settings = settings;
        this.words = words;
        this.icons = icons;
    }

    @GetMapping("/badges/{agreement}/{commitment}/{reading}.svg")
    ResponseEntity<byte[]> badge(
            @PathVariable String agreement,
            @PathVariable String commitment,
            @PathVariable String reading,
            HttpServletRequest http) {
        PageMoment asked = moments.of(http, "lang");
        Locale locale = Feed.language(MomentChooser.ask(http, "lang"));
        AgreementFacts facts = verdicts.agreement(agreement, asked.moment());
        String key = Verdicts.commitment(facts, commitment).key();
        Reading held = verdicts.readings(facts, reading).get(0);
        Verdict verdict = verdicts.verdict(facts, key, held, asked.moment());
        return Feed.answer(http, SVG, draw(verdict, asked, locale), FRESH);
    }

    private String draw(Verdict verdict, PageMoment asked, Locale locale) {
        String commitment = verdict.commitment().key();
        String reading = verdict.reading().id();
        String force = "force." + verdict.force().name();
        String compliance = "compliance." + verdict.compliance().name();
        Badge badge = new Badge(locale.getLanguage())
                .plain(commitment + " · " + reading)
                .force(word(locale, force), icons.path(force))
                .compliance(word(locale, compliance), icons.path(compliance), verdict.compliance());
        String says = word(locale, "badge.says", commitment, reading, word(locale, force), word(locale, compliance));
        List<String> when = when(asked, locale);
        if (!when.isEmpty()) {
            badge.plain(String.join(", ", when));
            says += " " + String.join(", ", when) + ".";
        }
        return badge.draw(says);
    }

    /** What must be said of a verdict that is not today's, or not of the days themselves. */
    private List<String> when(PageMoment asked, Locale locale) {
        Times times = Times.inUtc(words, locale);
        Moment moment = asked.moment();
        List<String> when = new ArrayList<>();
        if (settings.reconstructed()) {
            when.add(word(locale, "banner.reconstructed"));
        }
        if (!asked.live()) {
            when.add(word(locale, "badge.at", times.utc(moment.at())));
        }
        if (moment.past()) {
            when.add(word(locale, "badge.known", times.utc(moment.knownInstant())));
        }
        return when;
    }

    private String word(Locale locale, String key, Object... arguments) {
        return words.getMessage(key, arguments, locale);
    }
}
