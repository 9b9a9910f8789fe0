package org.pactwatch.compliance.web;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One open stream. It has no thread: whoever has news for it, or finds that its socket takes more, sends as much as goes
 * without waiting. It holds two numbers and what it is sending: one frame, or one page of frames that others share.
 */
final class StreamListener implements WriteListener, AsyncListener {

    private static final Logger LOG = LoggerFactory.getLogger(StreamListener.class);

    /** What the socket doesn't take of this, Tomcat keeps; so it is never much. */
    private static final int PIECE = 8 << 10;

    /** A turn: then it is somebody else's, or one who is far behind would keep the others waiting. */
    private static final int TURN = 64 << 10;

    private static final byte[] STILL_HERE = StreamFrame.utf8(":still here\n\n");

    private final StreamHub hub;
    private final StreamRing ring;
    private final AsyncContext exchange;
    private final ServletOutputStream out;
    private final boolean insider;
    private final AtomicInteger calls = new AtomicInteger();
    private volatile boolean begun;
    private volatile boolean beat;
    private volatile boolean leaving;
    private volatile boolean ended;

    // Whoever sends holds the lock.
    private int turned;
    private boolean reading;
    private List<StreamFrame> page = List.of();
    private int turnedTo;
    private long number;
    private long sent;
    private byte @Nullable [] sending;
    private int offset;
    private boolean unflushed;

    /**
     * @param sent the position behind which it goes on
     * @param number of the first frame of the ring that it wants
     */
    StreamListener(StreamHub hub, StreamRing ring, AsyncContext exchange, boolean insider, long sent, long number)
            throws IOException {
        this.hub = hub;
        this.ring = ring;
        this.exchange = exchange;
        this.out = exchange.getResponse().getOutputStream();
        this.insider = insider;
        this.sent = sent;
        this.number = number;
        this.sending = StreamFrame.greeting(sent);
    }

    /** From now on the container calls, first when the request's own thread has left. */
    void begin() {
        exchange.addListener(this);
        out.setWriteListener(this);
    }

    /** The position up to which it has been served; for {@link #arrived}. */
    synchronized long sent() {
        return sent;
    }

    /** There may be something to send. Never waits. */
    void tell() {
        if (calls.getAndIncrement() != 0) {
            // Somebody is sending, and will look once more.
            return;
        }
        boolean more = false;
        boolean failed = false;
        int answered = 1;
        do {
            try {
                more = send();
            } catch (IOException | RuntimeException gone) {
                // The listener has left, or will come back and go on where it was.
                LOG.debug("A stream has broken off.", gone);
                failed = true;
            }
            answered = calls.addAndGet(-answered);
        } while (answered != 0);
        if (failed || (leaving && begun)) {
            end();
        } else if (more) {
            hub.later(this::tell);
        }
    }

    void tellStillHere() {
        beat = true;
        tell();
    }

    /** Ends it; whoever listens comes back. */
    void leave() {
        leaving = true;
        tell();
    }

    /** The page that was read for it; empty if there is none after all. */
    void arrived(List<StreamFrame> read) {
        synchronized (this) {
            page = read;
            turnedTo = 0;
            reading = false;
        }
        if (read.isEmpty()) {
            leaving = true;
        }
        tell();
    }

    /** Sends until the socket takes no more, there is no more, or it is somebody else's turn. Is there more? */
    private synchronized boolean send() throws IOException {
        turned = 0;
        // When isReady says no, the container calls as soon as it would say yes.
        while (begun && !ended && !leaving && out.isReady()) {
            if (turned > TURN) {
                return true;
            }
            if (sending == null) {
                sending = upcoming();
            }
            if (sending != null) {
                sendPiece(sending);
            } else if (unflushed) {
                out.flush();
                unflushed = false;
            } else {
                return false;
            }
        }
        return false;
    }

    private void sendPiece(byte[] bytes) throws IOException {
        int length = Math.min(PIECE, bytes.length - offset);
        out.write(bytes, offset, length);
        unflushed = true;
        offset += length;
        turned += length;
        if (offset == bytes.length) {
            sending = null;
            offset = 0;
        }
    }

    private byte @Nullable [] upcoming() {
        StreamFrame frame = reading ? null : next();
        if (frame != null) {
            sent = Math.max(sent, frame.position());
            return frame.bytes(insider);
        }
        if (beat) {
            beat = false;
            return STILL_HERE;
        }
        return null;
    }

    /** Positions have no holes, so whatever does not follow at once lies in the ledger. */
    private @Nullable StreamFrame next() {
        while (turnedTo < page.size()) {
            StreamFrame frame = page.get(turnedTo++);
            if (frame.position() > sent) {
                return frame;
            }
        }
        page = List.of();
        turnedTo = 0;
        while (true) {
            StreamRing.Look look = ring.look(number);
            if (look.missed()) {
                leaving = true;
                return null;
            }
            number = look.number();
            StreamFrame frame = look.frame();
            if (frame == null ? sent < look.position() : sent < frame.after()) {
                reading = true;
                hub.readFor(this);
                return null;
            }
            if (frame == null) {
                return null;
            }
            number++;
            if (frame.position() == 0 || frame.position() > sent) {
                return frame;
            }
        }
    }

    private void end() {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
        }
        hub.left(this);
        complete();
    }

    /** Not while holding the lock: the container may hold one of its own and wait for this one. */
    private void complete() {
        try {
            exchange.complete();
        } catch (IllegalStateException already) {
            LOG.debug("A stream had ended already.", already);
        }
    }

    @Override
    public void onWritePossible() {
        begun = true;
        tell();
    }

    @Override
    public void onError(Throwable gone) {
        forget();
        complete();
    }

    /** Waits for whoever is sending, because afterwards the container gives the response to others. */
    private void forget() {
        synchronized (this) {
            ended = true;
        }
        hub.left(this);
    }

    @Override
    public void onError(AsyncEvent event) {
        forget();
        complete();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        forget();
        complete();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        ended = true;
        hub.left(this);
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
