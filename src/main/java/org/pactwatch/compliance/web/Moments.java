package org.pactwatch.compliance.web;

import java.time.Instant;
import java.util.Map;
import org.pactwatch.compliance.axon.Archive;
import org.pactwatch.compliance.axon.Progress;
import org.pactwatch.compliance.axon.Ticks;
import org.pactwatch.decision.web.ProblemException;
import org.pactwatch.decision.web.Problems;
import org.springframework.stereotype.Component;

/** Turns {@code at}, {@code knownAt} and {@code minPosition} into a {@link Moment}. */
@Component
class Moments {

    private final Progress progress;
    private final Archive archive;
    private final Ticks ticks;
    private final Settings settings;
    private volatile Known lastKnown = new Known(0, Instant.EPOCH);

    private record Known(long position, Instant recorded) {}

    Moments(Progress progress, Archive archive, Ticks ticks, Settings settings) {
        this.progress = progress;
        this.archive = archive;
        this.ticks = ticks;
        this.settings = settings;
    }

    /** @throws ProblemException if a parameter is malformed, or answers don't reach {@code minPosition} in time */
    Moment of(Ask ask) {
        Long minPosition = ask.number("minPosition", 0, Long.MAX_VALUE / 10);
        if (minPosition != null) {
            await(minPosition);
        }
        long position = progress.position();
        Instant at = ask.instant("at");
        if (at == null) {
            at = now();
        }
        if (ask.text("knownAt") == null) {
            return new Moment(at, position, recorded(position), position, false);
        }
        if (ask.isNumber("knownAt")) {
            Long known = ask.number("knownAt", 0, Long.MAX_VALUE / 10);
            return known(at, known == null ? 0 : known, position);
        }
        Instant instant = ask.instant("knownAt");
        long known = archive.positionAt(instant == null ? at : instant);
        return new Moment(at, known, instant == null ? at : instant, position, true);
    }

    private Moment known(Instant at, long known, long position) {
        if (known > position) {
            throw Ask.bad(
                    "position-not-reached",
                    "knownAt",
                    Long.toString(known),
                    "Answers stand at position " + position + ", before this one.",
                    "Ask for an earlier one, or wait with minPosition.");
        }
        return new Moment(at, known, recorded(known), position, true);
    }

    /** Now, cut to a whole tick: so that everybody who polls within one asks the same question. */
    Instant now() {
        return ticks.now();
    }

    /** When the entry at {@code position} was recorded. */
    Instant recorded(long position) {
        Known known = lastKnown;
        if (known.position != position) {
            known = new Known(position, archive.recorded(position).orElse(Instant.EPOCH));
            lastKnown = known;
        }
        return known.recorded;
    }

    private void await(long minPosition) {
        if (!reaches(minPosition)) {
            throw new ProblemException(
                    Problems.of(
                            503,
                            "position-not-reached-yet",
                            "Answers stand at position " + progress.position() + ", not yet at " + minPosition
                                    + ". Ask again in a second."),
                    Map.of("Retry-After", "1"));
        }
    }

    /** Waits until answers stand at {@code position}. Do they? */
    boolean reaches(long position) {
        try {
            return progress.await(position, settings.patience());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
