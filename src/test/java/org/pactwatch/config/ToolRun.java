package org.pactwatch.config;

import java.io.PrintWriter;
import java.io.StringWriter;

/** A command, run in this process, and what became of it. */
public record ToolRun(int exit, String out, String err) {

    public static ToolRun of(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = Tool.run(new PrintWriter(out), new PrintWriter(err), args);
        return new ToolRun(exit, out.toString(), err.toString());
    }
}
