package org.pactwatch.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * One SHA-256 over a run of entries, every column of them: positions, times, salts, ids, hashes, request keys and words.
 * Two records are equal to the bit if their digests are. Each value goes in behind its length, so that no two records
 * give the same bytes.
 */
public final class RecordDigest {

    private static final int ABSENT = -1;

    private final MessageDigest sha256;
    private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

    public RecordDigest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    public void add(Entry entry) {
        put(entry.position());
        put(entry.aggregateType());
        put(entry.aggregateId());
        put(entry.sequence());
        put(entry.eventId());
        put(entry.type());
        put(entry.revision());
        put(entry.recorded().getEpochSecond());
        put(entry.recorded().getNano());
        put(entry.payload());
        put(entry.metadata());
        put(entry.salt());
        put(entry.entryHash());
        put(entry.requestKey());
        put(entry.requestHash());
    }

    private void put(@Nullable String text) {
        if (text == null) {
            put(ABSENT);
        } else {
            put(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void put(byte[] bytes) {
        put(bytes.length);
        sha256.update(bytes);
    }

    private void put(long value) {
        sha256.update(number.putLong(0, value).array());
    }

    /** In lower hex. It ends this run: the next entry begins another. */
    public String end() {
        return HexFormat.of().formatHex(sha256.digest());
    }
}
