package org.pactwatch.ledger.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pactwatch.ledger.jdbc.LedgerBackups;
import org.pactwatch.ledger.jdbc.LedgerDatabase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = {
            "Backs up a ledger on H2 while no server runs on it.",
            "A running server makes its own: POST /api/v1/backups with an admin's token, or pactwatch.backup.every. A"
                    + " ledger on PostgreSQL is copied with ledger copy, or backed up by PostgreSQL's own tools."
        },
        footer = {"", "Exit: 0 done; 2 it could not be done."})
final class BackupCommand implements Callable<Integer> {

    private final Served served;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private LedgerOptions ledger = new LedgerOptions();

    @Option(
            names = {"--folder", "--pactwatch.backup.folder"},
            paramLabel = "FOLDER",
            description = "Where to put it. Default: backups in the data folder, or as pactwatch.backup.folder is set.")
    private @Nullable Path folder;

    BackupCommand(Served served) {
        this.served = served;
    }

    @Override
    public Integer call() {
        Path into = folder == null ? served.backups(ledger.data, ledger.example) : folder;
        String name = String.valueOf(served.folder(ledger.data, ledger.example).getFileName());
        try (LedgerDatabase database = LedgerDatabase.existing(ledger.place(served))) {
            LedgerBackups.Made made = LedgerBackups.of(database, into, ledger.from == null ? name : "ledger")
                    .make();
            PrintWriter out = spec.commandLine().getOut();
            out.printf(
                    "OK: %s, %d bytes, everything up to position %d.%nSHA-256: %s%n",
                    into.resolve(made.name()), made.bytes(), made.position(), made.sha256());
        }
        return Exit.OK;
    }
}
