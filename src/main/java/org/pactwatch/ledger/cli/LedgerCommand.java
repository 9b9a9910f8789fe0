package org.pactwatch.ledger.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands on a ledger. */
@Command(
        name = "ledger",
        mixinStandardHelpOptions = true,
        description = "Checks, copies, backs up and restores a ledger, and rebuilds what is derived from it.",
        synopsisSubcommandLabel = "COMMAND")
public final class LedgerCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private LedgerCommand() {}

    /** With all of its commands. */
    public static CommandLine of(Served served) {
        return new CommandLine(new LedgerCommand())
                .addSubcommand(new VerifyCommand(served))
                .addSubcommand(new CopyCommand(served))
                .addSubcommand(new BackupCommand(served))
                .addSubcommand(new RestoreCommand(served));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }
}
