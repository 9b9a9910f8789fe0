package org.pactwatch.pages.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pactwatch.compliance.Verdict;

/**
 * One commitment with everything that its page says of it.
 *
 * @param text what nobody disputes
 * @param energy does it speak of energy facilities as a group?
 */
public record CommitmentPart(CommitmentView view, TermsView text, boolean energy, List<ReadingView> readings) {

    /** What was delivered is the same under all readings; {@code null} for a prohibition. */
    public Verdict.@Nullable Progress progress() {
        return readings.isEmpty() ? null : readings.get(0).verdict().verdict().progress();
    }
}
