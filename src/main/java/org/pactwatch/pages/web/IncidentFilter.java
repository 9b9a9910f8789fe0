package org.pactwatch.pages.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pactwatch.compliance.web.Ask;
import org.pactwatch.compliance.web.IncidentSearch;
import org.springframework.stereotype.Component;

/** Reads from an address which incidents are asked for: the same for the list and for what is taken away of it. */
@Component
class IncidentFilter {

    private static final List<String> FILTERS = List.of("commitment", "reading", "standing", "from", "to");

    private final MomentChooser chooser;
    private final IncidentSearch search;

    IncidentFilter(MomentChooser chooser, IncidentSearch search) {
        this.chooser = chooser;
        this.search = search;
    }

    /**
     * @param moment with the filters as links carry them on
     * @param after the position that the list follows; 0 for its start
     */
    record Asked(PageMoment moment, IncidentSearch.Query query, long after) {

        /** The filters as name, value, name, value, and one more; {@code null} leaves it out. */
        @Nullable
        String[] more(String name, @Nullable Long value) {
            List<@Nullable String> all = new ArrayList<>();
            moment.others().forEach((filter, said) -> {
                if (!filter.equals(name)) {
                    all.add(filter);
                    all.add(said);
                }
            });
            all.add(name);
            all.add(value == null ? null : Long.toString(value));
            return all.toArray(String[]::new);
        }
    }

    /** @param others further parameters that the page takes */
    Asked asked(HttpServletRequest http, String... others) {
        String[] names = Stream.concat(FILTERS.stream(), Stream.of(others)).toArray(String[]::new);
        Ask ask = MomentChooser.ask(http, names);
        PageMoment moment = chooser.of(http, names);
        Instant from = MomentChooser.moment(ask, "from");
        Instant to = MomentChooser.moment(ask, "to");
        Map<String, String> carried = new LinkedHashMap<>(moment.others());
        // As instants: a local time would need its zone beside it in every link.
        carry(carried, "from", from);
        carry(carried, "to", to);
        Long after = List.of(others).contains("after") ? ask.number("after", 0, Long.MAX_VALUE / 10) : null;
        return new Asked(moment.with(carried), search.query(ask, moment.moment(), from, to), after == null ? 0 : after);
    }

    private static void carry(Map<String, String> carried, String name, @Nullable Instant value) {
        carried.remove(name);
        if (value != null) {
            carried.put(name, value.toString());
        }
    }
}
