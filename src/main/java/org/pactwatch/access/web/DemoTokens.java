package org.pactwatch.access.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pactwatch.access.Role;
import org.pactwatch.access.Subject;
import org.pactwatch.decision.web.ProblemException;
import org.pactwatch.decision.web.StrictJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One token for each role, made on the first start and found again on every later one. */
final class DemoTokens {

    /** What demo subjects are called: {@code demo-monitor}. */
    static final String PREFIX = "demo-";

    private static final Logger log = LoggerFactory.getLogger(DemoTokens.class);
    private static final int BYTES = 32;

    private DemoTokens() {}

    /** The file's form; a component for each role. */
    record Content(
            @Nullable String monitor,
            @Nullable String reviewer,
            @Nullable String registrar,
            @Nullable String auditor,
            @Nullable String admin) {

        @Nullable
        String of(Role role) {
            return switch (role) {
                case MONITOR -> monitor;
                case REVIEWER -> reviewer;
                case REGISTRAR -> registrar;
                case AUDITOR -> auditor;
                case ADMIN -> admin;
            };
        }
    }

    /**
     * The demo subjects under the hashes of their tokens.
     *
     * @throws StartRefused if {@code file} can't be written or is not what an earlier start wrote
     */
    static Map<String, Subject> load(Path file) {
        try {
            if (Files.notExists(file)) {
                PrivateFile.create(file, StrictJson.mapper().writeValueAsBytes(fresh()));
            }
            if (PrivateFile.isOpenToOthers(file)) {
                log.warn("{} can be read by others on this machine: chmod 600 it", file);
            }
            log.info("Demo tokens, one for each role, are in {}", file);
            return subjects(file, StrictJson.read(Files.readAllBytes(file), Content.class));
        } catch (ProblemException e) {
            throw broken(file, e.problem().detail());
        } catch (IOException e) {
            throw broken(file, String.valueOf(e));
        }
    }

    private static Map<String, Subject> subjects(Path file, Content content) {
        Map<String, Subject> subjects = new LinkedHashMap<>();
        for (Role role : Role.values()) {
            String token = content.of(role);
            if (token == null || token.isBlank()) {
                throw broken(file, "The field /" + role.code() + " is missing.");
            }
            subjects.put(Sha256.hex(token), new Subject(PREFIX + role.code(), Set.of(role)));
        }
        if (subjects.size() < Role.values().length) {
            throw broken(file, "Two roles have the same token.");
        }
        return subjects;
    }

    private static Content fresh() {
        SecureRandom random = new SecureRandom();
        return new Content(token(random), token(random), token(random), token(random), token(random));
    }

    private static String token(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new String(Base64.getUrlEncoder().withoutPadding().encode(bytes), StandardCharsets.US_ASCII);
    }

    private static StartRefused broken(Path file, String why) {
        return new StartRefused(
                "The demo tokens in " + file + " can't be used. " + why,
                "Delete " + file + " to have new ones made, make its folder writable, or set"
                        + " pactwatch.demo-tokens=false.");
    }
}
