package org.pactwatch.ledger.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pactwatch.ledger.jdbc.LedgerDatabase;
import org.pactwatch.ledger.jdbc.LedgerPlace;
import org.pactwatch.ledger.jdbc.LedgerRestore;
import org.pactwatch.ledger.jdbc.LedgerVerification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Reads the whole record of a database and checks it against itself: positions from 1 on without holes,"
                    + " the events of each agreement and incident in sequence, times that never go back, and every"
                    + " hash computed anew from the words.",
            "It finds what broke or was changed by halves. It can't tell a record that was rewritten as a whole,"
                    + " hashes and all, from the first one: compare the digest with one that you kept elsewhere."
        },
        footer = {
            "",
            "Exit: 0 all is well; 1 something is wrong, and the first such position is named; 2 it could not be read.",
            "Memory: some 150 MB for each million agreements and incidents."
        })
final class VerifyCommand implements Callable<Integer> {

    private final Served served;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private LedgerOptions ledger = new LedgerOptions();

    @Option(
            names = "--backup",
            paramLabel = "FILE",
            description =
                    "Check this backup of an H2 ledger instead; it is unpacked beside it for as long as that takes.")
    private @Nullable Path backup;

    VerifyCommand(Served served) {
        this.served = served;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        ProgressLine progress = new ProgressLine(out);
        LedgerVerification.Found found;
        String where;
        if (backup != null) {
            where = backup.toString();
            found = LedgerRestore.verify(backup, progress);
        } else {
            LedgerPlace place = ledger.place(served);
            where = place.shown();
            try (LedgerDatabase database = LedgerDatabase.existing(place)) {
                found = LedgerVerification.verify(database, progress);
            }
        }
        progress.end();
        return report(spec, where, found);
    }

    /** Says what was found; the exit status. */
    static int report(CommandSpec spec, String where, LedgerVerification.Found found) {
        if (found.fault().isPresent()) {
            spec.commandLine()
                    .getErr()
                    .println("Position " + found.fault().get().position() + " of " + where + ": "
                            + found.fault().get().why() + ".");
            return Exit.FOUND;
        }
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "OK: %d entries about %d agreements and incidents in %s.%n",
                found.entries(), found.aggregates(), where);
        out.println("Digest: " + found.digest());
        return Exit.OK;
    }
}
