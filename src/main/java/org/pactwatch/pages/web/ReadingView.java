package org.pactwatch.pages.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One verdict with what it rests on, and how its reading understands the text.
 *
 * @param rule in words
 * @param grounds the first of what it rests on, by position
 * @param total how many it rests on
 * @param contested declarations without the effect that they claim
 */
public record ReadingView(
        VerdictView verdict,
        @Nullable String title,
        @Nullable String note,
        String rule,
        List<Ground> grounds,
        int total,
        List<Contested> contested,
        TermsView terms) {

    /** More than these are folded away at first. */
    private static final int SHOWN = 6;

    /**
     * @param name of the incident
     * @param position of the finding, denial or accusation
     */
    public record Ground(String incident, String name, long position) {}

    public record Contested(String words, long position) {}

    public boolean few() {
        return grounds.size() <= SHOWN;
    }
}
