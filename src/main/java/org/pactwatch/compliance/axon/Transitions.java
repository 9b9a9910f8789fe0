package org.pactwatch.compliance.axon;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.Commitment;
import org.pactwatch.agreement.Reading;
import org.pactwatch.compliance.AgreementFacts;
import org.pactwatch.compliance.Assessor;
import org.pactwatch.compliance.Force;
import org.pactwatch.compliance.Outlook;
import org.pactwatch.compliance.Verdict.Transition;

/**
 * Notices that a force has changed though nothing was recorded, because a moment came. What changes because something was
 * recorded is not told here: that has an event of its own.
 */
public final class Transitions {

    /** The longest pause between two looks: a clock may be set, and then no reckoning of when to look again holds. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(20);

    private final Archive archive;
    private final Progress progress;
    private final Assessor assessor;
    private final Ticks ticks;
    private final Map<String, Watched> watched = new HashMap<>();
    private @Nullable Instant last;

    public Transitions(Archive archive, Progress progress, Assessments assessments, Ticks ticks) {
        this.archive = archive;
        this.progress = progress;
        this.assessor = assessments.assessor();
        this.ticks = ticks;
    }

    /** A commitment's force under one reading has become another at {@code at}, as was known to lie ahead. */
    public record Change(String agreement, String commitment, String reading, Instant at, Force from, Force to) {}

    /**
     * An agreement as it was looked at last.
     *
     * @param subjects whatever touches its answers
     * @param since the last position that did
     * @param at the tick
     * @param next the first moment after {@code at} at which any of its forces changes; {@code null} if none will
     */
    private record Watched(
            List<String> subjects,
            long since,
            Instant at,
            @Nullable Instant next) {

        boolean stillHolds(Instant now, Progress progress) {
            return (next == null || now.isBefore(next)) && progress.touched(subjects.stream()) == since;
        }
    }

    /**
     * Tells what has changed between the tick of the last look and this one's, each agreement's in the order of moments.
     * Only the agreements that were touched or whose moment has come are worked out. The first look tells nothing. If it
     * fails, the next look goes on where it broke off.
     */
    public synchronized void look(Consumer<Change> told) {
        Instant now = ticks.now();
        Instant before = last;
        if (before == null || now.isBefore(before)) {
            if (before != null && Duration.between(now, before).compareTo(longer(ticks.tick())) <= 0) {
                // A clock set right by a moment: what was told is not told again.
                return;
            }
            watched.clear();
            before = now;
        }
        long position = progress.position();
        for (String id : archive.agreements()) {
            Watched known = watched.get(id);
            if (known != null && known.stillHolds(now, progress)) {
                watched.put(id, new Watched(known.subjects(), known.since(), now, known.next()));
                continue;
            }
            // One that is new here was registered since the last look.
            Instant from = known == null ? before : known.at();
            archive.agreement(id)
                    .filter(facts -> facts.registeredAt() <= position)
                    .ifPresent(facts -> look(facts.knownAt(position), from, now, position, told));
        }
        last = now;
    }

    private static Duration longer(Duration tick) {
        return tick.compareTo(LONGEST_PAUSE) > 0 ? tick : LONGEST_PAUSE;
    }

    private void look(AgreementFacts facts, Instant from, Instant now, long position, Consumer<Change> told) {
        List<String> subjects = Stream.concat(
                        Stream.of("agreement/" + facts.agreement().id()),
                        facts.agreement().commitments().stream().map(c -> "party/" + c.obligor()))
                .distinct()
                .toList();
        // What was recorded while this is worked out touches it beyond the position, and so the next look sees it.
        long since = Math.min(position, progress.touched(subjects.stream()));
        List<Change> changes = new ArrayList<>();
        Instant earliest = null;
        for (Commitment commitment : facts.agreement().commitments()) {
            for (Reading reading : facts.readings()) {
                Transition next = walk(facts, commitment.key(), reading, from, now, position, changes);
                if (next != null && (earliest == null || next.at().isBefore(earliest))) {
                    earliest = next.at();
                }
            }
        }
        watched.put(facts.agreement().id(), new Watched(subjects, since, now, earliest));
        changes.sort(Comparator.comparing(Change::at)
                .thenComparing(Change::commitment)
                .thenComparing(Change::reading));
        changes.forEach(told);
    }

    /** Gathers what changes after {@code from} up to and with {@code now}. The first change after that. */
    private @Nullable Transition walk(
            AgreementFacts facts,
            String commitment,
            Reading reading,
            Instant from,
            Instant now,
            long position,
            List<Change> changes) {
        Outlook outlook = assessor.outlook(facts, commitment, reading, from, position);
        Force force = outlook.force();
        Transition next = outlook.next();
        while (next != null && !next.at().isAfter(now)) {
            changes.add(new Change(facts.agreement().id(), commitment, reading.id(), next.at(), force, next.to()));
            force = next.to();
            next = assessor.outlook(facts, commitment, reading, next.at(), position)
                    .next();
        }
        return next;
    }

    /** How long until answers to a poll may show another force: to the next tick, and never longer than a minute. */
    public Duration pause() {
        Duration left = Duration.between(ticks.clock().instant(), ticks.now().plus(ticks.tick()));
        return left.compareTo(LONGEST_PAUSE) > 0
                ? LONGEST_PAUSE
                : left.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : left;
    }
}
