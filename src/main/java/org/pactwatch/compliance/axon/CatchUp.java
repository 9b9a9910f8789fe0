package org.pactwatch.compliance.axon;

import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.pactwatch.compliance.jdbc.BearingTables;
import org.pactwatch.compliance.jdbc.Stand;
import org.pactwatch.ledger.Ledger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings tables that are far behind the ledger to its end before Axon's processor begins, which would take several times
 * as long: on the first start with a copied ledger, for instance.
 */
public final class CatchUp {

    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);

    /** Nearer than this the processor is as good. */
    private static final long FAR = 10_000;

    private final Ledger ledger;
    private final BearingTables tables;
    private final Rebuild rebuild;
    private final Following following;
    private final TokenStore tokens;
    private final TransactionManager transactions;

    public CatchUp(
            Ledger ledger,
            BearingTables tables,
            Rebuild rebuild,
            Following following,
            TokenStore tokens,
            TransactionManager transactions) {
        this.ledger = ledger;
        this.tables = tables;
        this.rebuild = rebuild;
        this.following = following;
        this.tokens = tokens;
        this.transactions = transactions;
    }

    /** Before the processor is started. What can't be folded is left to it, which stops there and says so. */
    public void run() {
        Stand stand = tables.stand();
        long head = ledger.head();
        if (head - stand.position() > FAR) {
            LOG.info("The tables stand at position {}: deriving the rest straight from the ledger.", stand.position());
            try {
                // Tables of their own are filled faster, since they have no indexes yet.
                if (stand.position() < head / 2) {
                    rebuild.run(Rebuild.logged());
                } else {
                    rebuild.catchUp(Rebuild.logged());
                }
            } catch (FoldFailed e) {
                LOG.error(e.getMessage(), e);
            }
            following.look();
        }
        moveToken(tables.stand().position());
    }

    /** The processor need not read again what the tables know. */
    private void moveToken(long position) {
        TrackingToken reached = new GlobalSequenceTrackingToken(position);
        try {
            transactions.executeInTransaction(() -> {
                if (tokens.fetchSegments(BearingProjector.NAME).length == 0) {
                    tokens.initializeTokenSegments(BearingProjector.NAME, 1, reached);
                    return;
                }
                TrackingToken token = tokens.fetchToken(BearingProjector.NAME, 0);
                if (token == null || token.position().orElse(0) < position) {
                    tokens.storeToken(reached, BearingProjector.NAME, 0);
                }
                tokens.releaseClaim(BearingProjector.NAME, 0);
            });
        } catch (UnableToClaimTokenException e) {
            LOG.debug("Another node moves it.", e);
        }
    }
}
