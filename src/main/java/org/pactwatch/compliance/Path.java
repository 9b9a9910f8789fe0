package org.pactwatch.compliance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.Commitment;

/**
 * The tests that led to a verdict, in the order in which the rules put them, each with its answer. Two verdicts that
 * differ part at a test: the first that was answered differently. What was never asked made no difference.
 */
record Path(List<Step> steps) {

    /** What a test looks at. */
    enum Test {
        RELEASED,
        BOUND,
        ENDED,
        CONSENTED,
        HAS_RIGHT,
        INCIDENTS
    }

    record Step(Test test, Object answer) {}

    /** Where the two part; {@code null} if they never do. */
    @Nullable
    Test partsFrom(Path other) {
        int both = Math.min(steps.size(), other.steps.size());
        for (int i = 0; i < both; i++) {
            if (!steps.get(i).equals(other.steps.get(i))) {
                return steps.get(i).test();
            }
        }
        return null;
    }

    /** To the force: the order of rule 10. A delivery in full is the same under every reading, and parts none. */
    static Path toForce(Course course, Instant at) {
        Steps steps = new Steps();
        if (steps.is(Test.RELEASED, course.released(at) != null)) {
            return steps.path();
        }
        if (!steps.is(Test.BOUND, course.isBound(at))) {
            if (!steps.is(Test.ENDED, course.term().hasEnded(at))) {
                steps.is(Test.CONSENTED, course.consentGiven(at));
            }
            return steps.path();
        }
        if (!course.deliveries().reachedBy(at)
                && !steps.is(Test.ENDED, course.term().hasEnded(at))) {
            steps.is(Test.HAS_RIGHT, course.mayBeReleased(at));
        }
        return steps.path();
    }

    /** To the compliance. How a delivery went on from being bound depends on nothing but its force. */
    static Path toCompliance(Course course, Verdict verdict) {
        Steps steps = new Steps();
        Instant at = verdict.at();
        if (steps.is(Test.BOUND, course.isBound(at))
                // Who was released at the very moment of being bound never was.
                && !steps.is(Test.RELEASED, course.windows(at).isEmpty())
                && verdict.commitment() instanceof Commitment.Prohibition) {
            steps.add(Test.INCIDENTS, verdict.compliance());
        }
        return steps.path();
    }

    private static final class Steps {

        private final List<Step> steps = new ArrayList<>();

        void add(Test test, Object answer) {
            steps.add(new Step(test, answer));
        }

        boolean is(Test test, boolean answer) {
            add(test, answer);
            return answer;
        }

        Path path() {
            return new Path(List.copyOf(steps));
        }
    }
}
