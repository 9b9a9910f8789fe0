package org.pactwatch.ledger.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pactwatch.ledger.jdbc.LedgerRestore;
import org.pactwatch.ledger.jdbc.LedgerVerification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Puts a backup in the place of a ledger on H2, after checking all of it. It never replaces one: move the old"
                    + " ledger away first.",
            "What was recorded after the backup is gone. Whoever has seen it will see a history that was taken back."
        },
        footer = {"", "Exit: 0 restored; 1 the backup is not whole, and nothing was changed; 2 it could not be done."})
final class RestoreCommand implements Callable<Integer> {

    private final Served served;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A backup, such as ledger-20260131T120000.000Z-41.zip.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(
            names = {"--data", "--pactwatch.data"},
            paramLabel = "FOLDER",
            description = "The data folder of the server to be. Default: data, or as pactwatch.data is set.")
    private @Nullable Path data;

    @Option(
            names = {"--example", "--pactwatch.example"},
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "true|false",
            description =
                    "As the ledger of the example, or with =false as the real one. Default: as pactwatch.example is"
                            + " set, else the example.")
    private @Nullable Boolean example;

    RestoreCommand(Served served) {
        this.served = served;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        ProgressLine progress = new ProgressLine(out);
        Path folder = served.folder(data, example);
        LedgerVerification.Found found = LedgerRestore.restore(file, folder, progress);
        progress.end();
        int exit = VerifyCommand.report(spec, file.toString(), found);
        out.println(exit == Exit.OK ? "Restored into " + folder + "." : "Nothing was changed.");
        return exit;
    }
}
