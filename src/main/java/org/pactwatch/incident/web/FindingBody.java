package org.pactwatch.incident.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.Citation;
import org.pactwatch.incident.Outcome;

/**
 * A finding, or the withdrawal of one.
 *
 * @param withdraws the position at which the finding stands that is withdrawn; then only {@code reasons} goes with it
 */
public record FindingBody(
        @Nullable Long withdraws,
        @Nullable String authority,
        @Nullable String mandate,
        @Nullable String standard,
        @Nullable Outcome outcome,
        List<String> attributedTo,
        @Nullable String clause,
        @Nullable String reasons,
        List<Citation> citations) {}
