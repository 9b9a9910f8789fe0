package org.pactwatch.compliance.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * A page of a list.
 *
 * @param limit how many at most
 */
record Page(int limit) {

    private static final long USUAL = 100;
    private static final long MOST = 1_000;

    static Page of(Ask ask) {
        Long limit = ask.number("limit", 1, MOST);
        return new Page((int) (limit == null ? USUAL : limit));
    }

    /** @param next where the next page begins; {@code null} if this is the last */
    ResponseEntity<byte[]> answer(HttpServletRequest http, @Nullable String next, Tagged tagged, byte[] body) {
        ResponseEntity.BodyBuilder answer = tagged.headers(ResponseEntity.ok()).contentType(MediaType.APPLICATION_JSON);
        if (next != null) {
            String link = UriComponentsBuilder.fromPath(http.getRequestURI())
                    .query(http.getQueryString())
                    .replaceQueryParam("after", next)
                    .build()
                    .toUriString();
            answer.header(HttpHeaders.LINK, "<" + link + ">; rel=\"next\"");
        }
        return answer.body(body);
    }
}
