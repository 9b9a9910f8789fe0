package org.pactwatch.ledger.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.pactwatch.ledger.jdbc.LedgerVerification.Watch;

/** How far long work has come: one line, drawn again and again, on a terminal; elsewhere a line now and then. */
public final class ProgressLine implements Watch {

    private static final Duration REDRAW = Duration.ofMillis(200);
    private static final Duration REPEAT = Duration.ofSeconds(5);

    private final PrintWriter out;
    private final boolean terminal;
    private final LongSupplier nanos;
    private String what = "";
    private long begun;
    private long shown;
    private long first;
    private int width;

    public ProgressLine(PrintWriter out) {
        this(out, isTerminal(), System::nanoTime);
    }

    /** @param nanos a clock that only ever runs forward */
    ProgressLine(PrintWriter out, boolean terminal, LongSupplier nanos) {
        this.out = out;
        this.terminal = terminal;
        this.nanos = nanos;
    }

    /** Since Java 22 there may be a console where there is no terminal; before, there was none, and nothing to ask. */
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (NoSuchMethodException e) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("a public method of the console", e);
        }
    }

    @Override
    public void at(String now, long done, long of) {
        long moment = nanos.getAsLong();
        boolean last = done == of;
        if (!now.equals(what)) {
            what = now;
            begun = moment;
            first = done;
        } else if (!last && moment - shown < (terminal ? REDRAW : REPEAT).toNanos()) {
            return;
        }
        shown = moment;
        String line = line(now, done, of, (moment - begun) / 1e9);
        if (terminal) {
            out.print("\r" + line + " ".repeat(Math.max(0, width - line.length())) + (last ? "\n" : ""));
            width = last ? 0 : line.length();
        } else {
            out.println(line);
        }
        out.flush();
    }

    private String line(String now, long done, long of, double seconds) {
        String line = String.format(
                Locale.ROOT, "%s %,d of %,d entries (%d %%)", now, done, of, of == 0 ? 100 : done * 100 / of);
        double rate = seconds > 0 ? (done - first) / seconds : 0;
        if (rate <= 0) {
            return line;
        }
        line += String.format(Locale.ROOT, ", %,.0f a second", rate);
        return done == of
                ? line + String.format(Locale.ROOT, ", took %s", length(seconds))
                : line + String.format(Locale.ROOT, ", %s left", length((of - done) / rate));
    }

    private static String length(double seconds) {
        long whole = (long) Math.ceil(seconds);
        return whole < 100 ? whole + " s" : whole / 60 + " min " + whole % 60 + " s";
    }

    /** Ends a line that was begun, so that what is said next stands alone. */
    public void end() {
        if (width > 0) {
            out.println();
            width = 0;
        }
        out.flush();
    }
}
