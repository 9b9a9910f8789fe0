package org.pactwatch.compliance.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Weigher;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.Commitment;
import org.pactwatch.agreement.Reading;
import org.pactwatch.compliance.AgreementFacts;
import org.pactwatch.compliance.Verdict;
import org.pactwatch.compliance.axon.Archive;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How commitments stand. Polled by thousands, so the same answer is written once and a poller that has it gets a 304. */
@RestController
@RequestMapping("/api/v1/compliance")
class ComplianceController {

    private static final String[] PARAMETERS = {"at", "knownAt", "reading", "minPosition"};
    private static final CacheControl FRESH =
            CacheControl.maxAge(Duration.ofSeconds(15)).cachePublic();
    private static final long KEPT_BYTES = 16L << 20;

    private final Moments moments;
    private final Verdicts verdicts;
    private final Archive archive;
    private final Settings settings;
    private final JsonMapper mapper = JsonMapper.builder().build();
    private final Cache<Key, byte[]> bodies = Caffeine.newBuilder()
            .maximumWeight(KEPT_BYTES)
            .weigher((Weigher<Key, byte[]>) (key, body) -> body.length + 200)
            .build();

    /** What a written answer depends on. */
    private record Key(
            String agreement,
            String commitment,
            @Nullable String reading,
            Instant at,
            Instant knownInstant,
            long knownAt,
            long position) {}

    ComplianceController(Moments moments, Verdicts verdicts, Archive archive, Settings settings) {
        this.moments = moments;
        this.verdicts = verdicts;
        this.archive = archive;
        this.settings = settings;
    }

    /** Every commitment of every agreement that was known then. */
    @GetMapping
    ResponseEntity<byte[]> all(HttpServletRequest http) {
        Ask ask = new Ask(http, PARAMETERS);
        Moment moment = moments.of(ask);
        String reading = ask.text("reading");
        String tag = tag("all", reading, moment, moment.past() ? moment.knownAt() : moment.position());
        if (has(http, tag)) {
            return notModified(tag);
        }
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        ArrayNode items = list.putArray("items");
        for (String id : archive.agreements()) {
            archive.agreement(id)
                    .filter(facts -> facts.registeredAt() <= moment.knownAt())
                    .map(facts -> facts.knownAt(moment.knownAt()))
                    .filter(facts -> reading == null || facts.reading(reading).isPresent())
                    .ifPresent(facts -> facts.agreement()
                            .commitments()
                            .forEach(commitment -> items.add(answer(facts, commitment, reading, moment))));
        }
        list.putNull("next");
        return ok(tag, mapper.writeValueAsBytes(list));
    }

    /** One commitment: a verdict for each reading, or for the one asked for. */
    @GetMapping("/{agreement}/{commitment}")
    ResponseEntity<byte[]> one(
            @PathVariable String agreement, @PathVariable String commitment, HttpServletRequest http) {
        Ask ask = new Ask(http, PARAMETERS);
        Moment moment = moments.of(ask);
        String reading = ask.text("reading");
        AgreementFacts facts = verdicts.agreement(agreement, moment);
        String tag = tag(agreement + "/" + commitment, reading, moment, verdicts.since(facts, moment));
        if (has(http, tag)) {
            return notModified(tag);
        }
        Key key = new Key(
                agreement,
                commitment,
                reading,
                moment.at(),
                moment.knownInstant(),
                moment.knownAt(),
                moment.position());
        byte[] body = bodies.get(
                key,
                k -> mapper.writeValueAsBytes(answer(facts, Verdicts.commitment(facts, commitment), reading, moment)));
        return ok(tag, body);
    }

    private ObjectNode answer(AgreementFacts facts, Commitment commitment, @Nullable String reading, Moment moment) {
        VerdictJson json = new VerdictJson(facts.agreement(), moment, settings.reconstructed());
        List<Verdict> each = verdicts.readings(facts, reading).stream()
                .map((Reading r) -> verdicts.verdict(facts, commitment.key(), r, moment))
                .toList();
        if (reading != null) {
            return json.write(each.get(0));
        }
        ObjectNode all = JsonNodeFactory.instance
                .objectNode()
                .put("agreement", facts.agreement().id())
                .put("commitment", commitment.key())
                .put("kind", VerdictJson.kind(commitment))
                .put("obligor", commitment.obligor())
                .put("beneficiary", commitment.beneficiary())
                .put("title", facts.agreement().title())
                .put("statement", commitment.statement())
                .put("at", moment.at().toString())
                .put("knownAt", moment.knownInstant().toString())
                .put("position", moment.past() ? moment.knownAt() : moment.position())
                .put("rules", Verdict.RULES)
                .put("reconstructed", settings.reconstructed())
                .put("readingsAgree", agree(each));
        ArrayNode list = all.putArray("verdicts");
        each.forEach(verdict -> list.add(json.write(verdict)));
        return all;
    }

    private static boolean agree(List<Verdict> verdicts) {
        return verdicts.stream()
                        .map(verdict -> List.of(verdict.force(), verdict.compliance()))
                        .distinct()
                        .count()
                == 1;
    }

    /** Weak, because two answers that say the same may name different positions at which they stand. */
    private static String tag(String what, @Nullable String reading, Moment moment, long since) {
        String said = what + "|" + reading + "|" + moment.at() + "|" + (moment.past() ? moment.knownInstant() : "")
                + "|" + since + "|" + Verdict.RULES;
        return "W/\"" + Tags.of(said) + "\"";
    }

    private static boolean has(HttpServletRequest http, String tag) {
        String sent = http.getHeader(HttpHeaders.IF_NONE_MATCH);
        return sent != null && (sent.equals("*") || sent.contains(tag.substring(2)));
    }

    private static ResponseEntity<byte[]> notModified(String tag) {
        return ResponseEntity.status(HttpStatus.NOT_MODIFIED)
                .eTag(tag)
                .cacheControl(FRESH)
                .header(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION)
                .build();
    }

    private static ResponseEntity<byte[]> ok(String tag, byte[] body) {
        return ResponseEntity.ok()
                .eTag(tag)
                .cacheControl(FRESH)
                .header(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body);
    }
}
