package org.pactwatch.compliance.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.pactwatch.compliance.axon.Archive;
import org.pactwatch.compliance.axon.Progress;
import org.pactwatch.compliance.axon.Ticks;
import org.pactwatch.decision.web.ProblemException;
import org.pactwatch.decision.web.Problems;
import org.pactwatch.ledger.web.Answers;
import org.springframework.stereotype.Component;

/** Turns {@code at}, {@code knownAt} and {@code minPosition} into a {@link Moment}. */
@Component
public class Moments implements Answers {

    /** Long enough for a projection that works; one that has stopped must not hold up the record. */
    private static final Duration A_MOMENT = Duration.ofMillis(500);

    private final Progress progress;
    private final Archive archive;
    private final Ticks ticks;
    private final Settings settings;
    /** It never changes, and every answer names it. Tidied by whoever asks: to hand that to another thread costs more. */
    private final Cache<Long, Instant> recorded =
            Caffeine.newBuilder().maximumSize(10_000).executor(Runnable::run).build();

    private volatile String origin = "";

    Moments(Progress progress, Archive archive, Ticks ticks, Settings settings) {
        this.progress = progress;
        this.archive = archive;
        this.ticks = ticks;
        this.settings = settings;
    }

    /** @throws ProblemException if a parameter is malformed, or answers don't reach {@code minPosition} in time */
    public Moment of(Ask ask) {
        Instant at = ask.instant("at");
        return of(ask, at == null ? now() : at);
    }

    /** The same for an {@code at} that the asker has chosen in another way. */
    public Moment of(Ask ask, Instant at) {
        Long minPosition = ask.number("minPosition", 0, Long.MAX_VALUE / 10);
        if (minPosition != null) {
            await(minPosition);
        }
        long position = progress.position();
        if (ask.text("knownAt") == null) {
            return asKnownNow(at);
        }
        if (ask.isNumber("knownAt")) {
            Long known = ask.number("knownAt", 0, Long.MAX_VALUE / 10);
            return known(at, known == null ? 0 : known, position);
        }
        Instant instant = ask.instant("knownAt");
        return asKnown(at, instant == null ? ticks.clock().instant() : instant);
    }

    /** The moment {@code at}, by what is known now. */
    public Moment asKnownNow(Instant at) {
        long position = progress.position();
        return new Moment(at, position, recorded(position), position, false, progress.switches());
    }

    /** The moment {@code at}, by what was known at {@code instant}; by what is known now, if that lies ahead. */
    public Moment asKnown(Instant at, Instant instant) {
        long position = progress.position();
        if (!instant.isBefore(ticks.clock().instant())) {
            // What will be known then is not known: the answer says as of when it is.
            return new Moment(at, position, recorded(position), position, false, progress.switches());
        }
        long known = archive.positionAt(instant);
        if (known > position) {
            await(known);
        }
        return new Moment(at, known, instant, progress.position(), true, progress.switches());
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
        return new Moment(at, known, recorded(known), position, true, progress.switches());
    }

    /** Now, cut to a whole tick: so that everybody who polls within one asks the same question. */
    public Instant now() {
        return ticks.now();
    }

    /** When the entry at {@code position} was recorded. */
    public Instant recorded(long position) {
        return recorded.get(position, p -> archive.recorded(p).orElse(Instant.EPOCH));
    }

    /** Which record this is: the id of its first event; empty while nothing is recorded. */
    public String origin() {
        String known = origin;
        if (known.isEmpty()) {
            known = archive.origin().orElse("");
            origin = known;
        }
        return known;
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

    /** Do answers stand at {@code position} already? */
    boolean standAt(long position) {
        return progress.position() >= position;
    }

    @Override
    public void catchUp(long position, Instant when) {
        // The receipt will ask, and need not ask the ledger.
        recorded.put(position, when);
        catchUp(position);
    }

    /** Waits until answers stand at {@code position}, but not for long. */
    void catchUp(long position) {
        waitFor(position, A_MOMENT);
    }

    /** Waits until answers stand at {@code position}. Do they? */
    public boolean reaches(long position) {
        return waitFor(position, settings.patience());
    }

    private boolean waitFor(long position, Duration patience) {
        try {
            return progress.await(position, patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
