package org.pactwatch.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.pactwatch.reference.HttpPlay.Difference;

/** The assessor and the reference model, written apart from each other, give the same answers to the same questions. */
class ReferencePlayTest {

    /** More with {@code -Dreference.seeds=N}. */
    private static final int SEEDS = Integer.getInteger("reference.seeds", 150);

    @Test
    void the_assessor_answers_as_the_reference_model_does() {
        List<MemoryPlay.Outcome> outcomes =
                LongStream.rangeClosed(1, SEEDS).mapToObj(MemoryPlay::play).toList();
        List<Difference> differences = outcomes.stream()
                .flatMap(outcome -> outcome.differences().stream())
                .toList();
        assertThat(differences).as("differences over %d histories", SEEDS).isEmpty();
        assertThat(outcomes.stream().mapToInt(MemoryPlay.Outcome::compared).sum())
                .as("answers compared")
                .isGreaterThan(30 * SEEDS);
        assertThat(outcomes.stream().flatMap(outcome -> outcome.parted().keySet().stream()))
                .as("what sets readings apart")
                .contains("BOUND_FROM", "TERM_END", "Incident", "Consent", "Release", "Right");
    }
}
