package org.pactwatch.compliance.axon;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.stream.Stream;
import org.pactwatch.agreement.Reading;
import org.pactwatch.compliance.AgreementFacts;
import org.pactwatch.compliance.Assessor;
import org.pactwatch.compliance.Bearings;
import org.pactwatch.compliance.SupposedBearings;
import org.pactwatch.compliance.Verdict;
import org.pactwatch.incident.IncidentEvent.IncidentReported;

/**
 * Verdicts on what is recorded. Those made lately are kept: the same question about the same moment, on the same record,
 * has the same answer, whether a page asks or a meter.
 */
public final class Assessments {

    /** Some 2 KB each. */
    private static final int KEPT = 10_000;

    private final Progress progress;
    private final Assessor assessor;
    private final Bearings bearings;
    private final Cache<Question, Verdict> verdicts =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    /**
     * @param since known was what stands up to this position
     * @param switches how often the tables had been made anew
     */
    private record Question(
            String agreement, String commitment, String reading, Instant at, long since, long switches) {}

    public Assessments(Progress progress, Bearings bearings) {
        this.progress = progress;
        this.bearings = bearings;
        this.assessor = new Assessor(bearings);
    }

    public Assessor assessor() {
        return assessor;
    }

    /** Judges as if {@code reported} were recorded at {@code position}, by the same rules. Nothing of it is kept. */
    public Assessor supposing(IncidentReported reported, long position) {
        return new Assessor(new SupposedBearings(bearings, reported, position));
    }

    /**
     * How a commitment stands under a reading.
     *
     * @param facts as known at {@code knownAt}
     * @param knownAt the last position known; answers stand at it
     */
    public Verdict verdict(AgreementFacts facts, String commitment, Reading reading, Instant at, long knownAt) {
        return verdicts.get(
                new Question(
                        facts.agreement().id(),
                        commitment,
                        reading.id(),
                        at,
                        since(facts, knownAt),
                        progress.switches()),
                question -> assessor.assess(facts, commitment, reading, at, knownAt));
    }

    /**
     * The last position up to {@code knownAt} that may touch answers about the agreement. What was recorded since the
     * asker looked up where answers stand is for those who know of it.
     */
    public long since(AgreementFacts facts, long knownAt) {
        long touched = progress.touched(Stream.concat(
                Stream.of("agreement/" + facts.agreement().id()),
                facts.agreement().commitments().stream().map(c -> "party/" + c.obligor())));
        return Math.min(touched, knownAt);
    }
}
