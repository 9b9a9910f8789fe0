package org.pactwatch.pages.web;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where to go next. */
final class Ways {

    /** A path of this server. Two slashes, or a backslash, would be another server's. */
    private static final Pattern LOCAL = Pattern.compile("/(?![/\\\\])[\\x21-\\x5b\\x5d-\\x7e]{0,2000}");

    private Ways() {}

    /** {@code to}, if it is a page of this server; the overview otherwise. */
    static String back(@Nullable String to) {
        return to != null && LOCAL.matcher(to).matches() ? to : "/";
    }
}
