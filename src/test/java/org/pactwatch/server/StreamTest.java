package org.pactwatch.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** News come in order, each once, and go on where a listener was cut off. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StreamTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final RunningServer server = RunningServer.real();

    private static Long[] range(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toArray(Long[]::new);
    }

    @Test
    void who_listens_hears_what_is_recorded_from_now_on() throws Exception {
        Pacts pact = Pacts.registered(server);
        long head = server.head();
        server.get("/compliance?minPosition=" + head);
        try (Listener listener = new Listener(server.baseUrl())) {
            for (int i = 0; i < 5; i++) {
                server.accepted("monitor", "/incidents", pact.strike());
            }
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(listener.ids()).containsExactly(range(head + 1, head + 5)));
            assertThat(listener.heard()).allSatisfy(news -> {
                assertThat(news.name()).isEqualTo("incident.reported");
                assertThat(news.json())
                        .isEqualTo(server.get("/history/" + news.id()).json());
            });
        }
    }

    @Test
    void a_listener_that_comes_back_misses_nothing_and_hears_nothing_twice() throws Exception {
        Pacts pact = Pacts.registered(server);
        long head = server.head();
        long last;
        try (Listener first = new Listener(server.baseUrl(), "Last-Event-ID", "" + (head - 1))) {
            server.accepted("monitor", "/incidents", pact.strike());
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(first.ids()).containsExactly(range(head, head + 1)));
            last = head + 1;
        }
        for (int i = 0; i < 250; i++) {
            server.accepted("monitor", "/incidents", pact.strike());
        }
        try (Listener second = new Listener(server.baseUrl(), "Last-Event-ID", "" + last)) {
            server.accepted("monitor", "/incidents", pact.strike());
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(second.ids()).containsExactly(range(last + 1, last + 251)));
        }
        try (Listener all = new Listener(server.baseUrl(), "Last-Event-ID", "0")) {
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(all.ids()).containsExactly(range(1, last + 251)));
        }
    }

    @Test
    void a_last_event_id_that_is_no_position_is_refused() {
        assertThat(server.get("/stream", "Last-Event-ID", "soon").status()).isEqualTo(422);
    }

    @Test
    void an_open_stream_does_not_hold_up_the_end_of_the_server(@TempDir Path data) throws Exception {
        RunningServer own = RunningServer.start(data, "pactwatch.example=false");
        try (Listener listener = new Listener(own.baseUrl())) {
            Instant before = Instant.now();
            own.close();
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(10));
            await().atMost(PATIENCE).until(listener::hasEnded);
        }
    }
}
