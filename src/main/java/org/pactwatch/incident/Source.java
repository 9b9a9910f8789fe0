package org.pactwatch.incident;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.Citation;

/**
 * Who told us. Reliability and credibility are judged independently of each other (the Admiralty code).
 *
 * @param reliability of the source: A (completely reliable) to E (unreliable), F (can't be judged)
 * @param credibility of what it says: 1 (confirmed) to 5 (improbable), 6 (can't be judged)
 * @param confidential may only reviewers and auditors see who it was?
 */
public record Source(
        String name,
        @Nullable Reliability reliability,
        @Nullable Integer credibility,
        boolean confidential,
        List<Citation> citations) {

    /** How far the source can be relied on. */
    public enum Reliability {
        A,
        B,
        C,
        D,
        E,
        F
    }
}
