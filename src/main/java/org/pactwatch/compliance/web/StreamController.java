package org.pactwatch.compliance.web;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
    private final Set<Thread> senders = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    StreamController(Ledger ledger, Progress progress) {
        this.ledger = ledger;
        this.progress = progress;
    }

    /** From the position after {@code Last-Event-ID} on, or from now. */
    @GetMapping(path = "/api/v1/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter stream(
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable Long lastEventId, Subject asker) {
        long from = lastEventId == null ? progress.position() : Math.max(0, lastEventId);
        SseEmitter emitter = new SseEmitter(0L);
        Thread sender = Thread.ofVirtual().name("sse").unstarted(() -> send(emitter, from, asker));
        // Who went away is noticed by the next write at the latest; until then the thread costs next to nothing.
        emitter.onError(error -> sender.interrupt());
        emitter.onCompletion(sender::interrupt);
        senders.add(sender);
        if (closing) {
            sender.interrupt();
        }
        sender.start();
        return emitter;
    }

    /** Streams never end by themselves, and the server's graceful end would wait for them. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        closing = true;
        senders.forEach(Thread::interrupt);
    }

    private void send(SseEmitter emitter, long from, Subject asker) {
        long sent = from;
        try {
            emitter.send(SseEmitter.event().comment("position " + sent).reconnectTime(2_000));
            while (!closing && !Thread.currentThread().isInterrupted()) {
                long position = progress.awaitNews(sent, HEARTBEAT_MILLIS);
                if (position <= sent) {
                    emitter.send(SseEmitter.event().comment("still here"));
                }
                while (sent < position) {
                    List<Entry> entries = ledger.after(sent, BATCH);
                    for (Entry entry : entries) {
                        emitter.send(SseEmitter.event()
                                .id(Long.toString(entry.position()))
                                .name(entry.type())
                                .data(CloudEvents.write(entry, asker).toString()));
                        sent = entry.position();
                    }
                }
            }
        } catch (InterruptedException | IOException | IllegalStateException | LedgerUnavailable gone) {
            // The listener has left, or will come back and go on where it was.
            LOG.debug("A stream has ended at position {}.", sent, gone);
        } finally {
            senders.remove(Thread.currentThread());
            emitter.complete();
        }
    }
}
