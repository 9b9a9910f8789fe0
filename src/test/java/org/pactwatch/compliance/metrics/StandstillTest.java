package org.pactwatch.compliance.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StandstillTest {

    private static final long PATIENCE = Standstill.PATIENCE.toNanos();

    private final Standstill standstill = new Standstill();

    @Test
    void to_be_behind_for_a_while_is_no_standstill_and_for_long_it_is() {
        assertThat(standstill.lasts(5, 9, 0)).isFalse();
        assertThat(standstill.lasts(5, 9, PATIENCE)).isFalse();
        assertThat(standstill.lasts(5, 10, PATIENCE + 1)).isTrue();
    }

    @Test
    void whoever_moves_does_not_stand_still_however_far_behind() {
        assertThat(standstill.lasts(5, 1_000, 0)).isFalse();
        assertThat(standstill.lasts(6, 2_000, 2 * PATIENCE)).isFalse();
        assertThat(standstill.lasts(7, 3_000, 4 * PATIENCE)).isFalse();
    }

    @Test
    void where_nothing_is_recorded_nothing_is_missing_and_the_time_begins_with_the_next_entry() {
        assertThat(standstill.lasts(5, 5, 0)).isFalse();
        assertThat(standstill.lasts(5, 5, 10 * PATIENCE)).isFalse();
        assertThat(standstill.lasts(5, 6, 11 * PATIENCE)).isFalse();
        assertThat(standstill.lasts(5, 6, 12 * PATIENCE + 1)).isTrue();
    }
}
