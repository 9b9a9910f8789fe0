package org.pactwatch.ledger.jdbc;

import java.io.PrintStream;
import java.util.List;
import org.pactwatch.ledger.NewEvent;
import org.pactwatch.support.TestDatabase;

/** Records with 8 threads until it is killed, and prints each event only after the ledger has acknowledged it. */
final class KilledWriter {

    static final int THREADS = 8;

    private KilledWriter() {}

    public static void main(String[] args) {
        JdbcLedger ledger = TestDatabase.at(args[0]).ledger();
        String round = args[1];
        PrintStream out = System.out;
        for (int t = 0; t < THREADS; t++) {
            String aggregate = "round" + round + "-thread" + t;
            new Thread(() -> {
                        for (long i = 0; ; i++) {
                            String id = aggregate + "/" + i;
                            NewEvent event = new NewEvent(
                                    "incident", aggregate, i, id, "incident.reported", "1", "{\"n\":" + i + "}", "{}");
                            long position = ledger.append(List.of(event), null).lastPosition();
                            // One write a line, so that a kill cuts a line and never mixes two.
                            out.println(id + " " + position + " ok");
                        }
                    })
                    .start();
        }
    }
}
