package org.pactwatch.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Many who listen to server-sent events, on one thread together. */
public final class Crowd implements AutoCloseable {

    private final int port;
    private final Selector selector;
    private final Thread thread;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    public Crowd(int port) {
        this.port = port;
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.thread = Thread.ofPlatform().daemon().name("crowd").start(this::run);
    }

    /** One event as it came over the wire; {@code id} is 0 where there is none. */
    public record News(long id, String name, int size, long nanoTime) {}

    /** Headers are given in pairs of name and value. */
    public Member join(String... headers) {
        return join(0, headers);
    }

    /** @param receiveBuffer of the socket in bytes; 0: the system's choice */
    public Member join(int receiveBuffer, String... headers) {
        StringBuilder request = new StringBuilder("GET /api/v1/stream HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        for (int i = 0; i < headers.length; i += 2) {
            request.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        try {
            SocketChannel channel = SocketChannel.open();
            if (receiveBuffer > 0) {
                channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
            }
            channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            ByteBuffer bytes = StandardCharsets.US_ASCII.encode(request + "\r\n");
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.configureBlocking(false);
            Member member = new Member(channel);
            tasks.add(() -> member.listen(selector));
            selector.wakeup();
            return member;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(64 << 10);
        try {
            while (!closed) {
                selector.select();
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
                for (SelectionKey key : selector.selectedKeys()) {
                    ((Member) key.attachment()).read(key, buffer);
                }
                selector.selectedKeys().clear();
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One of them. */
    public final class Member {

        private final SocketChannel channel;
        private final List<News> heard = new ArrayList<>();
        private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        private volatile int status;
        private volatile boolean greeted;
        private volatile boolean ended;
        private volatile long lastId;
        private volatile long lastNanoTime;
        /** Bytes of the chunk that are still to come; -1: its length comes first, -2: the headers do. */
        private long chunk = -2;

        private long id;
        private String name = "";
        private int size;

        private Member(SocketChannel channel) {
            this.channel = channel;
        }

        private void listen(Selector selector) {
            try {
                channel.register(selector, SelectionKey.OP_READ, this);
            } catch (IOException e) {
                ended = true;
            }
        }

        private void read(SelectionKey key, ByteBuffer buffer) throws IOException {
            if (!key.isValid() || !key.isReadable()) {
                return;
            }
            buffer.clear();
            int read;
            try {
                read = channel.read(buffer);
            } catch (IOException e) {
                read = -1;
            }
            if (read < 0) {
                ended = true;
                key.cancel();
                channel.close();
                return;
            }
            buffer.flip();
            while (buffer.hasRemaining()) {
                take(buffer.get());
            }
        }

        private void take(byte b) {
            if (chunk > 0) {
                chunk--;
                body(b);
                if (chunk == 0) {
                    chunk = -1;
                }
                return;
            }
            if (b != '\n') {
                line.write(b);
                return;
            }
            String text = line.toString(StandardCharsets.US_ASCII).strip();
            line.reset();
            if (chunk == -2) {
                if (text.startsWith("HTTP/1.1 ")) {
                    status = Integer.parseInt(text.substring(9, 12));
                } else if (text.isEmpty()) {
                    chunk = -1;
                    rest.reset();
                }
            } else if (!text.isEmpty() && text.matches("[0-9A-Fa-f]+")) {
                chunk = Long.parseLong(text, 16);
                ended |= chunk == 0;
            }
        }

        private final ByteArrayOutputStream rest = new ByteArrayOutputStream(256);

        private void body(byte b) {
            if (b != '\n') {
                size++;
                if (rest.size() < 256) {
                    rest.write(b);
                }
                return;
            }
            String text = rest.toString(StandardCharsets.UTF_8);
            rest.reset();
            if (text.startsWith("id:")) {
                id = Long.parseLong(text.substring(3));
            } else if (text.startsWith("event:")) {
                name = text.substring(6);
            } else if (text.startsWith("retry:")) {
                greeted = true;
            } else if (text.isEmpty()) {
                if (!name.isEmpty()) {
                    add(new News(id, name, size, System.nanoTime()));
                }
                id = 0;
                name = "";
                size = 0;
            }
        }

        private void add(News news) {
            synchronized (heard) {
                heard.add(news);
            }
            lastNanoTime = news.nanoTime();
            lastId = Math.max(lastId, news.id());
        }

        public List<News> heard() {
            synchronized (heard) {
                return List.copyOf(heard);
            }
        }

        public List<Long> ids() {
            return heard().stream().map(News::id).toList();
        }

        /** Of the answer; 0 while there is none. */
        public int status() {
            return status;
        }

        /** Does the stream stand? */
        public boolean greeted() {
            return greeted;
        }

        public boolean hasEnded() {
            return ended;
        }

        /** The last position heard; 0 if none. */
        public long lastId() {
            return lastId;
        }

        /** When the last was heard, by {@link System#nanoTime}. */
        public long lastNanoTime() {
            return lastNanoTime;
        }

        /** Reads nothing any more, so that what is sent fills the buffers between. */
        public void stopReading() {
            interest(0);
        }

        public void readOn() {
            interest(SelectionKey.OP_READ);
        }

        private void interest(int operations) {
            tasks.add(() -> channel.keyFor(selector).interestOps(operations));
            selector.wakeup();
        }

        /** Hangs up. */
        public void leave() {
            try {
                channel.close();
                selector.wakeup();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
