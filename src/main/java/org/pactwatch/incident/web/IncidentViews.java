package org.pactwatch.incident.web;

import java.util.List;
import java.util.Optional;
import org.pactwatch.incident.CommitmentRef;
import org.pactwatch.incident.IncidentEvent.IncidentReported;

/** What recording an incident needs to know of the verdicts, which stand on incidents and not the other way round. */
public interface IncidentViews {

    /** How one incident stands towards one commitment under one reading. */
    record StandingView(String agreement, String commitment, String reading, String standing) {}

    /** How the incident stood when {@code position} was recorded, by agreement, commitment and reading. */
    List<StandingView> standings(String incident, long position);

    /** The same of an incident whose first report was recorded at {@code position}, which need not be read back for it. */
    List<StandingView> standings(IncidentReported first, long position);

    /** Is each of these known to be a party to an agreement? Waits for nothing: one that is no party may be one soon. */
    boolean areParties(List<String> codes);

    /** Codes of all parties to agreements recorded so far, in order; waits for what was recorded this moment.
     * Empty if none is recorded, or not all are known yet. */
    List<String> parties();

    /** Is there such a commitment? If it is not known yet, waits like {@link #parties}. */
    boolean knows(CommitmentRef commitment);

    /** The id of the finding recorded of {@code incident} at {@code position}; empty if there is none. */
    Optional<String> findingAt(String incident, long position);
}
