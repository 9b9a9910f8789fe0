package org.pactwatch.decision.web;

import java.time.Duration;
import java.util.Collection;
import org.pactwatch.decision.Rejection;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Explains the rules: the {@code type} of every problem leads here. */
@RestController
class ProblemPages {

    private static final CacheControl AN_HOUR =
            CacheControl.maxAge(Duration.ofHours(1)).cachePublic();

    @GetMapping("/api/v1/problems")
    ResponseEntity<Rules> all() {
        return ResponseEntity.ok()
                .cacheControl(AN_HOUR)
                .body(new Rules(ProblemCatalogue.get().all()));
    }

    @GetMapping("/api/v1/problems/{rule}")
    ResponseEntity<ProblemCatalogue.Entry> one(@PathVariable String rule) {
        ProblemCatalogue.Entry entry = ProblemCatalogue.get()
                .find(rule)
                .orElseThrow(() -> new RejectedException(Rejection.unknown(
                        "rule-unknown",
                        "There is no rule \"" + Untrusted.shown(rule) + "\". /api/v1/problems lists them all.")));
        return ResponseEntity.ok().cacheControl(AN_HOUR).body(entry);
    }

    record Rules(Collection<ProblemCatalogue.Entry> items) {}
}
