package org.pactwatch.compliance.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Weigher;
import jakarta.servlet.http.HttpServletRequest;
import org.pactwatch.compliance.AgreementFacts;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The readings of an agreement side by side, and what their verdicts differ by. */
@RestController
class ComparisonController {

    private static final long KEPT_BYTES = 16L << 20;

    private final Moments moments;
    private final Verdicts verdicts;
    private final Settings settings;
    private final JsonMapper mapper = JsonMapper.builder().build();
    private final Cache<Key, byte[]> bodies = Caffeine.newBuilder()
            .maximumWeight(KEPT_BYTES)
            .weigher((Weigher<Key, byte[]>) (key, body) -> body.length + 200)
            .build();

    /** What a written answer depends on. */
    private record Key(String agreement, Moment moment) {}

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
                .answer(() -> bodies.get(new Key(id, moment), key -> write(facts, moment)));
    }

    private byte[] write(AgreementFacts facts, Moment moment) {
        return mapper.writeValueAsBytes(ComparisonJson.write(
                facts.agreement(), verdicts.compare(facts, moment), moment, settings.reconstructed()));
    }
}
