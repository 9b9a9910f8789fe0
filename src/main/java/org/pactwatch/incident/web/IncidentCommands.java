package org.pactwatch.incident.web;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pactwatch.access.Subject;
import org.pactwatch.decision.Faults;
import org.pactwatch.decision.web.RejectedException;
import org.pactwatch.incident.Attribution;
import org.pactwatch.incident.CommitmentRef;
import org.pactwatch.incident.Finding;
import org.pactwatch.incident.IncidentCommand;
import org.pactwatch.incident.IncidentCommand.AddAttribution;
import org.pactwatch.incident.IncidentCommand.AddReport;
import org.pactwatch.incident.IncidentCommand.RecordFinding;
import org.pactwatch.incident.IncidentCommand.ReportIncident;
import org.pactwatch.incident.IncidentCommand.WithdrawFinding;
import org.pactwatch.incident.IncidentReport;
import org.pactwatch.incident.Outcome;
import org.springframework.stereotype.Component;

/**
 * Makes commands of what monitors and reviewers send, by the API or by a form, and refuses what speaks of nobody and
 * nothing that is recorded. All throw {@link RejectedException}.
 */
@Component
public class IncidentCommands {

    private final IncidentViews views;
    private final InstantSource clock;
    /** Time-ordered, so that new rows stand beside each other in the index. */
    private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();

    IncidentCommands(IncidentViews views, InstantSource clock) {
        this.views = views;
        this.clock = clock;
    }

    /** The first report of an incident, which gets an id of its own. */
    public ReportIncident report(ReportBody body, Subject by) {
        return new ReportIncident(ids.generate().toString(), known(body), by.id());
    }

    public AddReport furtherReport(String id, ReportBody body, Subject by) {
        return new AddReport(id, known(body), by.id());
    }

    public AddAttribution attribution(String id, Attribution body, Subject by) {
        Faults faults = new Faults();
        checkKnown(faults, "/accused", List.of(body.accused()));
        refuse(faults);
        return new AddAttribution(id, body, by.id());
    }

    /** A finding, or the withdrawal of one. */
    public IncidentCommand finding(String id, FindingBody body, Subject by) {
        Faults faults = new Faults();
        checkKnown(faults, "/attributedTo", body.attributedTo());
        refuse(faults);
        Long withdraws = body.withdraws();
        if (withdraws == null) {
            return new RecordFinding(id, finding(body), by.id());
        }
        checkBare(body);
        return new WithdrawFinding(
                id,
                // A position without a finding names none: the decider refuses it by the same rule.
                views.findingAt(id, withdraws).orElse("none at " + withdraws),
                body.reasons() == null ? "" : body.reasons(),
                by.id());
    }

    /** Whoever restates a finding in the same breath would have half of it dropped. */
    private static void checkBare(FindingBody body) {
        new Faults()
                .check(
                        body.authority() == null
                                && body.outcome() == null
                                && body.attributedTo().isEmpty(),
                        "withdrawal-with-finding",
                        "/withdraws",
                        body.withdraws(),
                        "A withdrawal finds nothing by itself.",
                        "Send reasons alone with withdraws, and a new finding in a call of its own.")
                .rejection()
                .ifPresent(why -> {
                    throw new RejectedException(why);
                });
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
        refuse(faults);
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
        Faults faults = new Faults();
        checkKnown(faults, "/accused", body.accused());
        checkSupports(faults, body.supports());
        refuse(faults);
        return body.report(clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }

    private static void refuse(Faults faults) {
        faults.rejection().ifPresent(why -> {
            throw new RejectedException(why);
        });
    }

    /**
     * A mistyped party would bear on nothing, in silence. While no agreement is recorded nobody can be unknown: what
     * happened is logged all the same.
     */
    private void checkKnown(Faults faults, String pointer, List<String> accused) {
        if (views.areParties(accused)) {
            return;
        }
        List<String> parties = views.parties();
        if (parties.isEmpty()) {
            return;
        }
        for (String party : accused) {
            faults.check(
                    parties.contains(party),
                    "unknown-party",
                    pointer,
                    party,
                    "\"" + party + "\" is a party to no recorded agreement.",
                    "Use one of " + String.join(", ", parties) + "; name others in the summary.");
        }
    }

    private void checkSupports(Faults faults, List<CommitmentRef> supports) {
        for (CommitmentRef commitment : supports) {
            faults.check(
                    views.knows(commitment),
                    "unknown-commitment",
                    "/supports",
                    commitment,
                    "No commitment \"" + commitment + "\" is recorded.",
                    "Write agreement/commitment as GET /api/v1/compliance lists them.");
        }
    }
}
