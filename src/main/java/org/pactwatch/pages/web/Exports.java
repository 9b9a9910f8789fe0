package org.pactwatch.pages.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.pactwatch.compliance.web.IncidentSearch;
import org.pactwatch.compliance.web.Settings;
import org.pactwatch.decision.web.ProblemException;
import org.pactwatch.decision.web.Problems;
import org.pactwatch.decision.web.Untrusted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Incidents to take away, written page by page as they are read. A copy goes where nobody asks who reads it, so what is
 * confidential is in none, whoever takes it; it is named instead.
 */
@Controller
class Exports {

    private static final Logger LOG = LoggerFactory.getLogger(Exports.class);
    private static final int BATCH = 200;
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
        IncidentCsv rows = new IncidentCsv(settings.reconstructed());
        begin(response, "text/csv;charset=UTF-8", "incidents.csv");
        CsvWriter csv = CsvWriter.builder().build(response.getOutputStream(), StandardCharsets.UTF_8);
        csv.writeRecord(IncidentCsv.HEAD);
        eachOf(asked, response, view -> csv.writeRecord(rows.row(view, asked.moment())));
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
        eachOf(asked, response, view -> to.writeTree(IncidentGeoJson.feature(view)));
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
}
