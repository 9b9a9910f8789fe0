package org.pactwatch.pages.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Marks that would cover each other stand above each other. */
class StackTest {

    private final Stack stack = new Stack(3);

    @Test
    void at_the_same_place_each_has_a_lane_of_its_own() {
        assertThat(stack.lane(10, 28)).isZero();
        assertThat(stack.lane(10, 28)).isEqualTo(1);
        assertThat(stack.lane(10, 28)).isEqualTo(2);
        assertThat(stack.lanes()).isEqualTo(3);
    }

    @Test
    void a_lane_is_used_again_where_there_is_room_for_the_gap_too() {
        stack.lane(10, 28);
        assertThat(stack.lane(30, 48)).isEqualTo(1);
        assertThat(stack.lane(31, 49)).isZero();
    }

    @Test
    void an_empty_row_is_still_a_row() {
        assertThat(stack.lanes()).isEqualTo(1);
    }
}
