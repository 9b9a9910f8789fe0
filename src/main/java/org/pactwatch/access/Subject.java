package org.pactwatch.access;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Who is asking.
 *
 * @param id the name under which acts are recorded, such as {@code olena}; {@code anonymous} without a token
 * @param roles what it may do, in the order of {@link Role}; empty for the public
 */
public record Subject(String id, Set<Role> roles) {

    private static final Subject ANONYMOUS = new Subject("anonymous", Set.of());

    public Subject {
        EnumSet<Role> ordered = EnumSet.noneOf(Role.class);
        ordered.addAll(roles);
        roles = Collections.unmodifiableSet(ordered);
    }

    /** The public: no token, no role. */
    public static Subject anonymous() {
        return ANONYMOUS;
    }

    public boolean isAnonymous() {
        return equals(ANONYMOUS);
    }

    public boolean has(Role role) {
        return roles.contains(role);
    }

    /** Whether confidential sources are shown: to a reviewer, who judges by them, and to an auditor. */
    public boolean seesConfidential() {
        return has(Role.REVIEWER) || has(Role.AUDITOR);
    }
}
