package org.pactwatch.decision.web;

import org.jspecify.annotations.Nullable;

/** Text that somebody sent: shown and logged so that it can't pretend to be ours. */
public final class Untrusted {

    /** The most characters of a foreign value that a problem or a log line repeats. */
    public static final int SHOWN = 200;

    private Untrusted() {}

    /** In double quotes, as {@link #shown} and with quotes escaped: for a log line, whoever wrote the text. */
    public static String forLog(@Nullable String text) {
        return text == null ? "null" : '"' + shown(text).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** At most {@value #SHOWN} characters, then an ellipsis; what doesn't print becomes its escape, such as \\u000a. */
    public static String shown(String text) {
        return printable(text, SHOWN);
    }

    /** Can it be kept, by every database? Not with control characters other than those of lines and tabs, nor with half a
     * surrogate. */
    public static boolean isKeepable(String text) {
        try {
            Strictness.checkText(text);
            return true;
        } catch (ProblemException e) {
            return false;
        }
    }

    static String printable(String text, int atMost) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), atMost) + 16);
        int at = 0;
        for (int taken = 0; at < text.length() && taken < atMost; taken++) {
            int c = text.codePointAt(at);
            if (prints(c)) {
                out.appendCodePoint(c);
            } else {
                out.append(String.format("\\u%04x", c));
            }
            at += Character.charCount(c);
        }
        return at < text.length() ? out.append('…').toString() : out.toString();
    }

    private static boolean prints(int codePoint) {
        return switch (Character.getType(codePoint)) {
            // FORMAT holds the marks that turn the direction of a line, and so what a reader takes it to say.
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
