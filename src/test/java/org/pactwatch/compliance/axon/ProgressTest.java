package org.pactwatch.compliance.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Whoever waits for a position is woken at it, and nobody else is. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ProgressTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final Progress progress = new Progress();

    private CompletableFuture<Boolean> waiting(long minimum) {
        int before = progress.waiting();
        CompletableFuture<Boolean> reached = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                reached.complete(progress.await(minimum, LONG));
            } catch (InterruptedException e) {
                reached.completeExceptionally(e);
            }
        });
        await().until(() -> progress.waiting() > before);
        return reached;
    }

    @Test
    void a_step_wakes_those_alone_whose_position_it_reaches() throws Exception {
        List<CompletableFuture<Boolean>> waiting = new ArrayList<>();
        for (long minimum : new long[] {7, 2, 5, 3, 9}) {
            waiting.add(waiting(minimum));
        }
        progress.advance(5, Map.of());
        for (int reached : new int[] {1, 2, 3}) {
            assertThat(waiting.get(reached).get(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(progress.waiting()).isEqualTo(2);
        assertThat(waiting.get(0)).isNotDone();
        assertThat(waiting.get(4)).isNotDone();
        progress.restart(1, 9, Map.of());
        assertThat(waiting.get(0).get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(waiting.get(4).get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(progress.waiting()).isZero();
    }

    @Test
    void who_has_lost_patience_is_forgotten() throws Exception {
        assertThat(progress.await(1, Duration.ofMillis(10))).isFalse();
        assertThat(progress.waiting()).isZero();
    }

    @Test
    void what_is_reached_is_not_waited_for() throws Exception {
        progress.advance(3, Map.of());
        assertThat(progress.await(3, Duration.ZERO)).isTrue();
        assertThat(progress.await(4, Duration.ZERO)).isFalse();
    }

    @Test
    void it_knows_when_anything_of_a_kind_was_touched_last() {
        progress.advance(2, Map.of("agreement/one", 1L, "party/RUS", 2L));
        assertThat(progress.touchedAny("agreement/")).isEqualTo(1);
        progress.advance(4, Map.of("agreement/two", 4L));
        assertThat(progress.touchedAny("agreement/")).isEqualTo(4);
        assertThat(progress.touchedAny("nothing/")).isZero();
        progress.restart(1, 5, Map.of("agreement/one", 5L, "agreement/two", 4L));
        assertThat(progress.touchedAny("agreement/")).isEqualTo(5);
    }
}
