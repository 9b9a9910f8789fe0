package org.pactwatch.compliance.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.Function;
import org.pactwatch.access.Subject;
import org.pactwatch.agreement.Agreement;
import org.pactwatch.agreement.Commitment;
import org.pactwatch.compliance.AgreementFacts;
import org.pactwatch.compliance.Fact;
import org.pactwatch.compliance.axon.Archive;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Agreements as they stand on record, with all that was declared about them. */
@RestController
@RequestMapping("/api/v1/agreements")
class AgreementsController {

    private final Archive archive;
    private final Moments moments;
    private final Verdicts verdicts;
    private final Settings settings;
    private final JsonMapper mapper;

    AgreementsController(Archive archive, Moments moments, Verdicts verdicts, Settings settings, JsonMapper mapper) {
        this.archive = archive;
        this.moments = moments;
        this.verdicts = verdicts;
        this.settings = settings;
        this.mapper = mapper;
    }

    /** By id. */
    @GetMapping
    ResponseEntity<byte[]> list(HttpServletRequest http, Subject asker) {
        Ask ask = new Ask(http, "after", "limit", "count", "knownAt", "minPosition");
        Moment moment = moments.of(ask);
        Page page = Page.of(ask);
        Tagged tagged = Tagged.of(http, moment, asker);
        if (tagged.isKnown()) {
            return tagged.notModified();
        }
        String after = ask.text("after");
        List<AgreementFacts> known = archive.known(moment.knownAt());
        List<AgreementFacts> rest = known.stream()
                .filter(facts -> after == null || facts.agreement().id().compareTo(after) > 0)
                .limit(page.limit() + 1L)
                .toList();
        ObjectNode json = mapper.createObjectNode();
        ArrayNode items = json.putArray("items");
        rest.stream().limit(page.limit()).forEach(facts -> items.add(summary(facts)));
        String next = rest.size() > page.limit()
                ? rest.get(page.limit() - 1).agreement().id()
                : null;
        json.put("next", next);
        if (ask.flag("count")) {
            json.put("count", known.size());
        }
        return page.answer(http, next, tagged, mapper.writeValueAsBytes(json));
    }

    private ObjectNode summary(AgreementFacts facts) {
        Agreement agreement = facts.agreement();
        ObjectNode json = head(facts);
        names(json.putArray("parties"), agreement.parties(), party -> party.id());
        names(json.putArray("commitments"), agreement.commitments(), commitment -> commitment.key());
        names(json.putArray("readings"), facts.readings(), reading -> reading.id());
        return json;
    }

    private ObjectNode head(AgreementFacts facts) {
        return mapper.createObjectNode()
                .put("id", facts.agreement().id())
                .put("title", facts.agreement().title())
                .put("registeredAt", facts.registeredAt())
                .put("position", facts.position())
                .put("reconstructed", settings.reconstructed());
    }

    private static <T> void names(ArrayNode list, List<T> items, Function<T, String> name) {
        items.forEach(item -> list.add(name.apply(item)));
    }

    /** One, with every declaration and the position from which it was known. */
    @GetMapping("/{id}")
    ResponseEntity<byte[]> one(@PathVariable String id, HttpServletRequest http, Subject asker) {
        Moment moment = moments.of(new Ask(http, "knownAt", "minPosition"));
        AgreementFacts facts = verdicts.agreement(id, moment);
        return Tagged.of(http, moment, asker).answer(() -> mapper.writeValueAsBytes(whole(facts)));
    }

    private ObjectNode whole(AgreementFacts facts) {
        Agreement agreement = facts.agreement();
        ObjectNode json = head(facts);
        json.set("parties", mapper.valueToTree(agreement.parties()));
        // Through an array of the interface: only then each says which kind of commitment it is.
        json.set("commitments", mapper.valueToTree(agreement.commitments().toArray(Commitment[]::new)));
        json.set("readings", mapper.valueToTree(facts.readings()));
        facts(json.putArray("instruments"), facts.instruments());
        facts(json.putArray("consents"), facts.consents());
        facts(json.putArray("negotiation"), facts.negotiation());
        facts(json.putArray("deliveries"), facts.handovers());
        facts(json.putArray("releases"), facts.releases());
        facts(json.putArray("reservations"), facts.reservations());
        facts(json.putArray("waivers"), facts.waivers());
        facts(json.putArray("aggregateClaims"), facts.claims());
        json.putArray("withheld");
        return json;
    }

    private <T> void facts(ArrayNode list, List<Fact<T>> facts) {
        for (Fact<T> fact : facts) {
            ObjectNode item = mapper.valueToTree(fact.what());
            list.add(item.put("position", fact.position()));
        }
    }
}
