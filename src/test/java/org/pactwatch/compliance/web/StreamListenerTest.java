package org.pactwatch.compliance.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.pactwatch.compliance.axon.OpenStreams;
import org.pactwatch.compliance.axon.Progress;
import org.pactwatch.ledger.Ledger;

/** A listener gives the container little at a time, and only what it takes. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StreamListenerTest {

    private static final int LITTLE = 8 << 10;

    private final AtomicInteger completions = new AtomicInteger();
    private final Out out = new Out();
    private final StreamRing ring = new StreamRing(16, 1 << 20);
    private StreamListener listener;

    @SuppressWarnings("unchecked")
    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return (T) Proxy.newProxyInstance(StreamListenerTest.class.getClassLoader(), new Class<?>[] {type}, handler);
    }

    @BeforeEach
    void open() throws Exception {
        ServletResponse response = fake(ServletResponse.class, (proxy, method, arguments) -> out);
        AsyncContext exchange = fake(AsyncContext.class, (proxy, method, arguments) -> {
            if (method.getName().equals("complete")) {
                completions.incrementAndGet();
            }
            return method.getName().equals("getResponse") ? response : null;
        });
        Ledger empty = fake(Ledger.class, (proxy, method, arguments) -> List.of());
        StreamHub hub = new StreamHub(empty, new Progress(), new OpenStreams(1));
        listener = new StreamListener(hub, ring, exchange, false, 0, 0);
        listener.begin();
    }

    /** A socket that takes so many bytes more. */
    private static final class Out extends ServletOutputStream {

        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private int room = Integer.MAX_VALUE;
        private int largest;
        private boolean asked;

        @Override
        public boolean isReady() {
            asked = room > 0;
            return asked;
        }

        @Override
        public void setWriteListener(WriteListener listener) {}

        @Override
        public void write(byte[] bytes, int offset, int length) {
            if (!asked) {
                throw new IllegalStateException("not ready");
            }
            asked = false;
            written.write(bytes, offset, length);
            largest = Math.max(largest, length);
            room -= length;
        }

        @Override
        public void write(int b) {
            throw new UnsupportedOperationException();
        }

        private String text() {
            return written.toString(StandardCharsets.UTF_8);
        }
    }

    private static byte[] letters(char letter, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) letter);
        return bytes;
    }

    private void add(long position, byte[] bytes) {
        ring.add(new StreamFrame(position - 1, position, bytes, bytes));
    }

    @Test
    void nothing_is_written_before_the_container_says_so() {
        add(1, letters('a', 10));
        listener.tell();
        assertThat(out.text()).isEmpty();
        listener.onWritePossible();
        assertThat(out.text()).isEqualTo(":position 0\nretry:2000\n\naaaaaaaaaa");
    }

    @Test
    void what_a_full_socket_leaves_to_the_container_is_little_and_the_rest_waits_in_the_ring() {
        listener.onWritePossible();
        out.room = 1;
        for (int position = 1; position <= 10; position++) {
            add(position, letters('a', 60_000));
            listener.tell();
            listener.tellStillHere();
        }
        assertThat(out.largest).isLessThanOrEqualTo(LITTLE);
        assertThat(out.room).isBetween(1 - LITTLE, 0);
        out.room = Integer.MAX_VALUE;
        // Turns are taken on the hub's threads, too.
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            listener.onWritePossible();
            return out.text().endsWith(":still here\n\n");
        });
        assertThat(out.text().chars().filter(c -> c == 'a').count()).isEqualTo(600_000);
        assertThat(out.largest).isLessThanOrEqualTo(LITTLE);
    }

    @Test
    void who_missed_what_the_ledger_cannot_tell_is_let_go() {
        listener.onWritePossible();
        out.room = 0;
        ring.announce(letters('t', 10));
        for (int position = 1; position <= 20; position++) {
            add(position, letters('a', 10));
        }
        out.room = Integer.MAX_VALUE;
        listener.onWritePossible();
        assertThat(completions).hasValue(1);
        assertThat(out.text()).doesNotContain("aaaa", "tttt");
    }

    @Test
    void a_page_and_the_ring_meet_without_a_gap_or_a_double() {
        out.room = 0;
        listener.onWritePossible();
        for (int position = 1; position <= 5; position++) {
            add(position, letters((char) ('0' + position), 1));
        }
        listener.arrived(List.of(frame(1), frame(2), frame(3)));
        out.room = Integer.MAX_VALUE;
        listener.onWritePossible();
        assertThat(out.text()).endsWith("\n\n12345");
    }

    private static StreamFrame frame(long position) {
        byte[] bytes = letters((char) ('0' + position), 1);
        return new StreamFrame(position - 1, position, bytes, bytes);
    }

    @Test
    void it_ends_once_whoever_ends_it() {
        listener.onWritePossible();
        listener.leave();
        listener.leave();
        listener.onWritePossible();
        assertThat(completions).hasValue(1);
    }
}
