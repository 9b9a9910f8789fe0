package org.pactwatch.compliance.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import org.pactwatch.access.Subject;
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

    private final IncidentSearch search;
    private final IncidentJson json;
    private final Moments moments;
    private final JsonMapper mapper;

    IncidentsController(IncidentSearch search, IncidentJson json, Moments moments, JsonMapper mapper) {
        this.search = search;
        this.json = json;
        this.moments = moments;
        this.mapper = mapper;
    }

    @GetMapping("/{id}")
    ResponseEntity<byte[]> one(@PathVariable String id, HttpServletRequest http, Subject asker) {
        Moment moment = moments.of(new Ask(http, "at", "knownAt", "minPosition"));
        IncidentSearch.Found found = search.one(id, moment);
        return Tagged.of(http, moment, asker)
                .answer(() -> mapper.writeValueAsBytes(json.write(found.incident(), found.standings(), asker)));
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
        IncidentSearch.Query query = search.query(ask, moment, from, to);
        boolean counted = counted(ask);
        Long asked = ask.number("after", 0, Long.MAX_VALUE / 10);
        Tagged tagged = Tagged.of(http, moment, asker);
        if (tagged.isKnown()) {
            return tagged.notModified();
        }
        IncidentSearch.Slice slice = search.after(query, asked == null ? 0 : asked, page.limit());
        ObjectNode body = mapper.createObjectNode();
        ArrayNode items = body.putArray("items");
        slice.items().forEach(found -> items.add(json.write(found.incident(), found.standings(), asker)));
        String next = slice.next() == null ? null : Long.toString(slice.next());
        body.put("next", next);
        if (counted) {
            body.put("count", search.count(query));
        }
        return page.answer(http, next, tagged, mapper.writeValueAsBytes(body));
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
}
