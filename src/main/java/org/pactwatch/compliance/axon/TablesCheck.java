package org.pactwatch.compliance.axon;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.pactwatch.compliance.axon.Rebuild.Pace;
import org.pactwatch.compliance.jdbc.BearingTables;
import org.pactwatch.compliance.jdbc.Stand;
import org.pactwatch.compliance.jdbc.TableDigest;
import org.pactwatch.compliance.jdbc.TableDigest.Difference;
import org.pactwatch.compliance.jdbc.TableDigest.Digest;
import org.pactwatch.ledger.Ledger;
import org.pactwatch.ledger.axon.EventCodec;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells what the tables say as one hash, and whether the ledger, folded anew, says the same. */
public final class TablesCheck {

    private static final int LOOKS = 1_000;

    private final BearingTables tables;
    private final TableDigest digests;
    private final Rebuild rebuild;
    private final TransactionTemplate snapshot;

    public TablesCheck(Ledger ledger, EventCodec codec, DataSource dataSource) {
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);
        this.tables = new BearingTables(jdbc);
        this.digests = new TableDigest(jdbc);
        this.rebuild = new Rebuild(ledger, codec, dataSource);
        this.snapshot = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setReadOnly(true);
    }

    /** @param position at which the tables stand that answers come from */
    public record Said(long position, Digest digest) {}

    /**
     * @param position at which both stand
     * @param difference empty if both say the same to the byte
     */
    public record Compared(long position, Digest live, Digest rebuilt, Optional<Difference> difference) {}

    /** What the tables say that answers come from. */
    public Said digest() {
        while (true) {
            long switches = tables.stand().switches();
            Said said = Objects.requireNonNull(snapshot.execute(status -> {
                Stand stand = tables.stand();
                return new Said(stand.position(), digests.of(stand.slot()));
            }));
            // The slot that was read is emptied after a switch: then it counts for nothing.
            if (tables.stand().switches() == switches) {
                return said;
            }
        }
    }

    /**
     * Rebuilds the tables beside those that answers come from, compares the two at one position, and throws them away
     * again, and with them what an unfinished rebuild has left. Live goes on meanwhile.
     *
     * @param told after each batch
     * @throws FoldFailed if an event can't be folded
     * @throws IllegalStateException if another rebuild took the tables away meanwhile, or the live ones never hold still
     */
    public Compared compare(Consumer<Pace> told) {
        rebuild.beginBeside();
        try {
            for (int look = 0; look < LOOKS; look++) {
                rebuild.fillBeside(told);
                Optional<Compared> compared = Objects.requireNonNull(snapshot.execute(status -> compareNow()));
                if (compared.isPresent()) {
                    rebuild.confirmBeside(compared.get().position());
                    return compared.get();
                }
            }
            throw new IllegalStateException("The live tables did not hold still for a moment. Ask again.");
        } finally {
            rebuild.endBeside();
        }
    }

    /** Empty if the two stand at different positions. */
    private Optional<Compared> compareNow() {
        Stand live = tables.stand();
        if (tables.filling().position() != live.position()) {
            return Optional.empty();
        }
        return Optional.of(new Compared(
                live.position(),
                digests.of(live.slot()),
                digests.of(live.slot().other()),
                digests.difference(live.slot(), live.slot().other())));
    }
}
