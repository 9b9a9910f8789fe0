package org.pactwatch.compliance.axon;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.pactwatch.agreement.AgreementEvent;
import org.pactwatch.compliance.AgreementFacts;
import org.pactwatch.compliance.Bearing;
import org.pactwatch.compliance.Fact;
import org.pactwatch.compliance.IncidentFacts;
import org.pactwatch.compliance.jdbc.BearingTables;
import org.pactwatch.incident.IncidentEvent;
import org.pactwatch.incident.IncidentEvent.IncidentReported;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the tables of bearings in step with the ledger. The events of a batch are gathered and written together, in the
 * transaction that also moves the processor's token.
 */
@ProcessingGroup(BearingProjector.NAME)
public class BearingProjector {

    public static final String NAME = "bearings";

    private static final Logger LOG = LoggerFactory.getLogger(BearingProjector.class);
    private static final String BATCH = BearingProjector.class.getName() + ".batch";

    private final BearingTables tables;
    private final Archive archive;
    private final Progress progress;

    public BearingProjector(BearingTables tables, Archive archive, Progress progress) {
        this.tables = tables;
        this.archive = archive;
        this.progress = progress;
        progress.restart(tables.position(), tables.touched());
    }

    @EventHandler
    void on(AgreementEvent event, TrackingToken token) {
        gather(new Fact<>(event, token.position().orElseThrow()));
    }

    @EventHandler
    void on(IncidentEvent event, TrackingToken token) {
        gather(new Fact<>(event, token.position().orElseThrow()));
    }

    @ResetHandler
    void reset() {
        LOG.info("Rebuilding the tables of bearings from the ledger.");
        tables.clear();
        progress.restart(0, Map.of());
    }

    private void gather(Fact<?> fact) {
        UnitOfWork<?> work = CurrentUnitOfWork.get();
        Gathered gathered = work.getOrComputeResource(BATCH, key -> {
            Gathered batch = new Gathered();
            work.onPrepareCommit(w -> {
                // Answers fold agreements themselves: one that can't be must stop here, not fail each of them.
                batch.agreements.forEach(
                        id -> AgreementFacts.of(archive.events(id, batch.position, AgreementEvent.class)));
                tables.write(batch.changes, batch.position);
            });
            work.afterCommit(w -> progress.advance(batch.position, batch.changes.touched()));
            return batch;
        });
        if (fact.what() instanceof AgreementEvent event) {
            gathered.changes.touch("agreement/" + event.agreementId(), fact.position());
            gathered.agreements.add(event.agreementId());
        } else if (fact.what() instanceof IncidentEvent event) {
            foldIncident(new Fact<>(event, fact.position()), gathered.histories, gathered.changes);
        }
        gathered.position = fact.position();
    }

    /** What the events of one batch come to. */
    private static final class Gathered {
        private final BearingTables.Batch changes = new BearingTables.Batch();
        private final Map<String, List<Fact<IncidentEvent>>> histories = new HashMap<>();
        private final Set<String> agreements = new TreeSet<>();
        private long position;
    }

    private void foldIncident(
            Fact<IncidentEvent> fact, Map<String, List<Fact<IncidentEvent>>> histories, BearingTables.Batch batch) {
        String id = fact.what().incidentId();
        if (fact.what() instanceof IncidentReported first) {
            histories.put(id, new ArrayList<>());
            batch.incident(
                    id,
                    fact.position(),
                    first.report().occurred().from(),
                    first.report().occurred().to());
        }
        List<Fact<IncidentEvent>> history = histories.computeIfAbsent(
                id, key -> new ArrayList<>(archive.events(key, fact.position() - 1, IncidentEvent.class)));
        Map<String, Bearing> before = bearings(history);
        history.add(fact);
        Map<String, Bearing> after = bearings(history);
        before.forEach((accused, bearing) -> {
            if (!bearing.equals(after.get(accused))) {
                batch.close(bearing, fact.position());
            }
        });
        after.forEach((accused, bearing) -> {
            if (!bearing.equals(before.get(accused))) {
                batch.open(bearing, fact.position());
            }
        });
    }

    private static Map<String, Bearing> bearings(List<Fact<IncidentEvent>> history) {
        Map<String, Bearing> bearings = new LinkedHashMap<>();
        if (!history.isEmpty()) {
            IncidentFacts.of(history).bearings().forEach(bearing -> bearings.put(bearing.accused(), bearing));
        }
        return bearings;
    }
}
