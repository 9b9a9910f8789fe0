package org.pactwatch.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Clients that keep their connections open and ask again as soon as they are answered. As little of a client as can be. */
final class Load {

    private final int port;
    private final int clients;

    Load(int port, int clients) {
        this.port = port;
        this.clients = clients;
    }

    /** Something to ask, and the status that must come back. */
    record Call(Supplier<byte[]> request, int status) {

        static Call get(String path, String... headers) {
            byte[] bytes = bytes("GET", path, "", headers);
            return new Call(() -> bytes, headers.length > 0 ? 304 : 200);
        }

        /** Another path each time. */
        static Call varied(Supplier<String> path) {
            return new Call(() -> bytes("GET", path.get(), ""), 200);
        }

        static byte[] bytes(String method, String path, String body, String... headers) {
            StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n");
            for (int i = 0; i < headers.length; i += 2) {
                request.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
            }
            if (!body.isEmpty()) {
                request.append("Content-Length: ").append(body.length()).append("\r\n");
            }
            return request.append("\r\n").append(body).toString().getBytes(StandardCharsets.UTF_8);
        }
    }

    /** Answers a second. */
    double run(Call call, Duration duration) {
        AtomicLong answers = new AtomicLong();
        long begin = System.nanoTime();
        long end = begin + duration.toNanos();
        List<Throwable> failures = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            threads.add(Thread.ofPlatform().start(() -> {
                try (Client client = new Client(port)) {
                    long n = 0;
                    while (System.nanoTime() < end) {
                        int status = client.ask(call.request().get());
                        if (status == call.status()) {
                            n++;
                        } else if (status != 503 || call.status() != 201) {
                            throw new IllegalStateException("answered " + status + ", not " + call.status());
                        } // Too busy to record: no answer that counts.
                    }
                    answers.addAndGet(n);
                } catch (IOException | RuntimeException e) {
                    synchronized (failures) {
                        failures.add(e);
                    }
                }
            }));
        }
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException(failures.size() + " clients failed", failures.get(0));
        }
        return answers.get() / ((System.nanoTime() - begin) / 1e9);
    }

    /** One connection, made anew when the server ends it. */
    private static final class Client implements AutoCloseable {

        private final int port;
        private Socket socket;
        private InputStream in;

        Client(int port) throws IOException {
            this.port = port;
            connect();
        }

        private void connect() throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(60_000);
            in = new BufferedInputStream(socket.getInputStream(), 16_384);
        }

        int ask(byte[] request) throws IOException {
            socket.getOutputStream().write(request);
            String first = line();
            int status = Integer.parseInt(first.substring(9, 12));
            long length = 0;
            boolean close = false;
            boolean chunked = false;
            for (String line = line(); !line.isEmpty(); line = line()) {
                String lower = line.toLowerCase(Locale.ROOT);
                if (lower.startsWith("content-length:")) {
                    length = Long.parseLong(lower.substring(15).strip());
                } else if (lower.equals("transfer-encoding: chunked")) {
                    chunked = true;
                } else if (lower.equals("connection: close")) {
                    close = true;
                }
            }
            in.skipNBytes(length);
            while (chunked) {
                int size = Integer.parseInt(line(), 16);
                in.skipNBytes(size);
                line();
                chunked = size > 0;
            }
            if (close) {
                close();
                connect();
            }
            return status;
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder(64);
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new IOException("the server hung up");
                }
                if (c != '\r') {
                    line.append((char) c);
                }
            }
            return line.toString();
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
