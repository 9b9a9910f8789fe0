package org.pactwatch.ledger.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pactwatch.ledger.jdbc.LedgerPlace;

/** What a server that was started here, with the same settings, would serve. */
public interface Served {

    /**
     * Its ledger.
     *
     * @param data in place of {@code pactwatch.data}, if given; so too {@code example}
     */
    LedgerPlace ledger(@Nullable Path data, @Nullable Boolean example);

    /** The folder of its ledger on H2. */
    Path folder(@Nullable Path data, @Nullable Boolean example);

    /** Where it puts backups. */
    Path backups(@Nullable Path data, @Nullable Boolean example);

    /** Who opens its database, with which password, if that was set; else {@code null}. */
    @Nullable
    String user();

    @Nullable
    String password();

    /** Where the tables' scripts lie. */
    List<String> migrations();
}
