package org.pactwatch.faults;

import com.zaxxer.hikari.HikariDataSource;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import org.pactwatch.ledger.AggregateHead;
import org.pactwatch.ledger.Entry;
import org.pactwatch.ledger.SaltSource;
import org.pactwatch.ledger.SequenceConflict;
import org.pactwatch.ledger.jdbc.JdbcLedger;

/** The ledger, as the server opens it. */
final class LedgerEngine implements Engine {

    private final HikariDataSource pool;
    private final JdbcLedger ledger;

    private LedgerEngine(HikariDataSource pool, JdbcLedger ledger) {
        this.pool = pool;
        this.ledger = ledger;
    }

    static LedgerEngine open(Where where) {
        return open(where, InstantSource.system());
    }

    static LedgerEngine open(Where where, InstantSource clock) {
        SecureRandom random = new SecureRandom();
        HikariDataSource pool = where.pool();
        return new LedgerEngine(pool, JdbcLedger.open(pool, clock, () -> {
            byte[] salt = new byte[SaltSource.LENGTH];
            random.nextBytes(salt);
            return salt;
        }));
    }

    @Override
    public long record(Deed deed, String attempt) {
        try {
            return ledger.append(deed.newEvents(attempt), deed.key()).lastPosition();
        } catch (SequenceConflict e) {
            // Perhaps with itself, when it was asked for before: the server looks for that too.
            return ledger.byRequest(deed.id()).map(Entry::position).orElseThrow(() -> e);
        }
    }

    @Override
    public Optional<Long> lastSequence(String aggregate) {
        return ledger.headOf(aggregate).map(AggregateHead::sequence);
    }

    @Override
    public void close() {
        try {
            ledger.close();
        } finally {
            pool.close();
        }
    }
}
