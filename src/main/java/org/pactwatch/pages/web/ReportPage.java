package org.pactwatch.pages.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.Act;
import org.pactwatch.agreement.Target;
import org.pactwatch.compliance.web.Ask;
import org.pactwatch.compliance.web.IncidentSearch;
import org.pactwatch.compliance.web.Moment;
import org.pactwatch.compliance.web.Moments;
import org.pactwatch.compliance.web.Suppositions;
import org.pactwatch.decision.Decision;
import org.pactwatch.decision.web.ProblemException;
import org.pactwatch.decision.web.RejectedException;
import org.pactwatch.incident.IncidentCommand;
import org.pactwatch.incident.IncidentDecider;
import org.pactwatch.incident.IncidentReport;
import org.pactwatch.incident.Place;
import org.pactwatch.incident.Source;
import org.pactwatch.incident.web.IncidentCommands;
import org.pactwatch.ledger.web.RecordingEdge;
import org.pactwatch.time.Precision;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Where a monitor says what is said to have happened, sees what that would come to, and records it. */
@Controller
class ReportPage {

    private final Pages pages;
    private final IncidentCommands commands;
    private final IncidentSearch search;
    private final Suppositions suppositions;
    private final Moments moments;
    private final Directory directory;
    private final RecordingEdge edge;

    ReportPage(
            Pages pages,
            IncidentCommands commands,
            IncidentSearch search,
            Suppositions suppositions,
            Moments moments,
            Directory directory,
            RecordingEdge edge) {
        this.pages = pages;
        this.commands = commands;
        this.search = search;
        this.suppositions = suppositions;
        this.moments = moments;
        this.directory = directory;
        this.edge = edge;
    }

    /** {@code incident}: for a further report of it. */
    @GetMapping("/report")
    ResponseEntity<byte[]> form(HttpServletRequest http, Visit visit) {
        String incident = new Ask(http, "incident").text("incident");
        if (incident != null) {
            search.one(incident, moments.asKnownNow(moments.now()));
        }
        return show(http, visit, 200, Typed.nothing(), incident, null, null);
    }

    @PostMapping("/report")
    ResponseEntity<byte[]> report(HttpServletRequest http, Visit visit) {
        return send(http, visit, null);
    }

    @PostMapping("/incidents/{id}/reports")
    ResponseEntity<byte[]> furtherReport(@PathVariable String id, HttpServletRequest http, Visit visit) {
        return send(http, visit, id);
    }

    private ResponseEntity<byte[]> send(HttpServletRequest http, Visit visit, @Nullable String incident) {
        Typed typed = ReportForm.typed(http);
        ReportForm.Read read = ReportForm.read(typed, visit.zone());
        if (read == null) {
            return show(http, visit, 422, typed, incident, null, null);
        }
        try {
            if (typed.button().equals("record")) {
                IncidentCommand command = incident == null
                        ? commands.report(read.body(), visit.subject())
                        : commands.furtherReport(incident, read.body(), visit.subject());
                return Ways.recorded(edge.record(command, visit.subject(), typed.requestKey(http, visit.subject())));
            }
            IncidentReport report = checked(read, visit);
            return show(http, visit, 200, typed, incident, read, preview(report, incident));
        } catch (RejectedException e) {
            typed.refused(e.why());
            return show(http, visit, typed.status(), typed, incident, null, null);
        } catch (ProblemException e) {
            typed.refused(e.problem());
            return show(http, visit, e.problem().status(), typed, incident, null, null);
        }
    }

    /** What would be recorded. Nothing is. */
    private IncidentReport checked(ReportForm.Read read, Visit visit) {
        IncidentCommand.ReportIncident command = commands.report(read.body(), visit.subject());
        if (new IncidentDecider().decide(command, null) instanceof Decision.Rejected<?> rejected) {
            throw new RejectedException(rejected.why());
        }
        return command.report();
    }

    /**
     * What a report would come to.
     *
     * @param moment by which it is judged: now
     * @param ahead is it said to lie ahead of that moment? Then it counts nowhere yet
     */
    public record Preview(
            IncidentReport report,
            Moment moment,
            boolean ahead,
            List<Suppositions.Alike> alike,
            List<Suppositions.Change> changes) {}

    private Preview preview(IncidentReport report, @Nullable String incident) {
        Moment moment = moments.asKnownNow(moments.now());
        boolean ahead = report.occurred().from().isAfter(moment.at());
        return incident == null
                ? new Preview(
                        report, moment, ahead, suppositions.alike(report, moment), suppositions.changes(report, moment))
                : new Preview(report, moment, ahead, List.of(), List.of());
    }

    private ResponseEntity<byte[]> show(
            HttpServletRequest http,
            Visit visit,
            int status,
            Typed typed,
            @Nullable String incident,
            ReportForm.@Nullable Read read,
            @Nullable Preview preview) {
        Map<String, Object> model = new HashMap<>();
        model.put("typed", typed);
        model.put("incident", incident == null ? "" : incident);
        model.put("action", incident == null ? "/report" : Ways.incident(incident) + "/reports");
        model.put("scripts", List.of("/assets/draft.js"));
        model.put("read", new Seen(read));
        model.put("previews", preview == null ? List.of() : List.of(preview));
        model.put("parties", directory.parties());
        model.put("commitments", directory.commitments());
        model.put("acts", Typed.names(Act.values()));
        model.put("targets", Typed.names(Target.values()));
        model.put("precisions", Typed.names(Precision.values()));
        model.put("placePrecisions", Typed.names(Place.Precision.values()));
        model.put("reliabilities", Typed.names(Source.Reliability.values()));
        model.put("credibilities", List.of("1", "2", "3", "4", "5", "6"));
        model.put("citations", ReportForm.CITATIONS);
        return pages.page(http, visit, "report", status, model);
    }

    /** What became of local times, where the form could be read. */
    public record Seen(ReportForm.@Nullable Read read) {

        /** Those that name no instant, or two. */
        public List<LocalMoment> doubtful() {
            List<LocalMoment> all = new ArrayList<>();
            if (read != null) {
                all.add(read.from());
                if (read.to() != null) {
                    all.add(read.to());
                }
                if (read.reported() != null) {
                    all.add(read.reported());
                }
            }
            return all.stream()
                    .filter(moment -> moment.kind() != LocalMoment.Kind.ONE)
                    .toList();
        }
    }
}
