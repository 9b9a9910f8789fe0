package org.pactwatch.incident;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pactwatch.decision.Decider;
import org.pactwatch.decision.Decision;
import org.pactwatch.decision.Rejection;
import org.pactwatch.incident.IncidentCommand.AddAttribution;
import org.pactwatch.incident.IncidentCommand.AddReport;
import org.pactwatch.incident.IncidentCommand.RecordFinding;
import org.pactwatch.incident.IncidentCommand.ReportIncident;
import org.pactwatch.incident.IncidentCommand.WithdrawFinding;
import org.pactwatch.incident.IncidentEvent.AttributionRecorded;
import org.pactwatch.incident.IncidentEvent.FindingRecorded;
import org.pactwatch.incident.IncidentEvent.FindingWithdrawn;
import org.pactwatch.incident.IncidentEvent.IncidentReported;
import org.pactwatch.incident.IncidentEvent.ReportAdded;

/** What may be put on record about an occurrence. */
public final class IncidentDecider implements Decider<IncidentCommand, IncidentEvent, IncidentState> {

    @Override
    public Decision<IncidentEvent> decide(IncidentCommand command, @Nullable IncidentState state) {
        if (command instanceof ReportIncident c) {
            return state == null
                    ? unless(IncidentCheck.of(c.report()), new IncidentReported(c.incidentId(), c.report(), c.by()))
                    : Decision.reject(Rejection.conflict(
                            "incident-exists", "Incident " + c.incidentId() + " is recorded. Add a report to it."));
        }
        if (state == null) {
            return Decision.reject(Rejection.unknown(
                    "unknown-incident",
                    "No incident " + command.incidentId()
                            + " is recorded. Log it with POST /api/v1/incidents, or look it up there."));
        }
        return switch (command) {
            case ReportIncident c -> throw new IllegalStateException("decided above: " + c);
            case AddReport c ->
                unless(IncidentCheck.of(c.report()), new ReportAdded(c.incidentId(), c.report(), c.by()));
            case AddAttribution c ->
                unless(
                        IncidentCheck.of(c.attribution()),
                        new AttributionRecorded(c.incidentId(), c.attribution(), c.by()));
            case RecordFinding c ->
                unless(
                        reporter(c.by(), state).or(() -> IncidentCheck.of(c.finding())),
                        new FindingRecorded(c.incidentId(), c.finding(), c.by()));
            case WithdrawFinding c -> withdraw(c, state);
        };
    }

    private static Decision<IncidentEvent> withdraw(WithdrawFinding c, IncidentState state) {
        Optional<Rejection> refusal = reporter(c.by(), state);
        Boolean standing = state.findings().get(c.findingId());
        if (refusal.isEmpty() && standing == null) {
            refusal = Optional.of(Rejection.invalid(
                    "unknown-finding",
                    new Rejection.Fault(
                            "/withdraws",
                            c.findingId(),
                            "No such finding is recorded of this incident.",
                            "Name the position at which the finding stands.")));
        }
        if (refusal.isEmpty() && Boolean.FALSE.equals(standing)) {
            return Decision.unchanged();
        }
        return unless(refusal, new FindingWithdrawn(c.incidentId(), c.findingId(), c.reasons(), c.by()));
    }

    /** Nobody judges what they reported themselves, whatever roles they hold. */
    private static Optional<Rejection> reporter(String subject, IncidentState state) {
        return state.reporters().contains(subject)
                ? Optional.of(
                        Rejection.forbidden(
                                "reviewer-is-not-reporter",
                                "\"" + subject
                                        + "\" reported this incident, so another reviewer must judge it. Ask somebody who did not report it."))
                : Optional.empty();
    }

    private static Decision<IncidentEvent> unless(Optional<Rejection> refusal, IncidentEvent event) {
        return refusal.<Decision<IncidentEvent>>map(Decision::reject).orElseGet(() -> Decision.accept(event));
    }

    @Override
    public IncidentState evolve(@Nullable IncidentState state, IncidentEvent event) {
        if (event instanceof IncidentReported e) {
            return IncidentState.reportedBy(e.by());
        }
        if (state == null) {
            throw new IllegalStateException("An incident begins with its first report, not with " + event);
        }
        return switch (event) {
            case IncidentReported e -> throw new IllegalStateException("reported first twice: " + e);
            case ReportAdded e -> state.withReporter(e.by());
            case AttributionRecorded e -> state;
            case FindingRecorded e -> state.withFinding(e.finding().id(), true);
            case FindingWithdrawn e -> state.withFinding(e.findingId(), false);
        };
    }
}
