package org.pactwatch.pages.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pactwatch.compliance.IncidentFacts;
import org.pactwatch.compliance.axon.Archive;
import org.pactwatch.compliance.web.Moment;
import org.pactwatch.incident.IncidentReport;
import org.pactwatch.incident.Place;

/** What pages call an incident: where and when it is said to have been. Each is looked up once for a page. */
final class IncidentNames {

    private static final int LONGEST = 70;

    private final Archive archive;
    private final Moment moment;
    private final Speech speech;
    private final Map<String, Optional<IncidentFacts>> known = new HashMap<>();

    /** @param known those that were looked up already */
    IncidentNames(Archive archive, Moment moment, Speech speech, List<IncidentFacts> known) {
        this.archive = archive;
        this.moment = moment;
        this.speech = speech;
        known.forEach(incident -> this.known.put(incident.id(), Optional.of(incident)));
    }

    /** {@code Sudzha, 28 Mar 2025}; without a place, how the summary begins. */
    String of(String id) {
        return known.computeIfAbsent(id, key -> archive.incident(key, moment.knownAt()))
                .map(incident -> name(incident.report()))
                .orElse(id);
    }

    private String name(IncidentReport report) {
        Place place = report.place();
        String where = place == null ? null : place.name();
        return shortened(where == null || where.isBlank() ? report.summary() : where, LONGEST) + ", "
                + speech.times()
                        .days(report.occurred().from(), report.occurred().to());
    }

    /** At most {@code longest} characters, the last of them an ellipsis where some were left out. */
    static String shortened(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest - 1)).stripTrailing() + "…";
    }
}
