package org.pactwatch.ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How long work is shown, by a clock that the test turns. */
class ProgressLineTest {

    private final AtomicLong nanos = new AtomicLong();
    private final StringWriter out = new StringWriter();

    @Test
    void on_a_terminal_one_line_is_drawn_again_with_rate_and_time_left() {
        ProgressLine line = new ProgressLine(new PrintWriter(out), true, nanos::get);
        line.at("copying", 0, 1_000_000);
        after(Duration.ofMillis(100));
        line.at("copying", 500, 1_000_000);
        assertThat(out.toString()).isEqualTo("\rcopying 0 of 1,000,000 entries (0 %)");
        after(Duration.ofSeconds(2).minusMillis(100));
        line.at("copying", 50_000, 1_000_000);
        assertThat(out.toString()).endsWith("\rcopying 50,000 of 1,000,000 entries (5 %), 25,000 a second, 38 s left");
        assertThat(out.toString()).doesNotContain("\n");
        after(Duration.ofSeconds(198));
        line.at("copying", 1_000_000, 1_000_000);
        assertThat(out.toString())
                .endsWith("\rcopying 1,000,000 of 1,000,000 entries (100 %), 5,000 a second, took 3 min 20 s\n");
    }

    @Test
    void a_shorter_line_leaves_nothing_of_a_longer_one() {
        ProgressLine line = new ProgressLine(new PrintWriter(out), true, nanos::get);
        line.at("copying", 0, 1_000_000);
        after(Duration.ofSeconds(1));
        line.at("x", 0, 1);
        assertThat(out.toString()).endsWith("\rx 0 of 1 entries (0 %)" + " ".repeat(14));
    }

    @Test
    void elsewhere_it_is_a_line_every_five_seconds() {
        ProgressLine line = new ProgressLine(new PrintWriter(out), false, nanos::get);
        for (int second = 0; second <= 12; second++) {
            line.at("checking", second * 1_000L, 12_000);
            after(Duration.ofSeconds(1));
        }
        assertThat(out.toString()).isEqualTo("""
                        checking 0 of 12,000 entries (0 %)
                        checking 5,000 of 12,000 entries (41 %), 1,000 a second, 7 s left
                        checking 10,000 of 12,000 entries (83 %), 1,000 a second, 2 s left
                        checking 12,000 of 12,000 entries (100 %), 1,000 a second, took 12 s
                        """);
    }

    @Test
    void a_rate_counts_what_was_done_now_and_not_what_was_there() {
        ProgressLine line = new ProgressLine(new PrintWriter(out), false, nanos::get);
        line.at("copying", 900_000, 1_000_000);
        after(Duration.ofSeconds(10));
        line.at("copying", 910_000, 1_000_000);
        assertThat(out.toString()).endsWith("copying 910,000 of 1,000,000 entries (91 %), 1,000 a second, 90 s left\n");
    }

    private void after(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
