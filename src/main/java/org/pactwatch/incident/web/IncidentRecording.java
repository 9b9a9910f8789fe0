package org.pactwatch.incident.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import org.pactwatch.access.Subject;
import org.pactwatch.incident.Attribution;
import org.pactwatch.incident.IncidentCommand;
import org.pactwatch.incident.IncidentCommand.ReportIncident;
import org.pactwatch.incident.IncidentEvent.IncidentReported;
import org.pactwatch.incident.web.IncidentViews.StandingView;
import org.pactwatch.ledger.web.RecordingEdge;
import org.pactwatch.ledger.web.RecordingEdge.Answer;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What monitors and reviewers put on record. */
@RestController
@RequestMapping("/api/v1/incidents")
class IncidentRecording {

    private final RecordingEdge edge;
    private final IncidentViews views;
    private final IncidentCommands commands;

    IncidentRecording(RecordingEdge edge, IncidentViews views, IncidentCommands commands) {
        this.edge = edge;
        this.views = views;
        this.commands = commands;
    }

    /**
     * @param position of the event in the ledger: ask with {@code minPosition} to see its effect
     * @param standings how the incident stands now, by agreement, commitment and reading
     */
    record Receipt(String id, long position, List<StandingView> standings) {}

    @PostMapping
    ResponseEntity<Receipt> report(@RequestBody ReportBody body, Subject subject, HttpServletRequest http) {
        ReportIncident command = commands.report(body, subject);
        Answer answer = record(command, subject, http);
        // A repeated request gets the id of the first, whose incident may have gone on since.
        Receipt receipt =
                answer.id().equals(command.incidentId()) ? first(command, answer.position()) : receipt(answer);
        return ResponseEntity.created(URI.create("/api/v1/incidents/" + answer.id()))
                .body(receipt);
    }

    @PostMapping("/{id}/reports")
    ResponseEntity<Receipt> addReport(
            @PathVariable String id, @RequestBody ReportBody body, Subject subject, HttpServletRequest http) {
        return created(record(commands.furtherReport(id, body, subject), subject, http));
    }

    @PostMapping("/{id}/attributions")
    ResponseEntity<Receipt> addAttribution(
            @PathVariable String id, @RequestBody Attribution body, Subject subject, HttpServletRequest http) {
        return created(record(commands.attribution(id, body, subject), subject, http));
    }

    @PostMapping("/{id}/findings")
    ResponseEntity<Receipt> find(
            @PathVariable String id, @RequestBody FindingBody body, Subject subject, HttpServletRequest http) {
        return created(record(commands.finding(id, body, subject), subject, http));
    }

    private Answer record(IncidentCommand command, Subject subject, HttpServletRequest http) {
        return edge.record(command, subject, http);
    }

    private ResponseEntity<Receipt> created(Answer answer) {
        return ResponseEntity.status(answer.created() ? 201 : 200).body(receipt(answer));
    }

    private Receipt first(ReportIncident command, long position) {
        return new Receipt(
                command.incidentId(),
                position,
                views.standings(new IncidentReported(command.incidentId(), command.report(), command.by()), position));
    }

    private Receipt receipt(Answer answer) {
        return new Receipt(answer.id(), answer.position(), views.standings(answer.id(), answer.position()));
    }
}
