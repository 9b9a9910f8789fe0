package org.pactwatch.access.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pactwatch.access.Subject;
import org.pactwatch.decision.Rejection;
import org.pactwatch.decision.web.CachedBody;
import org.pactwatch.decision.web.RejectedException;
import org.pactwatch.decision.web.Untrusted;

/**
 * By what a repeated write is known again.
 *
 * @param key the subject's id, a colon, and its {@code Idempotency-Key}: nobody meets the keys of somebody else
 * @param bodyHash SHA-256 in hex of method, path with query, and the bytes of the body as they came
 */
public record RequestKey(String key, String bodyHash) {

    private static final String HEADER = "Idempotency-Key";
    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]{1,200}");

    /**
     * {@code null} if the request has no {@code Idempotency-Key}.
     *
     * @throws RejectedException {@code idempotency-key-malformed}, unless there is one of 1 to 200 visible ASCII
     *     characters
     */
    public static @Nullable RequestKey from(HttpServletRequest request, Subject subject) {
        List<String> headers = Collections.list(request.getHeaders(HEADER));
        if (headers.isEmpty()) {
            return null;
        }
        String header = headers.get(0);
        if (headers.size() > 1 || !VISIBLE.matcher(header).matches()) {
            throw new RejectedException(malformed(headers));
        }
        return new RequestKey(subject.id() + ":" + header, hash(request));
    }

    private static Rejection malformed(List<String> headers) {
        return new Rejection(
                Rejection.Kind.INVALID,
                "idempotency-key-malformed",
                "The Idempotency-Key " + Untrusted.forLog(String.join(", ", headers))
                        + " can't serve. Send one, of 1 to 200 visible ASCII characters; a UUID will do.",
                List.of());
    }

    private static String hash(HttpServletRequest request) {
        String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        String head = request.getMethod() + "\n" + request.getRequestURI() + query + "\n";
        return Sha256.hex(head.getBytes(StandardCharsets.UTF_8), CachedBody.of(request));
    }
}
