package org.pactwatch.incident;

/** What monitors and reviewers may ask for. {@code by} is the subject that asks. */
public sealed interface IncidentCommand {

    String incidentId();

    String by();

    /** Log an occurrence, by its first report. */
    record ReportIncident(String incidentId, IncidentReport report, String by) implements IncidentCommand {}

    /** Log a further report of the same occurrence. */
    record AddReport(String incidentId, IncidentReport report, String by) implements IncidentCommand {}

    /** Log who accuses or denies. */
    record AddAttribution(String incidentId, Attribution attribution, String by) implements IncidentCommand {}

    /** Record what an authority found. */
    record RecordFinding(String incidentId, Finding finding, String by) implements IncidentCommand {}

    /** Withdraw a finding. */
    record WithdrawFinding(String incidentId, String findingId, String reasons, String by) implements IncidentCommand {}
}
