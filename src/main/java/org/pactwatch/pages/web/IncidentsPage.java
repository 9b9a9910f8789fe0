package org.pactwatch.pages.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pactwatch.compliance.Standing;
import org.pactwatch.compliance.web.IncidentSearch;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Incidents, as the address asks for them. */
@Controller
class IncidentsPage {

    private static final int ON_A_PAGE = 50;

    private final Pages pages;
    private final IncidentFilter filter;
    private final IncidentSearch search;
    private final Directory directory;

    IncidentsPage(Pages pages, IncidentFilter filter, IncidentSearch search, Directory directory) {
        this.pages = pages;
        this.filter = filter;
        this.search = search;
        this.directory = directory;
    }

    @GetMapping("/incidents")
    ResponseEntity<byte[]> list(HttpServletRequest http, Visit visit) {
        IncidentFilter.Asked asked = filter.asked(http, "after");
        return pages.polled(http, visit, "incidents", asked.moment().standing(), () -> model(asked, visit));
    }

    private Map<String, Object> model(IncidentFilter.Asked asked, Visit visit) {
        Map<String, String> parties = directory.parties();
        IncidentSearch.Slice slice = search.after(asked.query(), asked.after(), ON_A_PAGE);
        List<IncidentView> incidents = slice.items().stream()
                .map(found -> new IncidentView(found, visit.subject(), parties))
                .toList();
        Map<String, Object> model = new HashMap<>();
        model.put("moment", asked.moment());
        model.put("filter", new Filter(asked.moment()));
        model.put("incidents", incidents);
        model.put(
                "next", slice.next() == null ? "" : asked.moment().to("/incidents", asked.more("after", slice.next())));
        model.put("first", asked.after() == 0);
        model.put("csv", asked.moment().to("/incidents.csv", asked.more("after", null)));
        model.put("geojson", asked.moment().to("/incidents.geojson", asked.more("after", null)));
        model.put("commitments", directory.commitments());
        model.put("readings", directory.readings());
        model.put("standings", Typed.names(Standing.values()));
        return model;
    }

    /** What the list is narrowed to. */
    public record Filter(PageMoment moment) {

        public @Nullable String value(String name) {
            return moment.others().get(name);
        }

        public boolean has(String name, String value) {
            return value.equals(value(name));
        }

        /** Is there any? */
        public boolean any() {
            return moment.others().keySet().stream().anyMatch(name -> !name.equals("after"));
        }
    }
}
