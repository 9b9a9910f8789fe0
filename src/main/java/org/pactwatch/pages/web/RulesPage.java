package org.pactwatch.pages.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.pactwatch.compliance.web.Ask;
import org.pactwatch.decision.Rejection;
import org.pactwatch.decision.web.ProblemCatalogue;
import org.pactwatch.decision.web.RejectedException;
import org.pactwatch.decision.web.Untrusted;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** By which rules something is refused, and why, in the reader's language. */
@Controller
class RulesPage {

    /** The rules are part of the program: with a version of it they stay as they are. */
    private static final String STANDING = "";

    private final Pages pages;

    RulesPage(Pages pages) {
        this.pages = pages;
    }

    @GetMapping("/rules")
    ResponseEntity<byte[]> all(HttpServletRequest http, Visit visit) {
        new Ask(http); // It takes no parameters.
        return pages.polled(
                http,
                visit,
                "rules",
                STANDING,
                () -> Map.of("features", ProblemCatalogue.in(visit.locale()).features()));
    }

    @GetMapping("/rules/{rule}")
    ResponseEntity<byte[]> one(HttpServletRequest http, Visit visit, @PathVariable String rule) {
        new Ask(http);
        // Before the cache, which would otherwise keep a page for every code that somebody makes up.
        ProblemCatalogue.Entry entry = ProblemCatalogue.in(visit.locale())
                .find(rule)
                .orElseThrow(() -> new RejectedException(Rejection.unknown(
                        "rule-unknown", "There is no rule \"" + Untrusted.shown(rule) + "\". /rules lists them all.")));
        return pages.polled(http, visit, "rule", STANDING, () -> Map.of("rule", entry));
    }
}
