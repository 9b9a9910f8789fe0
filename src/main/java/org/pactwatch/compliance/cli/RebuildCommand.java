package org.pactwatch.compliance.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pactwatch.compliance.axon.Rebuild;
import org.pactwatch.ledger.cli.Exit;
import org.pactwatch.ledger.cli.LedgerOptions;
import org.pactwatch.ledger.cli.ProgressLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "rebuild",
        mixinStandardHelpOptions = true,
        description = {
            "Derives the tables that answers rest on anew from the record, and puts them in the place of the old ones"
                    + " when they are done. The record itself is not touched.",
            "H2 only while no server runs on it. On PostgreSQL servers go on with the old tables meanwhile. Stopped or"
                    + " killed, it goes on where it stood when it is run again."
        },
        footer = {
            "",
            "Exit: 0 answers come from the new tables; 1 an event can't be folded, and answers come from the old ones;"
                    + " 2 it could not be done, or was stopped."
        })
final class RebuildCommand implements Callable<Integer> {

    private final TablesCommands tables;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private LedgerOptions ledger = new LedgerOptions();

    RebuildCommand(TablesCommands tables) {
        this.tables = tables;
    }

    @Override
    public Integer call() {
        AtomicReference<@Nullable Rebuild> running = new AtomicReference<>();
        Runnable stop = () -> {
            Rebuild rebuild = running.get();
            if (rebuild != null) {
                rebuild.stop();
            }
        };
        return TablesCommands.untilStopped(
                stop,
                () -> tables.open(spec, ledger, open -> {
                    Rebuild rebuild = open.rebuild();
                    running.set(rebuild);
                    return run(rebuild);
                }));
    }

    private int run(Rebuild rebuild) {
        PrintWriter out = spec.commandLine().getOut();
        ProgressLine progress = new ProgressLine(out);
        long[] stands = {0};
        Consumer<Rebuild.Pace> told = pace -> {
            if (pace.position() != stands[0]) {
                stands[0] = pace.position();
                progress.at("rebuilding", pace.position(), pace.head());
            }
        };
        Rebuild.Outcome outcome;
        try {
            outcome = rebuild.run(told);
            if (outcome == Rebuild.Outcome.SWITCHED) {
                // Without a server nobody else brings them to the end of the record.
                outcome = rebuild.catchUp(told);
            }
        } finally {
            progress.end();
        }
        return switch (outcome) {
            case SWITCHED -> {
                out.printf("OK: answers come from the new tables, which stand at position %d.%n", stands[0]);
                yield Exit.OK;
            }
            case DONE_ELSEWHERE -> {
                out.println("OK: another process has finished it.");
                yield Exit.OK;
            }
            case STOPPED -> {
                spec.commandLine().getErr().println("Stopped. The same command goes on where it stands.");
                yield Exit.TROUBLE;
            }
        };
    }
}
