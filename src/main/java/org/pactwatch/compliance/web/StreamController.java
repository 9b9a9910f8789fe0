package org.pactwatch.compliance.web;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.pactwatch.access.Subject;
import org.pactwatch.compliance.axon.Progress;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** News as they come: every event, once answers stand at it, and every change that time alone makes. */
@RestController
class StreamController {

    private final StreamHub hub;
    private final Progress progress;

    StreamController(StreamHub hub, Progress progress) {
        this.hub = hub;
        this.progress = progress;
    }

    /** From the position after {@code Last-Event-ID} on, or from now. */
    @GetMapping(path = "/api/v1/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void stream(
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable Long lastEventId,
            Subject asker,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        new Ask(request); // It takes no parameters.
        if (request.getMethod().equals("HEAD")) {
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            return;
        }
        long position = progress.position();
        // Who claims to have heard what was never said starts from now.
        long from = lastEventId == null ? position : Math.clamp(lastEventId, 0, position);
        hub.open(() -> begun(request, response), asker.seesConfidential(), from);
    }

    private static AsyncContext begun(HttpServletRequest request, HttpServletResponse response) {
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        // Without the wrappers of the filters: they are done by the time that anything is written.
        AsyncContext exchange = request.startAsync();
        exchange.setTimeout(0);
        return exchange;
    }
}
