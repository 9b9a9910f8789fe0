package org.pactwatch.incident.web;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pactwatch.access.Subject;
import org.pactwatch.decision.Faults;
import org.pactwatch.decision.web.RejectedException;
import org.pactwatch.incident.Attribution;
import org.pactwatch.incident.Finding;
import org.pactwatch.incident.IncidentCommand;
import org.pactwatch.incident.IncidentCommand.AddAttribution;
import org.pactwatch.incident.IncidentCommand.AddReport;
import org.pactwatch.incident.IncidentCommand.RecordFinding;
import org.pactwatch.incident.IncidentCommand.ReportIncident;
import org.pactwatch.incident.IncidentCommand.WithdrawFinding;
import org.pactwatch.incident.IncidentReport;
import org.pactwatch.incident.Outcome;
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
    private final InstantSource clock;
    /** Time-ordered, so that new rows stand beside each other in the index. */
    private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();

    IncidentRecording(RecordingEdge edge, IncidentViews views, InstantSource clock) {
        this.edge = edge;
        this.views = views;
        this.clock = clock;
    }

    /**
     * @param position of the event in the ledger: ask with {@code minPosition} to see its effect
     * @param standings how the incident stands now, by agreement, commitment and reading
     */
    record Receipt(String id, long position, List<StandingView> standings) {}

    @PostMapping
    ResponseEntity<Receipt> report(@RequestBody ReportBody body, Subject subject, HttpServletRequest http) {
        IncidentReport report = known(body);
        Answer answer = record(new ReportIncident(ids.generate().toString(), report, subject.id()), subject, http);
        return ResponseEntity.created(URI.create("/api/v1/incidents/" + answer.id()))
                .body(receipt(answer));
    }

    @PostMapping("/{id}/reports")
    ResponseEntity<Receipt> addReport(
            @PathVariable String id, @RequestBody ReportBody body, Subject subject, HttpServletRequest http) {
        return created(record(new AddReport(id, known(body), subject.id()), subject, http));
    }

    @PostMapping("/{id}/attributions")
    ResponseEntity<Receipt> addAttribution(
            @PathVariable String id, @RequestBody Attribution body, Subject subject, HttpServletRequest http) {
        checkKnown("/accused", List.of(body.accused()));
        return created(record(new AddAttribution(id, body, subject.id()), subject, http));
    }

    @PostMapping("/{id}/findings")
    ResponseEntity<Receipt> find(
            @PathVariable String id, @RequestBody FindingBody body, Subject subject, HttpServletRequest http) {
        checkKnown("/attributedTo", body.attributedTo());
        Long withdraws = body.withdraws();
        IncidentCommand command = withdraws == null
                ? new RecordFinding(id, finding(body), subject.id())
                : new WithdrawFinding(
                        id,
                        // A position without a finding names none: the decider refuses it by the same rule.
                        views.findingAt(id, withdraws).orElse("none at " + withdraws),
                        body.reasons() == null ? "" : body.reasons(),
                        subject.id());
        return created(record(command, subject, http));
    }

    private Finding finding(FindingBody body) {
        Faults faults = new Faults()
                .check(
                        body.authority() != null,
                        "field-missing",
                        "/authority",
                        null,
                        "A finding is somebody's.",
                        "Name the authority that found it.")
                .check(
                        body.outcome() != null,
                        "field-missing",
                        "/outcome",
                        null,
                        "A finding has an outcome.",
                        "Give one of " + List.of(Outcome.values()) + ", or withdraws for a withdrawal.");
        faults.rejection().ifPresent(why -> {
            throw new RejectedException(why);
        });
        return new Finding(
                ids.generate().toString(),
                given(body.authority()),
                body.mandate(),
                body.standard(),
                given(body.outcome()),
                body.attributedTo(),
                body.clause(),
                body.reasons(),
                body.citations());
    }

    private static <T> T given(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("checked above");
        }
        return value;
    }

    private IncidentReport known(ReportBody body) {
        checkKnown("/accused", body.accused());
        return body.report(clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }

    /**
     * A mistyped party would bear on nothing, in silence. While no agreement is recorded nobody can be unknown: what
     * happened is logged all the same.
     */
    private void checkKnown(String pointer, List<String> accused) {
        if (accused.isEmpty()) {
            return;
        }
        List<String> parties = views.parties();
        if (parties.isEmpty()) {
            return;
        }
        Faults faults = new Faults();
        for (String party : accused) {
            faults.check(
                    parties.contains(party),
                    "unknown-party",
                    pointer,
                    party,
                    "\"" + party + "\" is a party to no recorded agreement.",
                    "Use one of " + String.join(", ", parties) + "; name others in the summary.");
        }
        faults.rejection().ifPresent(why -> {
            throw new RejectedException(why);
        });
    }

    private Answer record(IncidentCommand command, Subject subject, HttpServletRequest http) {
        return edge.record(command, subject, http);
    }

    private ResponseEntity<Receipt> created(Answer answer) {
        return ResponseEntity.status(answer.created() ? 201 : 200).body(receipt(answer));
    }

    private Receipt receipt(Answer answer) {
        return new Receipt(answer.id(), answer.position(), views.standings(answer.id(), answer.position()));
    }
}
