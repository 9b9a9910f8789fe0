package org.pactwatch.compliance.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pactwatch.decision.web.Problem;
import org.pactwatch.decision.web.ProblemException;
import org.pactwatch.decision.web.Problems;

/** Reads the parameters of a question, and says what is wrong with them. */
public final class Ask {

    private final HttpServletRequest http;

    /** @param known the parameters that the call takes: a mistyped one would ask another question, in silence */
    public Ask(HttpServletRequest http, String... known) {
        this.http = http;
        Set<String> names = Set.copyOf(Arrays.asList(known));
        for (String name : http.getParameterMap().keySet()) {
            if (!names.contains(name)) {
                throw bad(
                        "parameter-unknown",
                        name,
                        http.getParameter(name),
                        "This call takes no parameter \"" + name + "\".",
                        known.length == 0
                                ? "It takes none."
                                : "It takes "
                                        + String.join(
                                                ", ",
                                                Arrays.stream(known).sorted().toList())
                                        + ".");
            }
            String[] values = http.getParameterValues(name);
            if (values != null && values.length > 1) {
                throw bad(
                        "parameter-twice",
                        name,
                        values[1],
                        "The parameter \"" + name + "\" is given " + values.length + " times.",
                        "Give it once.");
            }
        }
    }

    /** The text of a parameter; {@code null} if absent or empty. */
    @Nullable
    public String text(String name) {
        String value = http.getParameter(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** An instant, with Z or an offset; {@code null} if absent. */
    @Nullable
    public Instant instant(String name) {
        String value = text(name);
        if (value == null) {
            return null;
        }
        try {
            // An offset's + arrives as a blank where it was not escaped.
            OffsetDateTime time = OffsetDateTime.parse(value.replace(' ', '+'));
            checkYear(time.getYear(), name, value);
            return time.toInstant().truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            boolean local = isLocal(value);
            throw bad(
                    local ? "zone-missing" : "instant-malformed",
                    name,
                    value,
                    local ? "This moment has no zone." : "This is no instant.",
                    local
                            ? "Add Z, or an offset such as +02:00."
                            : "Write it like 2025-03-25T10:00:00Z or 2025-03-25T12:00+02:00.");
        }
    }

    /** @throws ProblemException unless {@code year} is from 1 to 9999 */
    public static void checkYear(int year, String name, String value) {
        if (year < 1 || year > 9999) {
            throw bad(
                    "instant-out-of-range",
                    name,
                    value,
                    "Moments lie between the years 1 and 9999.",
                    "Ask about one of them.");
        }
    }

    private static boolean isLocal(String value) {
        try {
            LocalDateTime.parse(value);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** A whole number within bounds; {@code null} if absent. */
    @Nullable
    public Long number(String name, long least, long most) {
        String value = text(name);
        if (value == null) {
            return null;
        }
        if (value.matches("-?\\d{1,18}")) {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw bad(
                "number-out-of-range",
                name,
                value,
                "This is no whole number from " + least + " to " + most + ".",
                "Write one, in digits.");
    }

    /** Is the parameter a whole number, and so a position? */
    public boolean isNumber(String name) {
        String value = text(name);
        return value != null && value.matches("\\d+");
    }

    public boolean flag(String name) {
        String value = text(name);
        if (value == null || value.equals("false")) {
            return false;
        }
        if (value.equals("true")) {
            return true;
        }
        throw bad("flag-malformed", name, value, "This is neither true nor false.", "Write one of them.");
    }

    public static ProblemException bad(String rule, String name, @Nullable String value, String reason, String fix) {
        return new ProblemException(
                Problems.of(400, rule, reason + " " + fix, Problem.Fault.parameter(name, value, reason, fix)));
    }
}
