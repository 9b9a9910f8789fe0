package org.pactwatch.access.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
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

    /**
     * That of a form, by the key that was rendered with it: however often it is sent, it is one request.
     *
     * @param key as it came back
     * @param said what the form says: each field with its values
     * @throws RejectedException {@code idempotency-key-malformed}
     */
    public static RequestKey ofForm(
            HttpServletRequest request, Subject subject, @Nullable String key, SortedMap<String, List<String>> said) {
        if (key == null || !VISIBLE.matcher(key).matches()) {
            throw new RejectedException(malformed(key == null ? List.of() : List.of(key)));
        }
        StringBuilder text = new StringBuilder(request.getRequestURI()).append('\n');
        said.forEach((name, values) -> {
            for (String value : values) {
                // Lengths keep one field's end from being the next one's beginning.
                text.append(name)
                        .append(' ')
                        .append(value.length())
                        .append(' ')
                        .append(value)
                        .append('\n');
            }
        });
        return new RequestKey(subject.id() + ":form:" + key, Sha256.hex(text.toString()));
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
