package org.pactwatch.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What a report would change, said before it is recorded, is what it changes. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SupposedReportTest {

    private static final int SEEDS = 60;

    @Test
    void a_verdict_as_if_an_incident_were_recorded_is_the_verdict_once_it_is() {
        List<HttpPlay.Difference> differences = new ArrayList<>();
        int compared = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            MemoryPlay.Outcome outcome = MemoryPlay.supposing(seed);
            differences.addAll(outcome.differences());
            compared += outcome.compared();
        }
        assertThat(differences).isEmpty();
        assertThat(compared).as("verdicts compared").isGreaterThan(100 * SEEDS);
    }
}
