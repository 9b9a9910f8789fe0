package org.pactwatch.ledger;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The two hashes that bind an entry: of its words with a salt, and of the entry as a leaf of RFC 6962. */
public final class LeafHash {

    private static final byte[] MAC_DOMAIN = "pactwatch-payload/v1\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte LEAF = 0;

    /** Cloned for each use: looking an algorithm up costs more than a hash. */
    private static final Mac HMAC = hmac();

    private static final MessageDigest SHA_256 = sha256();

    private LeafHash() {}

    private static Mac hmac() {
        try {
            return Mac.getInstance("HmacSHA256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256.", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    /**
     * HMAC-SHA-256 over the words of an event, in lower hex. Salted, because a bare hash of "strike, village X, date Y"
     * could be guessed.
     */
    public static String payloadMac(byte[] salt, String payload, String metadata) {
        try {
            Mac mac = (Mac) HMAC.clone();
            mac.init(new SecretKeySpec(salt, "HmacSHA256"));
            mac.update(MAC_DOMAIN);
            // The bytes as stored, not re-serialised JSON: an upgrade of the JSON library must not break old proofs.
            mac.update(payload.getBytes(StandardCharsets.UTF_8));
            mac.update(metadata.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal());
        } catch (CloneNotSupportedException | InvalidKeyException e) {
            throw new IllegalStateException("HmacSHA256 takes any key, and can be cloned.", e);
        }
    }

    /** SHA-256(0x00 || {@code entry}), the leaf hash of RFC 6962; the entry may come in parts. */
    public static byte[] of(byte[]... entry) {
        try {
            MessageDigest digest = (MessageDigest) SHA_256.clone();
            digest.update(LEAF);
            for (byte[] part : entry) {
                digest.update(part);
            }
            return digest.digest();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("SHA-256 can be cloned.", e);
        }
    }
}
