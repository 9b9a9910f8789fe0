package org.pactwatch.access;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a route asks of whoever calls it. */
public enum Permission {
    /** Anybody, without a token too. */
    READ(null),
    /** To say that something happened, and who is accused of it. */
    REPORT(Role.MONITOR),
    /** To judge what was reported. */
    REVIEW(Role.REVIEWER),
    /** To register agreements and what is declared about them. */
    REGISTER(Role.REGISTRAR),
    /** To look after the server itself. */
    ADMINISTER(Role.ADMIN);

    private final @Nullable Role role;

    Permission(@Nullable Role role) {
        this.role = role;
    }

    /** The one role that gives it; empty if everybody has it. */
    public Optional<Role> role() {
        return Optional.ofNullable(role);
    }

    public boolean grantedTo(Subject subject) {
        return role == null || subject.has(role);
    }
}
