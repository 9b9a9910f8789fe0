package org.pactwatch.pages.web;

import java.util.List;
import java.util.stream.Collectors;
import org.pactwatch.incident.IncidentReport;
import org.pactwatch.incident.Place;
import org.pactwatch.incident.Source;

/**
 * An incident as a row of a table.
 *
 * @param reconstructed does the record say so of itself?
 */
record IncidentCsv(boolean reconstructed) {

    /** What the cells of a row are called. */
    static final List<String> HEAD = List.of(
            "id",
            "position",
            "occurred_from",
            "occurred_to",
            "occurred_precision",
            "reported",
            "summary",
            "act",
            "target",
            "facility_of",
            "place",
            "area",
            "latitude",
            "longitude",
            "place_precision",
            "accused",
            "claimant",
            "reports",
            "standings",
            "source",
            "source_reliability",
            "source_credibility",
            "withheld",
            "at",
            "known_at",
            "reconstructed");

    List<String> row(IncidentView view, PageMoment moment) {
        IncidentReport report = view.report();
        Place place = report.place();
        Source source = view.first().source();
        return List.of(
                Cells.text(view.id()),
                Cells.ours(view.position()),
                Cells.ours(report.occurred().from()),
                Cells.ours(report.occurred().to()),
                Cells.ours(report.occurred().precision()),
                Cells.ours(report.reported()),
                Cells.text(report.summary()),
                Cells.ours(report.act()),
                Cells.ours(report.target()),
                Cells.text(report.facilityOf()),
                Cells.text(place == null ? null : place.name()),
                Cells.text(place == null ? null : place.area()),
                Cells.ours(place == null ? null : place.latitude()),
                Cells.ours(place == null ? null : place.longitude()),
                Cells.ours(place == null ? null : place.precision()),
                Cells.text(String.join("; ", report.accused())),
                Cells.text(report.claimant()),
                Cells.ours(view.reports().size()),
                Cells.text(standings(view)),
                Cells.text(source == null ? null : source.name()),
                Cells.ours(source == null ? null : source.reliability()),
                Cells.ours(source == null ? null : source.credibility()),
                view.first().withheld() ? "source" : "",
                Cells.ours(moment.moment().at()),
                Cells.ours(moment.moment().knownAt()),
                Cells.ours(reconstructed));
    }

    private static String standings(IncidentView view) {
        return view.standings().stream()
                .map(each -> each.agreement() + "/" + each.commitment() + " " + each.reading() + " " + each.standing())
                .collect(Collectors.joining("; "));
    }
}
