package org.pactwatch.compliance.web;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.pactwatch.access.Subject;
import org.pactwatch.compliance.axon.Progress;
import org.pactwatch.ledger.Entry;
import org.pactwatch.ledger.Ledger;
import org.pactwatch.ledger.LedgerUnavailable;
import org.pactwatch.ledger.web.CloudEvents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** News as they come: every event, once answers stand at it. */
@RestController
class StreamController {

    private static final Logger LOG = LoggerFactory.getLogger(StreamController.class);
    private static final int BATCH = 100;
    private static final long HEARTBEAT_MILLIS = 15_000;

    private final Ledger ledger;
    private final Progress progress;
    private volatile boolean closing;

    StreamController(Ledger ledger, Progress progress) {
        this.ledger = ledger;
        this.progress = progress;
    }

    /** From the position after {@code Last-Event-ID} on, or from now. */
    @GetMapping(path = "/api/v1/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter stream(
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable Long lastEventId, Subject asker) {
        long position = progress.position();
        // Who claims to have heard what was never said starts from now.
        long from = lastEventId == null ? position : Math.clamp(lastEventId, 0, position);
        SseEmitter emitter = new SseEmitter(0L);
        AtomicBoolean gone = new AtomicBoolean();
        emitter.onError(error -> gone.set(true));
        emitter.onCompletion(() -> gone.set(true));
        // A thread that waits costs next to nothing. It is never interrupted: that would close H2's file under
        // everybody.
        Thread.ofVirtual().name("sse").start(() -> send(emitter, from, asker, gone));
        return emitter;
    }

    /** Streams never end by themselves, and the server's graceful end would wait for them. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        closing = true;
        progress.wake();
    }

    private void send(SseEmitter emitter, long from, Subject asker, AtomicBoolean gone) {
        long sent = from;
        try {
            emitter.send(SseEmitter.event().comment("position " + sent).reconnectTime(2_000));
            while (!closing && !gone.get()) {
                long position = progress.awaitNews(sent, HEARTBEAT_MILLIS);
                if (position <= sent) {
                    emitter.send(SseEmitter.event().comment("still here"));
                }
                sent = sendUpTo(position, sent, emitter, asker);
            }
        } catch (InterruptedException | IOException | IllegalStateException | LedgerUnavailable end) {
            // The listener has left, or will come back and go on where it was.
            LOG.debug("A stream has ended at position {}.", sent, end);
        } finally {
            emitter.complete();
        }
    }

    /** Sends a page of what follows {@code sent}, nothing that answers don't know yet. The last position sent. */
    private long sendUpTo(long position, long sent, SseEmitter emitter, Subject asker) throws IOException {
        long last = sent;
        for (Entry entry : last < position ? ledger.after(last, BATCH) : List.<Entry>of()) {
            if (entry.position() > position) {
                break;
            }
            emitter.send(SseEmitter.event()
                    .id(Long.toString(entry.position()))
                    .name(entry.type())
                    .data(CloudEvents.write(entry, asker).toString()));
            last = entry.position();
        }
        return last;
    }
}
