package org.pactwatch.access.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pactwatch.access.Role;
import org.pactwatch.access.Subject;
import org.pactwatch.decision.web.Problem;
import org.pactwatch.decision.web.ProblemException;
import org.pactwatch.decision.web.StrictJson;
import org.pactwatch.decision.web.Untrusted;

/** The real tokens, by hash: {@code [{"subject":"olena","roles":["monitor"],"sha256":"<hex>"}]}. */
final class TokenFile {

    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");

    /** No colon: it parts the subject from the rest of an idempotency key. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,99}");

    private final Path file;

    private TokenFile(Path file) {
        this.file = file;
    }

    record Entry(
            @Nullable String subject,
            @Nullable List<String> roles,
            @Nullable String sha256) {}

    /**
     * Each subject under the hash of its token. Several tokens may name one subject.
     *
     * @throws StartRefused naming the place, if anything in {@code file} isn't right
     */
    static Map<String, Subject> load(Path file) {
        return new TokenFile(file).load();
    }

    private Map<String, Subject> load() {
        Entry[] entries;
        try {
            entries = StrictJson.read(Files.readAllBytes(file), Entry[].class);
        } catch (IOException e) {
            throw wrong("it can't be read: " + e);
        } catch (ProblemException e) {
            throw wrong(where(e.problem()) + e.problem().detail());
        }
        Map<String, Subject> subjects = new LinkedHashMap<>();
        for (int i = 0; i < entries.length; i++) {
            String at = "/" + i;
            Subject subject = new Subject(name(at + "/subject", entries[i]), roles(at + "/roles", entries[i]));
            if (subjects.put(hash(at + "/sha256", entries[i]), subject) != null) {
                throw wrong("at " + at + "/sha256: the same token stands further up.");
            }
        }
        return subjects;
    }

    private String name(String at, Entry entry) {
        String name = entry.subject() == null ? "" : entry.subject();
        boolean ours = name.startsWith(DemoTokens.PREFIX)
                || name.equals(Subject.anonymous().id());
        if (!NAME.matcher(name).matches() || ours) {
            throw wrong("at " + at + ": " + Untrusted.forLog(name) + " is no name for a subject: 1 to 100 letters,"
                    + " digits and . _ @ -, neither anonymous nor beginning with " + DemoTokens.PREFIX);
        }
        return name;
    }

    private Set<Role> roles(String at, Entry entry) {
        List<String> written = entry.roles() == null ? List.of() : entry.roles();
        if (written.isEmpty()) {
            throw wrong("at " + at + ": at least one role is needed, of " + known());
        }
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (int i = 0; i < written.size(); i++) {
            String code = written.get(i);
            String place = "at " + at + "/" + i + ": ";
            roles.add(Role.of(code)
                    .orElseThrow(
                            () -> wrong(place + Untrusted.forLog(code) + " is no role; the roles are " + known())));
        }
        return roles;
    }

    private String hash(String at, Entry entry) {
        String hash = entry.sha256() == null ? "" : entry.sha256();
        if (!HEX.matcher(hash).matches()) {
            // Not repeated here: it may be the token itself, written there by mistake.
            throw wrong("at " + at + ": the SHA-256 of the token is needed, as 64 hex digits.");
        }
        return hash.toLowerCase(Locale.ROOT);
    }

    private static String known() {
        return List.of(Role.values()).stream().map(Role::code).collect(Collectors.joining(", "));
    }

    private static String where(Problem problem) {
        return problem.errors().stream()
                .findFirst()
                .map(Problem.Fault::pointer)
                .map(pointer -> "at " + pointer + ": ")
                .orElse("");
    }

    private StartRefused wrong(String why) {
        return new StartRefused(
                "The tokens in " + file + " can't be used: " + why,
                "Correct the file, or name another with pactwatch.tokens. It is a list of"
                        + " {\"subject\":\"olena\",\"roles\":[\"monitor\"],\"sha256\":\"<64 hex digits>\"}.");
    }
}
