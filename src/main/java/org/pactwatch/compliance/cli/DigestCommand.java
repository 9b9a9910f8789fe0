package org.pactwatch.compliance.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.pactwatch.compliance.axon.OpenTables;
import org.pactwatch.compliance.axon.TablesCheck.Compared;
import org.pactwatch.compliance.axon.TablesCheck.Said;
import org.pactwatch.ledger.LedgerUnavailable;
import org.pactwatch.ledger.cli.Exit;
import org.pactwatch.ledger.cli.LedgerOptions;
import org.pactwatch.ledger.cli.ProgressLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "digest",
        mixinStandardHelpOptions = true,
        description = {
            "Tells what the tables say that answers rest on, as one SHA-256: the same on H2 and PostgreSQL for the same"
                    + " record, however it was derived.",
            "H2 can be read only while no server runs on it; PostgreSQL at any time."
        },
        footer = {
            "",
            "Exit: 0 told, and with --rebuild both are the same; 1 they differ, and the first table and row are named,"
                    + " or an event can't be folded; 2 it could not be done."
        })
final class DigestCommand implements Callable<Integer> {

    private final TablesCommands tables;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private LedgerOptions ledger = new LedgerOptions();

    @Option(
            names = "--rebuild",
            description = "Also derive the tables anew from the record, beside the live ones, compare the two to the"
                    + " byte and throw the new ones away. A rebuild that was begun loses its place.")
    private boolean rebuild;

    DigestCommand(TablesCommands tables) {
        this.tables = tables;
    }

    @Override
    public Integer call() {
        return tables.open(spec, ledger, this::tell);
    }

    private int tell(OpenTables open) {
        PrintWriter out = spec.commandLine().getOut();
        if (!rebuild) {
            Said said = open.check().digest();
            said(out, said.position(), open.head(), rows(said.digest().rows()));
            out.println("Digest: " + said.digest().sha256());
            return Exit.OK;
        }
        Compared compared = compare(open, out);
        said(out, compared.position(), open.head(), rows(compared.live().rows()));
        if (compared.difference().isPresent()) {
            var difference = compared.difference().get();
            spec.commandLine()
                    .getErr()
                    .printf(
                            "They differ from what the record says, first in table %s, row %s.%nLive:    %s%nRebuilt: %s%n",
                            difference.table(),
                            difference.key(),
                            compared.live().sha256(),
                            compared.rebuilt().sha256());
            return Exit.FOUND;
        }
        out.println("OK: derived anew from the record they are the same to the byte.");
        out.println("Digest: " + compared.live().sha256());
        return Exit.OK;
    }

    private static Compared compare(OpenTables open, PrintWriter out) {
        ProgressLine progress = new ProgressLine(out);
        try {
            return open.check().compare(pace -> progress.at("rebuilding", pace.position(), pace.head()));
        } catch (IllegalStateException e) {
            throw new LedgerUnavailable(String.valueOf(e.getMessage()), e);
        } finally {
            progress.end();
        }
    }

    private static void said(PrintWriter out, long position, long head, String rows) {
        out.printf("The tables stand at position %d of %d: %s.%n", position, Math.max(position, head), rows);
    }

    private static String rows(Map<String, Long> rows) {
        return rows.entrySet().stream()
                .map(table -> String.format(Locale.ROOT, "%s %d", table.getKey(), table.getValue()))
                .collect(Collectors.joining(", "));
    }
}
