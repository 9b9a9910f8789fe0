package org.pactwatch.compliance.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What is recent is kept for all, within bounds. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StreamRingTest {

    private final StreamRing ring = new StreamRing(8, 1_000);

    private static StreamFrame entry(long position, int size) {
        byte[] bytes = new byte[size];
        return new StreamFrame(position - 1, position, bytes, bytes);
    }

    /** Positions still there, and 0 for what has none. */
    private long[] kept() {
        long first = ring.look(0).number();
        return java.util.stream.LongStream.range(first, ring.next())
                .map(number -> ring.look(number).frame().position())
                .toArray();
    }

    @Test
    void the_oldest_make_room_by_number() {
        for (int position = 1; position <= 20; position++) {
            ring.add(entry(position, 1));
        }
        assertThat(kept()).containsExactly(13, 14, 15, 16, 17, 18, 19, 20);
        assertThat(ring.look(3).missed()).isFalse();
    }

    @Test
    void the_oldest_make_room_by_size() {
        for (int position = 1; position <= 20; position++) {
            ring.add(entry(position, 300));
        }
        assertThat(kept()).containsExactly(18, 19, 20);
    }

    @Test
    void what_is_larger_than_all_the_room_is_kept_alone() {
        ring.add(entry(1, 10));
        ring.add(entry(2, 5_000));
        assertThat(kept()).containsExactly(2);
        ring.add(entry(3, 10));
        assertThat(kept()).containsExactly(3);
    }

    @Test
    void what_two_kinds_of_listeners_see_counts_twice() {
        for (int position = 1; position <= 4; position++) {
            ring.add(new StreamFrame(position - 1, position, new byte[200], new byte[200]));
        }
        assertThat(kept()).containsExactly(3, 4);
    }

    @Test
    void who_missed_what_the_ledger_cannot_tell_is_told_so() {
        ring.add(entry(1, 1));
        ring.announce(new byte[1]);
        for (int position = 2; position <= 10; position++) {
            ring.add(entry(position, 1));
        }
        assertThat(ring.look(1).missed()).isTrue();
        assertThat(ring.look(2).missed()).isFalse();
    }

    @Test
    void news_without_a_position_are_for_those_who_have_heard_what_came_before() {
        ring.add(entry(7, 1));
        ring.announce(new byte[1]);
        StreamFrame news = ring.look(1).frame();
        assertThat(news.after()).isEqualTo(7);
        assertThat(news.position()).isZero();
        assertThat(ring.position()).isEqualTo(7);
    }
}
