package org.pactwatch.access.web;

import java.util.Map;
import java.util.Optional;
import org.pactwatch.access.Subject;

/**
 * Whose token is it? Only hashes are kept. Looking one up takes a time that depends on the hash of what was sent, from
 * which nothing can be learnt about a token that stands.
 */
final class Tokens {

    private final Map<String, Subject> byHash;

    /** @param byHash each subject under the SHA-256 of its token, in lower-case hex */
    Tokens(Map<String, Subject> byHash) {
        this.byHash = Map.copyOf(byHash);
    }

    Optional<Subject> subjectOf(String token) {
        return Optional.ofNullable(byHash.get(Sha256.hex(token)));
    }
}
