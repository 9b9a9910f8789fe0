package org.pactwatch.pages.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import org.pactwatch.compliance.web.Ask;
import org.pactwatch.decision.Rejection;
import org.pactwatch.decision.web.RejectedException;
import org.pactwatch.ledger.Entry;
import org.pactwatch.ledger.Ledger;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** One event of the record. */
@Controller
class RecordPage {

    private final Pages pages;
    private final Ledger ledger;

    RecordPage(Pages pages, Ledger ledger) {
        this.pages = pages;
        this.ledger = ledger;
    }

    @GetMapping("/record/{position}")
    ResponseEntity<byte[]> one(@PathVariable String position, HttpServletRequest http, Visit visit) {
        // Links carry the moment on, and a record has none: what is recorded is recorded.
        new Ask(http, "at", "knownAt");
        if (!position.matches("\\d{1,18}")) {
            throw Ask.bad(
                    "number-out-of-range",
                    "position",
                    position,
                    "A position is a whole number.",
                    "Write one, in digits.");
        }
        long head = ledger.head();
        Entry entry = ledger.at(Long.parseLong(position))
                .orElseThrow(() -> new RejectedException(Rejection.unknown(
                        "unknown-position",
                        "Nothing is recorded at position " + position + ". The last is at " + head + ".")));
        boolean last = entry.position() >= head;
        return pages.polled(http, visit, "record", entry.eventId() + "|" + last, () -> {
            Map<String, Object> model = new HashMap<>();
            model.put("event", Event.of(entry, visit.subject()));
            model.put("last", last);
            return model;
        });
    }
}
