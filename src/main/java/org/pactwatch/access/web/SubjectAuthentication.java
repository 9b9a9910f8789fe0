package org.pactwatch.access.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pactwatch.access.Subject;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.Authentication;

/** A subject as Spring Security carries it. It has no authorities: the table of routes asks for roles itself. */
final class SubjectAuthentication extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1;

    private final transient Subject subject;

    SubjectAuthentication(Subject subject) {
        super(List.of());
        this.subject = subject;
        setAuthenticated(true);
    }

    /** Whoever is asking; the public, where nobody said so. */
    static Subject subjectOf(@Nullable Authentication authentication) {
        return authentication instanceof SubjectAuthentication known ? known.subject : Subject.anonymous();
    }

    @Override
    public Subject getPrincipal() {
        return subject;
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public String getName() {
        return subject.id();
    }
}
