package org.pactwatch.ledger.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pactwatch.ledger.jdbc.LedgerCopy;
import org.pactwatch.ledger.jdbc.LedgerCopy.Outcome;
import org.pactwatch.ledger.jdbc.LedgerDatabase;
import org.pactwatch.ledger.jdbc.LedgerPlace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "copy",
        mixinStandardHelpOptions = true,
        description = {
            "Copies the record into another database, H2 or PostgreSQL: every position, time, salt, id, hash and"
                    + " request key as it stands, and compares both sides at the end.",
            "The target's tables are made. A target that holds the beginning of the same record is carried on with: run"
                    + " the same command again after a break, or to bring a copy up to date. A target that holds"
                    + " another record is left alone.",
            "H2 can be read only while no server runs on it; PostgreSQL at any time. Nothing else may write to the"
                    + " target. What answers rest on is not copied: the server makes it anew at its first start."
        },
        footer = {
            "",
            "Exit: 0 both hold the same; 1 the target holds another record, or something is wrong with one of them;"
                    + " 2 one can't be had. Memory: as ledger verify."
        })
final class CopyCommand implements Callable<Integer> {

    private final Served served;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private LedgerOptions source = new LedgerOptions();

    @Option(
            names = "--to",
            required = true,
            paramLabel = "jdbc:…",
            description = "Where to: jdbc:postgresql://HOST/DATABASE or jdbc:h2:file:FOLDER/pactwatch")
    @SuppressWarnings("NullAway.Init")
    private String to;

    @Option(
            names = "--to-user",
            paramLabel = "NAME",
            defaultValue = LedgerPlace.NAME,
            description = "Who opens the target. Default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private String toUser;

    @Option(
            names = "--to-password-file",
            paramLabel = "FILE",
            description = "Its password is the first line of this file. Default: none.")
    private @Nullable Path toPasswordFile;

    @Option(
            names = "--to-password-env",
            paramLabel = "VARIABLE",
            description = "Its password is the value of this environment variable.")
    private @Nullable String toPasswordVariable;

    CopyCommand(Served served) {
        this.served = served;
    }

    @Override
    public Integer call() {
        Secret.refuseIn(spec, "--to", to);
        String password = Secret.read(spec, toPasswordFile, toPasswordVariable);
        LedgerPlace from = source.place(served);
        LedgerPlace there = new LedgerPlace(to, toUser, password == null ? "" : password);
        PrintWriter out = spec.commandLine().getOut();
        ProgressLine progress = new ProgressLine(out);
        try (LedgerDatabase database = LedgerDatabase.existing(from);
                LedgerDatabase target = LedgerDatabase.migrated(there, served.migrations())) {
            Outcome outcome = LedgerCopy.copy(database, target, progress);
            progress.end();
            return switch (outcome) {
                case Outcome.Same same -> same(out, from, there, same);
                case Outcome.Foreign foreign -> found(foreign.why());
                case Outcome.Faulty faulty ->
                    found("Position " + faulty.fault().position() + " of the " + faulty.where() + ": "
                            + faulty.fault().why() + ".");
            };
        }
    }

    private static int same(PrintWriter out, LedgerPlace from, LedgerPlace to, Outcome.Same same) {
        out.printf(
                "OK: %d entries copied; %s and %s hold the same %d entries.%n",
                same.copied(), from.shown(), to.shown(), same.entries());
        out.println("Digest: " + same.digest());
        if (same.grown() > 0) {
            out.printf(
                    "The source has recorded %d more since. Stop its server and run the same command again to have all.%n",
                    same.grown());
        }
        return Exit.OK;
    }

    private int found(String what) {
        spec.commandLine().getErr().println(what);
        return Exit.FOUND;
    }
}
