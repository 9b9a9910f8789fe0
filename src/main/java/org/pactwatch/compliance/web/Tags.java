package org.pactwatch.compliance.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.http.HttpHeaders;

/** Entity tags. */
public final class Tags {

    private static final int BYTES = 12;

    private Tags() {}

    /** Weak, because two answers that say the same may name different positions at which they stand. */
    public static String weak(String said) {
        return "W/\"" + of(said) + "\"";
    }

    /** Has the asker got the answer with this {@link #weak} tag? */
    public static boolean isKnown(HttpServletRequest http, String tag) {
        String sent = http.getHeader(HttpHeaders.IF_NONE_MATCH);
        return sent != null && (sent.equals("*") || sent.contains(tag.substring("W/".length())));
    }

    /** A short name for all that an answer depends on. */
    public static String of(String said) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(said.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
