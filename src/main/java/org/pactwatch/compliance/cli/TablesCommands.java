package org.pactwatch.compliance.cli;

import java.util.concurrent.CountDownLatch;
import java.util.function.IntSupplier;
import org.pactwatch.compliance.axon.FoldFailed;
import org.pactwatch.compliance.axon.OpenTables;
import org.pactwatch.ledger.LedgerUnavailable;
import org.pactwatch.ledger.axon.EventCodec;
import org.pactwatch.ledger.cli.Exit;
import org.pactwatch.ledger.cli.LedgerOptions;
import org.pactwatch.ledger.cli.Served;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What is asked of the tables beside what is asked of the record. */
public final class TablesCommands {

    private final Served served;
    private final EventCodec codec;

    private TablesCommands(Served served, EventCodec codec) {
        this.served = served;
        this.codec = codec;
    }

    /** Adds them to the commands on a ledger. */
    public static CommandLine addTo(CommandLine ledger, Served served, EventCodec codec) {
        TablesCommands tables = new TablesCommands(served, codec);
        return ledger.addSubcommand(new DigestCommand(tables)).addSubcommand(new RebuildCommand(tables));
    }

    /** Works on open tables; the exit status. */
    interface Work {
        int on(OpenTables tables);
    }

    /** Opens the tables for {@code work}, and says what stood in its way. */
    int open(CommandSpec spec, LedgerOptions ledger, Work work) {
        var place = ledger.place(served);
        try (OpenTables tables = OpenTables.of(place, served.migrations(), codec)) {
            return work.on(tables);
        } catch (FoldFailed e) {
            spec.commandLine().getErr().println(e.getMessage());
            return Exit.FOUND;
        } catch (DataAccessException | TransactionException e) {
            throw new LedgerUnavailable(place.shown() + " failed amid the work: " + e.getMessage(), e);
        }
    }

    /** Runs {@code work}; a signal to end calls {@code stop}, and the process ends when the work has. */
    static int untilStopped(Runnable stop, IntSupplier work) {
        CountDownLatch ended = new CountDownLatch(1);
        Thread hook = Thread.ofPlatform().unstarted(() -> {
            stop.run();
            try {
                ended.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.getAsInt();
        } finally {
            ended.countDown();
            remove(hook);
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It runs already, and ends now.
        }
    }
}
