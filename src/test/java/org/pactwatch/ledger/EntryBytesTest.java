package org.pactwatch.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class EntryBytesTest {

    private static final NewEvent EVENT = new NewEvent(
            "incident",
            "inc-1",
            12,
            "0190-e1",
            "incident.reported",
            "1",
            "{\"summary\":\"Удар по підстанції\"}",
            "{\"subject\":\"monitor\"}");
    private static final Instant RECORDED = Instant.parse("2025-03-19T06:00:00.000250Z");

    /** Computed outside of Java, with Python's hmac and hashlib. It must never change: every old proof hangs on it. */
    @Test
    void an_entry_has_the_bytes_and_the_hash_that_the_format_says() {
        byte[] salt = new byte[SaltSource.LENGTH];
        for (int i = 0; i < salt.length; i++) {
            salt[i] = (byte) i;
        }
        String mac = LeafHash.payloadMac(salt, EVENT.payload(), EVENT.metadata());
        byte[] bytes = EntryBytes.of(EVENT, RECORDED, mac);

        assertThat(mac).isEqualTo("07ad182b9a94a80eb7d38e6edcc7f9f24cad05067f711e9b4537f0e5e37f6575");
        assertThat(new String(bytes, StandardCharsets.UTF_8))
                .isEqualTo("{\"aggregate\":\"inc-1\",\"id\":\"0190-e1\",\"payloadMac\":\"" + mac
                        + "\",\"recorded\":\"2025-03-19T06:00:00.000250Z\",\"revision\":\"1\",\"sequence\":\"12\","
                        + "\"type\":\"incident.reported\",\"v\":1}");
        assertThat(HexFormat.of().formatHex(LeafHash.of(bytes)))
                .isEqualTo("64c74cbe1cec05a089966c15ab6cff54466556ce05cc2974ee8e58cc2c94237b");
    }

    @Test
    void strings_are_escaped_as_rfc_8785_says_and_no_further() {
        assertThat(CanonicalJson.object()
                        .member("a", "\"\\/\b\t\n\f\r\u0001\u001f\u007fé\u2028😀")
                        .end())
                .isEqualTo("{\"a\":\"\\\"\\\\/\\b\\t\\n\\f\\r\\u0001\\u001f\u007fé\u2028😀\"}");
    }

    @Test
    void half_a_surrogate_pair_is_refused_since_it_has_no_bytes() {
        assertThatThrownBy(() -> CanonicalJson.object().member("a", "x\ud83d"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void members_out_of_order_are_refused() {
        assertThatThrownBy(() -> CanonicalJson.object().member("b", 1).member("a", 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_salt_decides_the_hash_of_the_words() {
        assertThat(LeafHash.payloadMac(new byte[] {1}, "{}", "{}"))
                .isNotEqualTo(LeafHash.payloadMac(new byte[] {2}, "{}", "{}"));
    }
}
