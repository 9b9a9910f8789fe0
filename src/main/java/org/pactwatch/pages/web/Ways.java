package org.pactwatch.pages.web;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pactwatch.ledger.web.RecordingEdge;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.UriUtils;

/** Where to go next. */
final class Ways {

    /** A path of this server. Two slashes, or a backslash, would be another server's. */
    private static final Pattern LOCAL = Pattern.compile("/(?![/\\\\])[\\x21-\\x5b\\x5d-\\x7e]{0,2000}");

    private Ways() {}

    /** {@code to}, if it is a page of this server; the overview otherwise. */
    static String back(@Nullable String to) {
        return to != null && LOCAL.matcher(to).matches() ? to : "/";
    }

    /** The path of an incident's page. */
    static String incident(String id) {
        return "/incidents/" + UriUtils.encodePathSegment(id, StandardCharsets.UTF_8);
    }

    /** To the incident, as it stands now, with the news of what was recorded. */
    static ResponseEntity<byte[]> recorded(RecordingEdge.Answer answer) {
        return ResponseEntity.status(303)
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.LOCATION, incident(answer.id()) + "?at=now&recorded=" + answer.position())
                .build();
    }
}
