package org.pactwatch.compliance.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pactwatch.compliance.axon.Archive;
import org.pactwatch.compliance.axon.Progress;
import org.pactwatch.decision.web.ProblemException;
import org.pactwatch.decision.web.Problems;
import org.springframework.stereotype.Component;

/** Turns {@code at}, {@code knownAt} and {@code minPosition} into a {@link Moment}. */
@Component
class Moments {

    private final Progress progress;
    private final Archive archive;
    private final InstantSource clock;
    private final Settings settings;
    /** It never changes, and every answer names it. */
    private final Cache<Long, Instant> recorded =
            Caffeine.newBuilder().maximumSize(10_000).build();

    Moments(Progress progress, Archive archive, InstantSource clock, Settings settings) {
        this.progress = progress;
        this.archive = archive;
        this.clock = clock;
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
        long tick = Math.max(1, settings.tick().toSeconds());
        return Instant.ofEpochSecond(Math.floorDiv(clock.instant().getEpochSecond(), tick) * tick);
    }

    /** When the entry at {@code position} was recorded. */
    Instant recorded(long position) {
        return recorded.get(position, p -> archive.recorded(p).orElse(Instant.EPOCH));
    }

    private void await(long minPosition) {
        if (!reaches(minPosition, settings.patience())) {
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
    boolean reaches(long position, @Nullable Duration patience) {
        try {
            return progress.await(position, patience == null ? settings.patience() : patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
