package org.pactwatch.ledger.jdbc;

import java.util.Optional;
import org.pactwatch.ledger.Entry;
import org.pactwatch.ledger.RecordCheck;
import org.pactwatch.ledger.RecordDigest;

/** Reads the whole record of a database and checks it against itself. */
public final class LedgerVerification {

    private LedgerVerification() {}

    /** Told of how far a long piece of work has come. */
    @FunctionalInterface
    public interface Watch {

        /**
         * @param what is being done, such as {@code copying}
         * @param done how many of {@code of} entries
         */
        void at(String what, long done, long of);
    }

    /** What was found in {@code entries} entries about {@code aggregates} agreements and incidents. */
    public record Found(long entries, int aggregates, String digest, Optional<RecordCheck.Fault> fault) {}

    /** Checks everything that was recorded when it began. A server may go on writing. */
    public static Found verify(LedgerDatabase database, Watch watch) {
        long head = database.head();
        RecordCheck check = new RecordCheck();
        RecordDigest digest = new RecordDigest();
        try (EntryScan scan = new EntryScan(database, 0, head)) {
            for (var page = scan.nextPage(); !page.isEmpty(); page = scan.nextPage()) {
                for (Entry entry : page) {
                    Optional<RecordCheck.Fault> fault = check.next(entry);
                    if (fault.isPresent()) {
                        return new Found(check.position(), check.aggregates(), "", fault);
                    }
                    digest.add(entry);
                }
                watch.at("checking", check.position(), head);
            }
        }
        return new Found(check.position(), check.aggregates(), digest.end(), Optional.empty());
    }
}
