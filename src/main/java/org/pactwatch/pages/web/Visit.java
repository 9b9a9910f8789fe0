package org.pactwatch.pages.web;

import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.pactwatch.access.Role;
import org.pactwatch.access.Subject;

/**
 * Who looks at a page, and how they want to see it.
 *
 * @param path of the page, such as {@code /incidents}
 * @param query of the page as it came; {@code null} if none
 * @param subject who is signed in; {@link Subject#anonymous} if nobody is
 * @param locale one of {@link Preferences#LANGUAGES}
 * @param zone shown beside UTC; UTC itself if nobody chose one
 * @param theme whether pages are light or dark
 */
public record Visit(String path, @Nullable String query, Subject subject, Locale locale, ZoneId zone, Theme theme) {

    /** Light or dark. */
    public enum Theme {
        /** As the machine has it. */
        AUTO,
        LIGHT,
        DARK
    }

    /** The language's code, for {@code lang}. */
    public String lang() {
        return locale.getLanguage();
    }

    /** The address of this page, for coming back to it. */
    public String here() {
        return query == null ? path : path + "?" + query;
    }

    public boolean signedIn() {
        return !subject.isAnonymous();
    }

    public boolean may(String role) {
        return subject.has(Role.of(role).orElseThrow());
    }

    /** Is the page, or what lies below it, the one that the navigation names? */
    public boolean at(String place) {
        return path.equals(place) || (!place.equals("/") && path.startsWith(place + "/"));
    }

    /** What the page looks like depends on this, apart from what it says. */
    String manner() {
        return lang() + "|" + zone + "|" + theme;
    }
}
