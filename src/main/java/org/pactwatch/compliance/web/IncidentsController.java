package org.pactwatch.compliance.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pactwatch.access.Subject;
import org.pactwatch.compliance.AgreementFacts;
import org.pactwatch.compliance.IncidentFacts;
import org.pactwatch.compliance.Judging;
import org.pactwatch.compliance.Standing;
import org.pactwatch.compliance.axon.Archive;
import org.pactwatch.compliance.jdbc.IncidentIndex;
import org.pactwatch.compliance.jdbc.IncidentIndex.Listed;
import org.pactwatch.decision.Rejection;
import org.pactwatch.decision.web.RejectedException;
import org.pactwatch.incident.CommitmentRef;
import org.pactwatch.incident.web.IncidentViews.StandingView;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Incidents, each with how it stands towards every commitment that it bears on. */
@RestController
@RequestMapping("/api/v1/incidents")
class IncidentsController {

    /** How many incidents one call looks at; a rarer kind of standing comes in more, and shorter, pages. */
    private static final int LOOKED_AT = 2_000;

    private static final int BATCH = 200;

    private final Archive archive;
    private final IncidentIndex index;
    private final IncidentQueries queries;
    private final IncidentJson json;
    private final Moments moments;
    private final Verdicts verdicts;
    private final JsonMapper mapper;

    IncidentsController(
            Archive archive,
            IncidentIndex index,
            IncidentQueries queries,
            IncidentJson json,
            Moments moments,
            Verdicts verdicts,
            JsonMapper mapper) {
        this.archive = archive;
        this.index = index;
        this.queries = queries;
        this.json = json;
        this.moments = moments;
        this.verdicts = verdicts;
        this.mapper = mapper;
    }

    @GetMapping("/{id}")
    ResponseEntity<byte[]> one(@PathVariable String id, HttpServletRequest http, Subject asker) {
        Moment moment = moments.of(new Ask(http, "at", "knownAt", "minPosition"));
        IncidentFacts incident = archive.incident(id, moment.knownAt())
                .orElseThrow(() -> new RejectedException(
                        archive.incident(id, moment.position()).isPresent()
                                ? Rejection.unknown(
                                        "not-known-then",
                                        "Incident " + id + " was reported after position " + moment.knownAt()
                                                + ". Ask for a later knownAt.")
                                : Rejection.unknown(
                                        "unknown-incident",
                                        "No incident " + id
                                                + " is recorded. GET /api/v1/incidents lists those that are.")));
        return Tagged.of(http, moment, asker)
                .answer(() -> mapper.writeValueAsBytes(json.write(
                        incident,
                        IncidentQueries.standings(incident, queries.judging(moment.at(), moment.knownAt())),
                        asker)));
    }

    /** By the position of the first report. */
    @GetMapping
    ResponseEntity<byte[]> list(HttpServletRequest http, Subject asker) {
        Ask ask = new Ask(
                http,
                "commitment",
                "reading",
                "standing",
                "from",
                "to",
                "at",
                "knownAt",
                "minPosition",
                "after",
                "limit",
                "count");
        Moment moment = moments.of(ask);
        Instant from = ask.instant("from");
        Instant to = ask.instant("to");
        Page page = Page.of(ask);
        Predicate<List<StandingView>> wanted = wanted(ask, moment);
        boolean counted = counted(ask);
        Tagged tagged = Tagged.of(http, moment, asker);
        if (tagged.isKnown()) {
            return tagged.notModified();
        }
        List<Judging> judging = queries.judging(moment.at(), moment.knownAt());
        ObjectNode body = mapper.createObjectNode();
        ArrayNode items = body.putArray("items");
        Long asked = ask.number("after", 0, Long.MAX_VALUE / 10);
        long after = asked == null ? 0 : asked;
        boolean more = true;
        for (int looked = 0; more && items.size() < page.limit() && looked < LOOKED_AT; ) {
            List<Listed> batch = index.after(after, moment.knownAt(), from, to, BATCH);
            more = batch.size() == BATCH;
            looked += batch.size();
            for (Listed listed : batch) {
                if (items.size() == page.limit()) {
                    more = true;
                    break;
                }
                after = listed.position();
                add(items, listed, wanted, judging, moment, asker);
            }
        }
        String next = more ? Long.toString(after) : null;
        body.put("next", next);
        if (counted) {
            body.put("count", index.count(moment.knownAt(), from, to));
        }
        return page.answer(http, next, tagged, mapper.writeValueAsBytes(body));
    }

    private void add(
            ArrayNode items,
            Listed listed,
            Predicate<List<StandingView>> wanted,
            List<Judging> judging,
            Moment moment,
            Subject asker) {
        IncidentFacts incident = archive.incident(listed.id(), moment.knownAt()).orElseThrow();
        List<StandingView> standings = IncidentQueries.standings(incident, judging);
        if (wanted.test(standings)) {
            items.add(json.write(incident, standings, asker));
        }
    }

    private static boolean counted(Ask ask) {
        if (!ask.flag("count")) {
            return false;
        }
        if (ask.text("commitment") != null || ask.text("reading") != null || ask.text("standing") != null) {
            throw Ask.bad(
                    "count-not-offered",
                    "count",
                    "true",
                    "A list by standing isn't counted.",
                    "The verdict counts them: GET /api/v1/compliance/{agreement}/{commitment}.");
        }
        return true;
    }

    /** Which standings an incident must have, one of them at least, to be listed. */
    private Predicate<List<StandingView>> wanted(Ask ask, Moment moment) {
        CommitmentRef commitment = commitment(ask, moment);
        String reading = ask.text("reading");
        Standing standing = standing(ask);
        if (commitment == null) {
            verdicts.checkAnywhere(reading, moment);
        }
        if (commitment == null && reading == null && standing == null) {
            return standings -> true;
        }
        return standings -> standings.stream()
                .anyMatch(each -> (commitment == null
                                || (each.agreement().equals(commitment.agreement())
                                        && each.commitment().equals(commitment.commitment())))
                        && (reading == null || each.reading().equals(reading))
                        && (standing == null || each.standing().equals(standing.name())));
    }

    private @Nullable CommitmentRef commitment(Ask ask, Moment moment) {
        String value = ask.text("commitment");
        if (value == null) {
            return null;
        }
        try {
            CommitmentRef ref = CommitmentRef.parse(value);
            AgreementFacts facts = verdicts.agreement(ref.agreement(), moment);
            Verdicts.commitment(facts, ref.commitment());
            verdicts.readings(facts, ask.text("reading"));
            return ref;
        } catch (IllegalArgumentException e) {
            throw Ask.bad(
                    "commitment-malformed",
                    "commitment",
                    value,
                    "This names no commitment.",
                    "Write agreement/commitment, such as energy-moratorium-2025/rus-abstains.");
        }
    }

    private static @Nullable Standing standing(Ask ask) {
        String value = ask.text("standing");
        if (value == null) {
            return null;
        }
        return Arrays.stream(Standing.values())
                .filter(standing -> standing.name().equals(value))
                .findFirst()
                .orElseThrow(() -> Ask.bad(
                        "standing-unknown",
                        "standing",
                        value,
                        "There is no such standing.",
                        "Use one of "
                                + String.join(
                                        ", ",
                                        new ArrayList<>(Arrays.stream(Standing.values())
                                                .map(Enum::name)
                                                .toList()))
                                + "."));
    }
}
