package org.pactwatch.access.web;

import org.pactwatch.access.Subject;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who is asking. */
public final class Asker {

    private Asker() {}

    /** The subject of the token or of the session; {@link Subject#anonymous} if there is neither. */
    public static Subject current() {
        return SubjectAuthentication.subjectOf(
                SecurityContextHolder.getContext().getAuthentication());
    }
}
