package org.pactwatch.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pactwatch.compliance.Scenario.day;
import static org.pactwatch.compliance.Scenario.strikeOf;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.pactwatch.incident.IncidentEvent.IncidentReported;
import org.pactwatch.time.Interval;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SupposedBearingsTest {

    private static final long HEAD = 7;
    private final IncidentReported reported =
            new IncidentReported("new", strikeOf(day(3), day(3), "B", "A"), "monitor");

    /** Remembers what it was asked. */
    private static final class Recorded implements Bearings {
        private long knownAt;
        private final Tally tally;

        Recorded(Tally tally) {
            this.tally = tally;
        }

        @Override
        public Tally tally(String accused, Instant at, long knownAt, Bench bench) {
            this.knownAt = knownAt;
            return tally;
        }

        @Override
        public Iterable<Bearing> substantiated(String accused, Interval begun, long foundAfter, long knownAt) {
            this.knownAt = knownAt;
            return List.of();
        }
    }

    private static Tally tally(int alleged) {
        Map<Standing, Integer> counts = new EnumMap<>(Standing.class);
        if (alleged > 0) {
            counts.put(Standing.ALLEGED, alleged);
        }
        return new Tally(counts, false, null, new TreeSet<>(), List.of());
    }

    private static Bench bench() {
        return Scenario.accepted().bench(Scenario.A_ABSTAINS, day(5));
    }

    private Tally supposed(Recorded recorded, String accused, Instant at, long knownAt) {
        return new SupposedBearings(recorded, reported, HEAD + 1).tally(accused, at, knownAt, bench());
    }

    @Test
    void it_adds_the_one_that_is_not_recorded() {
        Tally tally = supposed(new Recorded(tally(2)), "A", day(5), HEAD + 1);
        assertThat(tally.count(Standing.ALLEGED)).isEqualTo(3);
        assertThat(tally.grounds()).containsExactly(new Basis.Item("new", HEAD + 1));
    }

    @Test
    void to_nobody_else_and_not_before_it_began_and_not_before_it_was_known() {
        assertThat(supposed(new Recorded(tally(2)), "B", day(5), HEAD + 1).reported())
                .isEqualTo(2);
        assertThat(supposed(new Recorded(tally(2)), "A", day(2), HEAD + 1).reported())
                .isEqualTo(2);
        assertThat(supposed(new Recorded(tally(2)), "A", day(5), HEAD).reported())
                .isEqualTo(2);
    }

    @Test
    void what_others_record_meanwhile_is_not_part_of_it() {
        Recorded recorded = new Recorded(tally(0));
        supposed(recorded, "A", day(5), HEAD + 1);
        assertThat(recorded.knownAt).isEqualTo(HEAD);
        new SupposedBearings(recorded, reported, HEAD + 1)
                .substantiated("A", new Interval(day(1), day(5)), 0, HEAD + 100);
        assertThat(recorded.knownAt).isEqualTo(HEAD);
    }

    @Test
    void one_beyond_the_cap_cuts_the_count() {
        Tally full = supposed(new Recorded(tally(Tally.CAP)), "A", day(5), HEAD + 1);
        assertThat(full.count(Standing.ALLEGED)).isEqualTo(Tally.CAP);
        assertThat(full.capped()).isTrue();
        assertThat(supposed(new Recorded(tally(Tally.CAP - 1)), "A", day(5), HEAD + 1)
                        .capped())
                .isFalse();
    }
}
