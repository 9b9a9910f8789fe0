package org.pactwatch.compliance.web;

import jakarta.servlet.http.HttpServletRequest;
import org.pactwatch.compliance.AgreementFacts;
import org.pactwatch.compliance.Comparison;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The readings of an agreement side by side, and what their verdicts differ by. */
@RestController
class ComparisonController {

    private final Moments moments;
    private final Verdicts verdicts;
    private final Settings settings;
    private final JsonMapper mapper = JsonMapper.builder().build();

    ComparisonController(Moments moments, Verdicts verdicts, Settings settings) {
        this.moments = moments;
        this.verdicts = verdicts;
        this.settings = settings;
    }

    /** Which verdicts differ, because of which incident or hour. */
    @GetMapping("/api/v1/agreements/{id}/readings/compare")
    ResponseEntity<byte[]> compare(@PathVariable String id, HttpServletRequest http) {
        Moment moment = moments.of(new Ask(http, "at", "knownAt", "minPosition"));
        AgreementFacts facts = verdicts.agreement(id, moment);
        return Tagged.of(http, "compare/" + id, moment, verdicts.since(facts, moment))
                .answer(() -> {
                    Comparison comparison = verdicts.compare(facts, moment);
                    return mapper.writeValueAsBytes(
                            ComparisonJson.write(facts.agreement(), comparison, moment, settings.reconstructed()));
                });
    }
}
