package org.pactwatch.compliance.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Weigher;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.Commitment;
import org.pactwatch.agreement.Reading;
import org.pactwatch.compliance.AgreementFacts;
import org.pactwatch.compliance.Comparison;
import org.pactwatch.compliance.Verdict;
import org.pactwatch.compliance.axon.Archive;
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

    private final Lately lately = new Lately();

    /** What a written answer depends on. */
    private record Key(
            String agreement,
            String commitment,
            @Nullable String reading,
            Instant at,
            Instant knownInstant,
            long knownAt,
            long position,
            long switches) {}

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
        return answer(http, ask, "all", () -> {
            Moment moment = moments.of(ask);
            String reading = ask.text("reading");
            verdicts.checkAnywhere(reading, moment);
            return new Lately.Answer("all|" + reading, moment, moment.knownAt(), () -> all(reading, moment));
        });
    }

    private byte[] all(@Nullable String reading, Moment moment) {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        ArrayNode items = list.putArray("items");
        for (AgreementFacts facts : archive.known(moment.knownAt())) {
            if (reading == null || facts.reading(reading).isPresent()) {
                facts.agreement()
                        .commitments()
                        .forEach(commitment -> items.add(
                                answer(facts, commitment, verdicts.readings(facts, reading), reading != null, moment)));
            }
        }
        list.putNull("next");
        return mapper.writeValueAsBytes(list);
    }

    /** One commitment: a verdict for each reading, or for the one asked for. */
    @GetMapping("/{agreement}/{commitment}")
    ResponseEntity<byte[]> one(
            @PathVariable String agreement, @PathVariable String commitment, HttpServletRequest http) {
        Ask ask = new Ask(http, PARAMETERS);
        String what = agreement + "/" + commitment;
        return answer(http, ask, what, () -> one(agreement, commitment, what, ask));
    }

    private Lately.Answer one(String agreement, String commitment, String what, Ask ask) {
        Moment moment = moments.of(ask);
        String reading = ask.text("reading");
        AgreementFacts facts = verdicts.agreement(agreement, moment);
        Commitment promise = Verdicts.commitment(facts, commitment);
        List<Reading> readings = verdicts.readings(facts, reading);
        Key key = new Key(
                agreement,
                commitment,
                reading,
                moment.at(),
                moment.knownInstant(),
                moment.knownAt(),
                moment.position(),
                moment.switches());
        return new Lately.Answer(
                what + "|" + reading,
                moment,
                verdicts.since(facts, moment),
                () -> bodies.get(
                        key, k -> mapper.writeValueAsBytes(answer(facts, promise, readings, reading != null, moment))));
    }

    private ResponseEntity<byte[]> answer(
            HttpServletRequest http, Ask ask, String what, Supplier<Lately.Answer> answer) {
        boolean aboutNow = Stream.of("at", "knownAt", "minPosition").allMatch(name -> ask.text(name) == null);
        return aboutNow
                ? lately.answer(http, what + "|" + ask.text("reading"), answer)
                : answer.get().to(http);
    }

    private ObjectNode answer(
            AgreementFacts facts, Commitment commitment, List<Reading> readings, boolean single, Moment moment) {
        VerdictJson json = new VerdictJson(facts.agreement(), moment, settings.reconstructed());
        List<Verdict> each = readings.stream()
                .map((Reading r) -> verdicts.verdict(facts, commitment.key(), r, moment))
                .toList();
        if (single) {
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
                .put("readingsAgree", Comparison.agree(each));
        ArrayNode list = all.putArray("verdicts");
        each.forEach(verdict -> list.add(json.write(verdict)));
        return all;
    }
}
