package org.pactwatch.pages.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.Party;
import org.pactwatch.agreement.Reading;
import org.pactwatch.compliance.AgreementFacts;
import org.pactwatch.compliance.Standing;
import org.pactwatch.compliance.Tally;
import org.pactwatch.compliance.Verdict;
import org.pactwatch.time.Countdown;
import org.pactwatch.time.Term;

/** One verdict, as a card shows it. */
public record VerdictView(String agreement, AgreementFacts facts, Verdict verdict) {

    /** More cells than this are no strip any more. */
    private static final long MOST_DAYS = 62;

    /** From what was held against the commitment to what was not. */
    private static final List<Standing> ORDER = List.of(
            Standing.SUBSTANTIATED,
            Standing.ALLEGED,
            Standing.BOUNDARY,
            Standing.CONTESTED,
            Standing.UNRESOLVED,
            Standing.DISMISSED,
            Standing.BEFORE_BINDING,
            Standing.OUTSIDE_TERM,
            Standing.OUTSIDE_SCOPE);

    /** So many incidents stand like this. */
    public record Count(String standing, int count) {}

    public String reading() {
        return verdict.reading().id();
    }

    /** Who reads it so; {@code null}: nobody in particular. */
    public @Nullable String holder() {
        String holder = verdict.reading().holder();
        return holder == null
                ? null
                : facts.agreement().party(holder).map(Party::name).orElse(holder);
    }

    public Reading held() {
        return verdict.reading();
    }

    public String commitment() {
        return verdict.commitment().key();
    }

    public String force() {
        return verdict.force().name();
    }

    public String compliance() {
        return verdict.compliance().name();
    }

    /** {@code agreement/commitment}, as filters take it. */
    public String reference() {
        return agreement + "/" + commitment();
    }

    public Term term() {
        return verdict.term();
    }

    public Countdown countdown() {
        return verdict.countdown();
    }

    public @Nullable Instant lastReportedAt() {
        Tally tally = verdict.tally();
        return tally == null ? null : tally.lastReportedAt();
    }

    public int reported() {
        Tally tally = verdict.tally();
        return tally == null ? 0 : tally.reported();
    }

    public boolean capped() {
        Tally tally = verdict.tally();
        return tally != null && tally.capped();
    }

    /** How the incidents stand, without standings that none has. */
    public List<Count> counts() {
        Tally tally = verdict.tally();
        if (tally == null) {
            return List.of();
        }
        return ORDER.stream()
                .filter(standing -> tally.count(standing) > 0)
                .map(standing -> new Count(standing.name(), tally.count(standing)))
                .toList();
    }

    /** A cell for each day of the term: {@code past}, {@code today} or {@code ahead}; none where it has no days. */
    public List<String> days() {
        Countdown.Day day = verdict.countdown().day();
        if (day == null || day.of() > MOST_DAYS) {
            return List.of();
        }
        boolean over = verdict.countdown().endedAgo() != null;
        List<String> cells = new ArrayList<>();
        for (long n = 1; n <= day.of(); n++) {
            cells.add(n < day.n() || over ? "past" : n == day.n() ? "today" : "ahead");
        }
        return cells;
    }

    /** How much of the term has run, in whole percent, rounded down. */
    public int elapsedPercent() {
        Countdown countdown = verdict.countdown();
        if (countdown.endedAgo() != null) {
            return 100;
        }
        Duration whole = countdown.elapsed().plus(countdown.remaining());
        return whole.isZero() ? 0 : (int) (countdown.elapsed().toSeconds() * 100 / Math.max(1, whole.toSeconds()));
    }
}
