package org.pactwatch.compliance.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.function.Supplier;
import org.pactwatch.access.Subject;
import org.pactwatch.compliance.Verdict;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** An answer with its entity tag: who polls and has it already gets a 304, and nothing is looked up. */
final class Tagged {

    private static final Duration FRESH = Duration.ofSeconds(15);

    private final String tag;
    private final boolean known;
    private final CacheControl cache;

    private Tagged(HttpServletRequest http, String said, boolean shared) {
        this.tag = Tags.weak(said);
        this.known = Tags.isKnown(http, tag);
        CacheControl fresh = CacheControl.maxAge(FRESH);
        this.cache = shared ? fresh.cachePublic() : fresh.cachePrivate();
    }

    /** @param said all that the answer depends on */
    static Tagged of(HttpServletRequest http, String said) {
        return new Tagged(http, said + "|" + Verdict.RULES, true);
    }

    /**
     * An answer about what was known at a moment.
     *
     * @param what is asked
     * @param since the last position that touches the answer
     */
    static Tagged of(HttpServletRequest http, String what, Moment moment, long since) {
        return of(
                http,
                what + "|" + moment.at() + "|" + (moment.past() ? moment.knownInstant() : "") + "|" + since + "|"
                        + moment.switches());
    }

    /** An answer that depends on the whole record, and on whether the asker may see what is confidential. */
    static Tagged of(HttpServletRequest http, Moment moment, Subject asker) {
        String said = http.getRequestURI() + "?" + http.getQueryString() + "|" + moment.at() + "|" + moment.knownAt()
                + "|" + asker.seesConfidential() + "|" + Verdict.RULES + "|" + moment.switches();
        return new Tagged(http, said, !asker.seesConfidential());
    }

    /** Has the asker got it? */
    boolean isKnown() {
        return known;
    }

    ResponseEntity<byte[]> notModified() {
        return headers(ResponseEntity.status(HttpStatus.NOT_MODIFIED)).build();
    }

    /** The answer, or that the asker has it. */
    ResponseEntity<byte[]> answer(Supplier<byte[]> body) {
        return known
                ? notModified()
                : headers(ResponseEntity.ok())
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(body.get());
    }

    ResponseEntity.BodyBuilder headers(ResponseEntity.BodyBuilder answer) {
        return answer.eTag(tag).cacheControl(cache).header(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION);
    }
}
