package org.pactwatch.incident.web;

import java.util.List;
import java.util.Optional;

/** What recording an incident needs to know of the verdicts, which stand on incidents and not the other way round. */
public interface IncidentViews {

    /** How one incident stands towards one commitment under one reading. */
    record StandingView(String agreement, String commitment, String reading, String standing) {}

    /** How the incident stands now, as known at {@code position}, by agreement, commitment and reading. */
    List<StandingView> standings(String incident, long position);

    /** Codes of all parties to agreements recorded so far, in order; waits for what was recorded this moment. */
    List<String> parties();

    /** The id of the finding recorded of {@code incident} at {@code position}; empty if there is none. */
    Optional<String> findingAt(String incident, long position);
}
