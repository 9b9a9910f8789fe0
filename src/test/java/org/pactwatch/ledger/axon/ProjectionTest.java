package org.pactwatch.ledger.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pactwatch.ledger.Ledger;
import org.pactwatch.ledger.NewEvent;
import org.springframework.context.ConfigurableApplicationContext;

@SuppressWarnings("NullAway.Init")
class ProjectionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private ConfigurableApplicationContext app;

    @BeforeEach
    void start() {
        app = NotesApp.start(folder);
    }

    @AfterEach
    void stop() {
        app.close();
    }

    private NotesApp.Seen seen() {
        return app.getBean(NotesApp.Seen.class);
    }

    private Projection projection() {
        return app.getBean(ProjectionWatch.class).of("seen").orElseThrow();
    }

    private void open(String id) {
        assertThat(app.getBean(Recorder.class).record(new Notes.Open(id, "t"), Request.of("monitor")))
                .isInstanceOf(Recorded.Accepted.class);
    }

    private void awaitSeen(Long... positions) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(seen().positions).containsExactly(positions));
    }

    private void awaitFailureAt(long position, String why) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(projection().failure())
                        .isInstanceOfSatisfying(Failure.class, failure -> {
                            assertThat(failure.position()).isEqualTo(position);
                            assertThat(failure.why()).contains(why);
                        }));
    }

    @Test
    void events_reach_a_projection_in_order_and_a_restart_goes_on_where_it_stood() {
        open("a");
        open("b");
        awaitSeen(1L, 2L);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(projection().applied()).hasValue(2));
        assertThat(projection().running()).isTrue();
        assertThat(projection().failure()).isNull();

        app.close();
        app = NotesApp.start(folder);
        open("c");
        awaitSeen(3L);
        assertThat(seen().resets).isZero();
    }

    @Test
    void a_reset_replays_everything_from_the_start() {
        open("a");
        open("b");
        awaitSeen(1L, 2L);
        StreamingEventProcessor processor = app.getBean(EventProcessingConfiguration.class)
                .eventProcessor("seen", StreamingEventProcessor.class)
                .orElseThrow();
        processor.shutDown();
        processor.resetTokens();
        assertThat(seen().resets).isOne();
        assertThat(seen().positions).isEmpty();
        processor.start();
        awaitSeen(1L, 2L);
        open("c");
        awaitSeen(1L, 2L, 3L);
    }

    @Test
    void an_event_that_cannot_be_folded_stops_its_projection_loudly_until_it_can() {
        open("a");
        awaitSeen(1L);
        seen().failAt = 2;
        open("b");
        open("c");
        awaitFailureAt(2, "can't fold");
        assertThat(seen().positions).doesNotContain(2L, 3L);

        seen().failAt = -1;
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(seen().positions).contains(2L, 3L));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(projection().failure()).isNull());
    }

    @Test
    void an_event_that_cannot_be_read_stops_every_projection_loudly() {
        open("a");
        awaitSeen(1L);
        app.getBean(Ledger.class)
                .append(List.of(new NewEvent("note", "z", 0, "e", "note.unheard-of", "1", "{}", "{}")), null);
        open("b");
        awaitFailureAt(2, "note.unheard-of");
        assertThat(seen().positions).containsExactly(1L);
    }

    @Test
    void axons_meters_are_exported() {
        open("a");
        awaitSeen(1L);
        // Axon looks for Boot 3's metrics; had it made a registry of its own, there would be two.
        assertThat(app.getBeansOfType(MeterRegistry.class)).hasSize(1);
        assertThat(app.getBean(PrometheusMeterRegistry.class).scrape())
                .contains("eventProcessor_successCounter_total{payloadType=\"Opened\",processorName=\"seen\"} 1.0");
    }
}
