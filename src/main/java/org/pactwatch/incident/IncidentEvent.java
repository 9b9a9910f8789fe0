package org.pactwatch.incident;

/** What is on record about an occurrence. {@code by} is the subject that recorded it. */
public sealed interface IncidentEvent {

    String incidentId();

    record IncidentReported(String incidentId, IncidentReport report, String by) implements IncidentEvent {}

    record ReportAdded(String incidentId, IncidentReport report, String by) implements IncidentEvent {}

    record AttributionRecorded(String incidentId, Attribution attribution, String by) implements IncidentEvent {}

    record FindingRecorded(String incidentId, Finding finding, String by) implements IncidentEvent {}

    record FindingWithdrawn(String incidentId, String findingId, String reasons, String by) implements IncidentEvent {}
}
