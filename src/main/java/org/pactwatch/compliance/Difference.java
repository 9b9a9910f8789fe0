package org.pactwatch.compliance;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.ReleaseMode;
import org.pactwatch.time.Occurrence;

/** One thing for which readings of a commitment come to different verdicts. Each lists every reading, by id. */
public sealed interface Difference {

    /** The moment asked about lies before the edge under one reading, at or after it under another. */
    record Hour(Edge edge, List<Passed> instants) implements Difference {}

    /**
     * @param at where the edge lies; {@code null}: it never comes, by what is known
     * @param passed is it at or before the moment asked about?
     * @param set by what a {@link Edge#BOUND_FROM} is set where it is; {@code null} for other edges, and for none
     */
    record Passed(
            String reading,
            @Nullable Instant at,
            boolean passed,
            @Nullable Setter set) {}

    /** What sets the instant from which a commitment binds: the last of the three to be there. */
    enum Setter {
        TERM_START,
        READING,
        CONSENT
    }

    /**
     * An incident stands differently.
     *
     * @param position of its first report
     */
    record Incident(String incident, long position, Occurrence occurred, List<Stood> standings) implements Difference {}

    /**
     * @param standing {@code null}: nothing is held against the obligor under the reading
     */
    record Stood(String reading, @Nullable Standing standing, Why why) {}

    /** Before the start: the obligor's silence is a yes under one reading, and not under another. */
    record Consent(List<Given> readings) implements Difference {}

    /**
     * @param boundFrom from when on the reading takes silence for a yes; {@code null}: never
     */
    record Given(String reading, boolean given, @Nullable Instant boundFrom) {}

    /** A declared release has effect under one reading, and not under another. */
    record Release(List<Releasing> readings) implements Difference {}

    /**
     * @param releasedAt since when it is released; {@code null} if it is not
     * @param hadBound did it bind for any time? What was released at the very moment never did
     * @param declared what became of each release, by position, at most {@link Comparison#NAMED}
     */
    record Releasing(
            String reading,
            ReleaseMode release,
            @Nullable Instant releasedAt,
            boolean hadBound,
            List<Declared> declared) {}

    /**
     * @param at when it was declared
     */
    record Declared(@Nullable String id, long position, Instant at, ReleaseEffect effect) {}

    /**
     * The obligor may be released under one reading, and not under another.
     *
     * @param incidents those that a right rests on, and how they stand towards the reciprocal commitment
     */
    record Right(List<Entitled> readings, List<Towards> incidents) implements Difference {}

    /**
     * @param reciprocalOn prohibitions whose violation would give the right
     * @param ground what gives it; {@code null}: nothing
     */
    record Entitled(
            String reading,
            ReleaseMode release,
            boolean right,
            List<String> reciprocalOn,
            @Nullable Ground ground) {}

    /**
     * What the other side did.
     *
     * @param commitment its commitment
     * @param incident by which it was found to have violated it; {@code null} if it is released from it
     * @param releasedAt since when it is released; {@code null} if it is not
     */
    record Ground(
            String commitment,
            @Nullable String incident,
            @Nullable Instant releasedAt) {}

    /** How an incident stands towards another commitment than the one compared. */
    record Towards(String commitment, Incident incident) {}
}
