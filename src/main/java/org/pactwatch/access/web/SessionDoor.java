package org.pactwatch.access.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.pactwatch.access.Subject;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;

/** Where a person comes in with a token, once, and is known by a session from then on. */
public final class SessionDoor {

    private final Tokens tokens;
    private final CsrfTokenRepository forms;
    private final SecurityContextRepository sessions = new HttpSessionSecurityContextRepository();

    SessionDoor(Tokens tokens, CsrfTokenRepository forms) {
        this.tokens = tokens;
        this.forms = forms;
    }

    /** Begins a session for whoever holds {@code token}; empty, and none begun, if it is none of this server's. */
    public Optional<Subject> open(String token, HttpServletRequest request, HttpServletResponse response) {
        Optional<Subject> subject = tokens.subjectOf(token.strip());
        subject.ifPresent(known -> {
            HttpSession before = request.getSession(false);
            if (before != null) {
                before.invalidate();
            }
            request.getSession(true);
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(new SubjectAuthentication(known));
            SecurityContextHolder.setContext(context);
            sessions.saveContext(context, request, response);
            // A form from before was somebody else's.
            forms.saveToken(null, request, response);
        });
        return subject;
    }

    /** Ends the session, if there is one. */
    public void close(HttpServletRequest request, HttpServletResponse response) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        SecurityContextHolder.clearContext();
        forms.saveToken(null, request, response);
    }
}
