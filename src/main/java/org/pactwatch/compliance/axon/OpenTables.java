package org.pactwatch.compliance.axon;

import java.util.List;
import org.pactwatch.ledger.LedgerUnavailable;
import org.pactwatch.ledger.axon.EventCodec;
import org.pactwatch.ledger.jdbc.LedgerPlace;
import org.pactwatch.ledger.jdbc.LedgerPool;

/** The tables that answers rest on, beside their ledger, without a server. */
public final class OpenTables implements AutoCloseable {

    private final LedgerPool pool;
    private final EventCodec codec;

    private OpenTables(LedgerPool pool, EventCodec codec) {
        this.pool = pool;
        this.codec = codec;
    }

    /** @throws LedgerUnavailable if they can't be had, or are of another version */
    public static OpenTables of(LedgerPlace place, List<String> migrations, EventCodec codec) {
        return new OpenTables(LedgerPool.existing(place, migrations), codec);
    }

    public Rebuild rebuild() {
        return new Rebuild(pool.ledger(), codec, pool.dataSource());
    }

    public TablesCheck check() {
        return new TablesCheck(pool.ledger(), codec, pool.dataSource());
    }

    /** The ledger's last position. */
    public long head() {
        return pool.ledger().head();
    }

    @Override
    public void close() {
        pool.close();
    }
}
