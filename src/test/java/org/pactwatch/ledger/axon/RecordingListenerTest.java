package org.pactwatch.ledger.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pactwatch.ledger.Ledger;
import org.pactwatch.ledger.LedgerUnavailable;

@SuppressWarnings("NullAway.Init")
class RecordingListenerTest {

    @TempDir
    private Path folder;

    private Rig rig;
    private final List<String> heard = new ArrayList<>();

    @BeforeEach
    void start() {
        rig = new Rig(folder);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private Recorder recorder(Ledger ledger) {
        return new Recorder(rig.bus, ledger, (command, outcome, took) -> {
            assertThat(took).isPositive().isLessThan(Duration.ofMinutes(1));
            heard.add(command.getSimpleName() + " " + outcome);
        });
    }

    @Test
    void each_command_is_heard_of_once_with_what_became_of_it() {
        Recorder recorder = recorder(rig.ledger);
        Request request = new Request("monitor", "k", "hash");
        recorder.record(new Notes.Open("n", ""), Request.of("monitor"));
        recorder.record(new Notes.Open("n", "t"), request);
        recorder.record(new Notes.Open("n", "t"), request);
        recorder.record(new Notes.Open("n", "t"), Request.of("monitor"));
        recorder.record(new Notes.Add("n", List.of("a")), new Request("monitor", "k", "another"));
        assertThat(heard)
                .containsExactly("Open REJECTED", "Open ACCEPTED", "Open ACCEPTED", "Open UNCHANGED", "Add KEY_REUSED");
    }

    @Test
    void so_is_one_that_failed_for_the_ledgers_sake_or_by_a_bug() {
        rig.ledger.close();
        assertThatThrownBy(() -> recorder(rig.ledger).record(new Notes.Open("n", "t"), Request.of("monitor")))
                .isInstanceOf(LedgerUnavailable.class);
        assertThatThrownBy(() -> recorder(rig.ledger).record(new Object(), Request.of("monitor")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(heard).containsExactly("Open UNAVAILABLE", "Object FAILED");
    }
}
