package org.pactwatch.pages.web;

/** Recorded text for formats whose readers don't expect what somebody hostile may have put into it. */
final class OneLine {

    private OneLine() {}

    /**
     * The text on one line: runs of blanks, line breaks and what controls a terminal become one blank; marks that turn the
     * direction of a line, and what is no character at all, are left out.
     */
    static String of(String text) {
        StringBuilder line = new StringBuilder(text.length());
        boolean blank = false;
        for (int at = 0; at < text.length(); ) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            if (Character.isISOControl(c) || Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                blank = true;
            } else if (!turnsTheLine(c) && isCharacter(c)) {
                if (blank && !line.isEmpty()) {
                    line.append(' ');
                }
                blank = false;
                line.appendCodePoint(c);
            }
        }
        return line.toString();
    }

    /** The same, cut after {@code most} characters with an ellipsis. */
    static String of(String text, int most) {
        String line = of(text);
        if (line.codePointCount(0, line.length()) <= most) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, most)) + "…";
    }

    private static boolean turnsTheLine(int c) {
        return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F || c == 0x61C;
    }

    private static boolean isCharacter(int c) {
        return Character.getType(c) != Character.SURROGATE && (c & 0xFFFE) != 0xFFFE;
    }
}
