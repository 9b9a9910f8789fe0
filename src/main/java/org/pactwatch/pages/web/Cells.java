package org.pactwatch.pages.web;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What goes into the cells of a table that a spreadsheet may open. */
final class Cells {

    /**
     * A spreadsheet takes what begins with one of these for a formula (OWASP, "CSV Injection"); the wide forms too, where
     * it is set to Japanese.
     */
    private static final String BEGINS_A_FORMULA = "=+-@\t\r\n＝＋－＠";

    /**
     * The same behind what may end a cell, or a row, in a spreadsheet that does not part cells by commas: a German one
     * parts them by semicolons, and takes quotes inside a cell for themselves.
     */
    private static final Pattern FORMULA =
            Pattern.compile("(^|[;\\t\\r\\n])(?=[" + BEGINS_A_FORMULA.replace("-", "\\-") + "])");

    private Cells() {}

    /** Somebody's words, which are to stay words; empty for none. */
    static String text(@Nullable String said) {
        if (said == null || said.isEmpty()) {
            return "";
        }
        return FORMULA.matcher(said).replaceAll("$1'");
    }

    /** A value of our own making, such as a number or an instant: it can't be a formula. */
    static String ours(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
