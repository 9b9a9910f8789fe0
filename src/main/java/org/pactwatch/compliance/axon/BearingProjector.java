package org.pactwatch.compliance.axon;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.pactwatch.agreement.AgreementEvent;
import org.pactwatch.compliance.AgreementFacts;
import org.pactwatch.compliance.BearingFold;
import org.pactwatch.compliance.Fact;
import org.pactwatch.compliance.jdbc.BearingTables;
import org.pactwatch.compliance.jdbc.Stand;
import org.pactwatch.incident.IncidentEvent;
import org.pactwatch.incident.IncidentEvent.IncidentReported;
import org.pactwatch.ledger.Ledger;
import org.pactwatch.ledger.axon.EventCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the tables of bearings in step with the ledger. The events of a batch are gathered and written together. Where
 * the tables stand is read under their lock, in the same transaction: so an event is applied once, whoever believes that
 * it is his to apply, and none is passed over. Axon's token only says where to begin to look.
 */
@ProcessingGroup(BearingProjector.NAME)
@DisallowReplay
public class BearingProjector {

    public static final String NAME = "bearings";

    private static final Logger LOG = LoggerFactory.getLogger(BearingProjector.class);
    private static final String BATCH = BearingProjector.class.getName() + ".batch";
    private static final int READ_AGAIN = 1_000;

    private final BearingTables tables;
    private final Ledger ledger;
    private final EventCodec codec;
    private final Archive archive;
    private final Progress progress;
    private final Following following;

    public BearingProjector(
            BearingTables tables,
            Ledger ledger,
            EventCodec codec,
            Archive archive,
            Progress progress,
            Following following) {
        this.tables = tables;
        this.ledger = ledger;
        this.codec = codec;
        this.archive = archive;
        this.progress = progress;
        this.following = following;
        following.look();
    }

    @EventHandler
    void on(AgreementEvent event, TrackingToken token) {
        gather(new Fact<>(event, token.position().orElseThrow()));
    }

    @EventHandler
    void on(IncidentEvent event, TrackingToken token) {
        gather(new Fact<>(event, token.position().orElseThrow()));
    }

    private void gather(Fact<?> fact) {
        if (fact.position() <= progress.position()) {
            // The tables have come that far without Axon.
            return;
        }
        UnitOfWork<?> work = CurrentUnitOfWork.get();
        Gathered gathered = work.getOrComputeResource(BATCH, key -> {
            Gathered batch = new Gathered(fact.position());
            work.onPrepareCommit(w -> write(batch));
            work.afterCommit(w -> tell(batch));
            return batch;
        });
        if (fact.what() instanceof AgreementEvent event) {
            gathered.changes.touch("agreement/" + event.agreementId(), fact.position());
            gathered.agreements.add(event.agreementId());
        } else if (fact.what() instanceof IncidentEvent event) {
            fold(gathered, new Fact<>(event, fact.position()));
        }
        gathered.last = fact.position();
    }

    /** What the events of one batch come to. */
    private static final class Gathered {
        private final BearingTables.Batch changes = new BearingTables.Batch();
        private final Map<String, BearingFold> incidents = new HashMap<>();
        private final Set<String> agreements = new TreeSet<>();
        private final long first;
        private long last;
        private boolean told;
        private long before;
        private long switches;

        Gathered(long first) {
            this.first = first;
        }
    }

    private void fold(Gathered batch, Fact<IncidentEvent> fact) {
        String id = fact.what().incidentId();
        if (fact.what() instanceof IncidentReported) {
            batch.incidents.put(id, new BearingFold(List.of()));
        }
        batch.incidents
                .computeIfAbsent(
                        id, key -> new BearingFold(archive.events(key, fact.position() - 1, IncidentEvent.class)))
                .add(fact, batch.changes);
    }

    private void write(Gathered batch) {
        // Answers fold agreements themselves: one that can't be must stop here, not fail each of them.
        batch.agreements.forEach(id -> AgreementFacts.of(archive.events(id, batch.last, AgreementEvent.class)));
        Stand stand = tables.lock();
        batch.before = stand.position();
        batch.switches = stand.switches();
        if (stand.position() == batch.first - 1) {
            tables.limit();
            tables.write(stand, batch.changes, batch.last);
            batch.told = true;
        } else {
            // Somebody else has applied some of it, or what comes before was passed by: the ledger knows.
            readAgain(stand, batch.last);
        }
    }

    private void readAgain(Stand stand, long last) {
        LedgerFold fold = new LedgerFold(ledger, codec);
        long position = stand.position();
        while (position < last) {
            LedgerFold.Folded folded = fold.next(position, last, READ_AGAIN);
            if (folded.events() == 0) {
                return;
            }
            tables.write(stand, folded.changes(), folded.position());
            position = folded.position();
        }
    }

    private void tell(Gathered batch) {
        if (batch.told && batch.before == progress.position() && batch.switches == progress.switches()) {
            progress.advance(batch.last, batch.changes.touched());
            return;
        }
        try {
            following.look();
        } catch (RuntimeException e) {
            // It is committed all the same; whoever looks next sees it.
            LOG.warn("Answers don't know yet of what was just applied: {}", e.toString());
        }
    }
}
