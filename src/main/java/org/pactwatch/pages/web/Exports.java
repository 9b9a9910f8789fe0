package org.pactwatch.pages.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pactwatch.compliance.web.IncidentSearch;
import org.pactwatch.compliance.web.Settings;
import org.pactwatch.decision.web.ProblemException;
import org.pactwatch.decision.web.Problems;
import org.pactwatch.decision.web.Untrusted;
import org.pactwatch.incident.IncidentReport;
import org.pactwatch.incident.Place;
import org.pactwatch.incident.Source;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Incidents to take away, written page by page as they are read. A copy goes where nobody asks who reads it, so what is
 * confidential is in none, whoever takes it; it is named instead.
 */
@Controller
class Exports {

    private static final Logger LOG = LoggerFactory.getLogger(Exports.class);
    private static final int BATCH = 200;
    private static final List<String> HEAD = List.of(
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

    /** Each reads every incident: more of them at a time would take from who only looks. */
    private static final int AT_A_TIME = 4;

    private final Semaphore turns = new Semaphore(AT_A_TIME);
    private final IncidentFilter filter;
    private final IncidentSearch search;
    private final Settings settings;
    private final JsonMapper json = JsonMapper.builder().build();

    Exports(IncidentFilter filter, IncidentSearch search, Settings settings) {
        this.filter = filter;
        this.search = search;
        this.settings = settings;
    }

    /** RFC 4180, in UTF-8. */
    @GetMapping("/incidents.csv")
    void csv(HttpServletRequest http, HttpServletResponse response) throws IOException {
        IncidentFilter.Asked asked = filter.asked(http);
        inTurn(() -> csv(asked, response));
    }

    private void csv(IncidentFilter.Asked asked, HttpServletResponse response) throws IOException {
        begin(response, "text/csv;charset=UTF-8", "incidents.csv");
        CsvWriter csv = CsvWriter.builder().build(response.getOutputStream(), StandardCharsets.UTF_8);
        csv.writeRecord(HEAD);
        eachOf(asked, response, view -> csv.writeRecord(row(view, asked.moment())));
        // At the end alone: closed after a failure, a part would look like the whole.
        csv.close();
    }

    /** RFC 7946. */
    @GetMapping("/incidents.geojson")
    void geojson(HttpServletRequest http, HttpServletResponse response) throws IOException {
        IncidentFilter.Asked asked = filter.asked(http);
        inTurn(() -> geojson(asked, response));
    }

    private void geojson(IncidentFilter.Asked asked, HttpServletResponse response) throws IOException {
        begin(response, "application/geo+json", "incidents.geojson");
        JsonGenerator to = json.createGenerator(response.getOutputStream());
        to.writeStartObject();
        to.writeStringProperty("type", "FeatureCollection");
        to.writeStringProperty("at", asked.moment().moment().at().toString());
        to.writeNumberProperty("knownAt", asked.moment().moment().knownAt());
        to.writeBooleanProperty("reconstructed", settings.reconstructed());
        to.writeArrayPropertyStart("features");
        eachOf(asked, response, view -> to.writeTree(feature(view)));
        to.writeEndArray();
        to.writeEndObject();
        to.close();
    }

    private static void begin(HttpServletResponse response, String type, String name) {
        response.setContentType(type);
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("X-Content-Type-Options", "nosniff");
    }

    private void eachOf(IncidentFilter.Asked asked, HttpServletResponse response, Consumer<IncidentView> write) {
        try {
            Long after = 0L;
            while (after != null) {
                IncidentSearch.Slice slice = search.after(asked.query(), after, BATCH);
                // Never as the asker would see it.
                slice.items().forEach(found -> write.accept(new IncidentView(found, false, Map.of())));
                after = slice.next();
            }
        } catch (RuntimeException e) {
            if (!response.isCommitted()) {
                // What is answered instead is no file.
                response.setHeader("Content-Disposition", null);
                throw e;
            }
            LOG.warn("An export broke off: {}", Untrusted.forLog(e.toString()));
            throw new BrokenOff();
        }
    }

    /** Writes a list. */
    private interface Writing {
        void write() throws IOException;
    }

    private void inTurn(Writing list) throws IOException {
        if (!turns.tryAcquire()) {
            throw new ProblemException(
                    Problems.of(
                            503,
                            "exports-busy",
                            AT_A_TIME + " lists are being written just now, which is all that this server writes at a"
                                    + " time. Ask again in a moment."),
                    Map.of("Retry-After", "5"));
        }
        try {
            list.write();
        } finally {
            turns.release();
        }
    }

    /** Too late to refuse: the container cuts the connection, so that nobody takes a part for the whole. */
    static final class BrokenOff extends RuntimeException {

        private static final long serialVersionUID = 1;

        BrokenOff() {
            super("An export broke off.", null, false, false);
        }
    }

    private List<String> row(IncidentView view, PageMoment moment) {
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
                Cells.ours(settings.reconstructed()));
    }

    private static String standings(IncidentView view) {
        return view.standings().stream()
                .map(each -> each.agreement() + "/" + each.commitment() + " " + each.reading() + " " + each.standing())
                .collect(Collectors.joining("; "));
    }

    private ObjectNode feature(IncidentView view) {
        IncidentReport report = view.report();
        Place place = report.place();
        ObjectNode feature = json.createObjectNode().put("type", "Feature").put("id", view.id());
        feature.set("geometry", point(place));
        ObjectNode properties = feature.putObject("properties")
                .put("position", view.position())
                .put("summary", report.summary())
                .put("act", name(report.act()))
                .put("target", name(report.target()))
                .put("facilityOf", report.facilityOf())
                .put("place", place == null ? null : place.name())
                .put("area", place == null ? null : place.area())
                .put("placePrecision", place == null ? null : name(place.precision()))
                .put("occurredFrom", report.occurred().from().toString())
                .put("occurredTo", report.occurred().to().toString())
                .put("occurredPrecision", report.occurred().precision().name())
                .put("reported", report.reported().toString())
                .put("claimant", report.claimant());
        ArrayNode accused = properties.putArray("accused");
        report.accused().forEach(accused::add);
        properties.put("reports", view.reports().size());
        ArrayNode standings = properties.putArray("standings");
        view.standings()
                .forEach(each -> standings
                        .addObject()
                        .put("agreement", each.agreement())
                        .put("commitment", each.commitment())
                        .put("reading", each.reading())
                        .put("standing", each.standing()));
        Source source = view.first().source();
        if (source != null) {
            properties
                    .putObject("source")
                    .put("name", source.name())
                    .put("reliability", name(source.reliability()))
                    .put("credibility", source.credibility());
        }
        ArrayNode withheld = properties.putArray("withheld");
        if (view.first().withheld()) {
            withheld.add("source");
        }
        return feature;
    }

    /** {@code null}, and so JSON's null, for what has no coordinates; longitude first, as RFC 7946 has it. */
    private @Nullable ObjectNode point(@Nullable Place place) {
        Double longitude = place == null ? null : place.longitude();
        Double latitude = place == null ? null : place.latitude();
        if (longitude == null || latitude == null) {
            return null;
        }
        ObjectNode point = json.createObjectNode().put("type", "Point");
        point.putArray("coordinates").add(longitude).add(latitude);
        return point;
    }

    private static @Nullable String name(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }
}
