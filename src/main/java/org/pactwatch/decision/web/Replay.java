package org.pactwatch.decision.web;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;

/** A message whose body was read once already, to be read again. */
final class Replay implements HttpInputMessage {

    private final HttpHeaders headers;
    private final byte[] body;

    Replay(HttpHeaders headers, byte[] body) {
        this.headers = headers;
        this.body = body;
    }

    @Override
    public HttpHeaders getHeaders() {
        return headers;
    }

    @Override
    public InputStream getBody() {
        return new ByteArrayInputStream(body);
    }
}
