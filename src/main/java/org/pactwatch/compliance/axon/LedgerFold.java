package org.pactwatch.compliance.axon;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.AgreementEvent;
import org.pactwatch.compliance.AgreementFacts;
import org.pactwatch.compliance.BearingFold;
import org.pactwatch.compliance.Fact;
import org.pactwatch.compliance.jdbc.BearingTables.Batch;
import org.pactwatch.incident.IncidentEvent;
import org.pactwatch.incident.IncidentEvent.IncidentReported;
import org.pactwatch.ledger.Entry;
import org.pactwatch.ledger.Ledger;
import org.pactwatch.ledger.axon.EventCodec;

/**
 * Reads the ledger by keyset, in order, and tells what it comes to, a batch at a time. Remembers some incidents, so that
 * few are read again. Used by one thread at a time.
 */
final class LedgerFold {

    /** Entries read at once: each may be a quarter of a megabyte. */
    private static final int PAGE = 500;

    /** No more is read into a batch beyond so many characters. */
    private static final long BATCH_CHARACTERS = 8L << 20;

    private static final long KEPT_CHARACTERS = 8L << 20;

    /** What holds an incident, in characters. */
    private static final int HOLDING = 500;

    private static final int ASKED_AT_ONCE = 200;

    private final Ledger ledger;
    private final EventCodec codec;
    private final Map<String, Incident> kept = new LinkedHashMap<>(1 << 10, 0.75f, true);
    private long weight;

    LedgerFold(Ledger ledger, EventCodec codec) {
        this.ledger = ledger;
        this.codec = codec;
    }

    /**
     * @param after the position that it follows
     * @param position of its last entry; {@code after} if there is none
     * @param events how many
     */
    record Folded(long after, long position, int events, Batch changes) {}

    /** An incident's fold, and the characters of its events. */
    private static final class Incident {
        private final BearingFold fold;
        private long weight = HOLDING;

        Incident(List<Fact<IncidentEvent>> history) {
            this.fold = new BearingFold(history);
        }
    }

    /**
     * What follows {@code after}, up to and with {@code upTo}, at most {@code limit} events.
     *
     * @throws FoldFailed at the first event that can't be read or folded
     */
    Folded next(long after, long upTo, int limit) {
        try {
            return fold(after, read(after, upTo, limit));
        } catch (RuntimeException e) {
            // It may hold events of a batch that is never written.
            forget();
            throw e;
        }
    }

    /** Forgets all incidents: what was folded last will be folded again. */
    void forget() {
        kept.clear();
        weight = 0;
    }

    private List<Entry> read(long after, long upTo, int limit) {
        List<Entry> entries = new ArrayList<>(limit);
        long last = after;
        long characters = 0;
        while (entries.size() < limit && characters < BATCH_CHARACTERS && last < upTo) {
            int asked = (int) Math.min(Math.min(PAGE, limit - entries.size()), upTo - last);
            List<Entry> page = ledger.after(last, asked);
            for (Entry entry : page) {
                characters += entry.payload().length();
            }
            entries.addAll(page);
            if (page.size() < asked) {
                break;
            }
            last = page.get(page.size() - 1).position();
        }
        return entries;
    }

    private Folded fold(long after, List<Entry> entries) {
        Batch changes = new Batch();
        List<Fact<Object>> facts = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            facts.add(new Fact<>(decode(entry), entry.position()));
        }
        Map<String, Incident> incidents = incidents(facts, after);
        Set<String> agreements = new TreeSet<>();
        for (int i = 0; i < entries.size(); i++) {
            Object what = facts.get(i).what();
            long position = facts.get(i).position();
            if (what instanceof AgreementEvent event) {
                changes.touch("agreement/" + event.agreementId(), position);
                agreements.add(event.agreementId());
            } else if (what instanceof IncidentEvent event) {
                Incident incident = what instanceof IncidentReported
                        ? new Incident(List.of())
                        : incidents.getOrDefault(event.incidentId(), new Incident(List.of()));
                incidents.put(event.incidentId(), incident);
                incident.weight += entries.get(i).payload().length();
                try {
                    incident.fold.add(new Fact<>(event, position), changes);
                } catch (RuntimeException e) {
                    throw new FoldFailed(position, e);
                }
            }
        }
        long position =
                entries.isEmpty() ? after : entries.get(entries.size() - 1).position();
        check(agreements, position, after);
        incidents.forEach(this::keep);
        return new Folded(after, position, entries.size(), changes);
    }

    private Object decode(Entry entry) {
        try {
            return codec.read(entry.type(), entry.revision(), entry.payload());
        } catch (RuntimeException e) {
            throw new FoldFailed(entry.position(), e);
        }
    }

    /** The incidents that {@code facts} add to, as they stand before: remembered, or read with few questions. */
    private Map<String, Incident> incidents(List<Fact<Object>> facts, long after) {
        Map<String, Incident> incidents = new HashMap<>();
        Set<String> begun = new TreeSet<>();
        Set<String> missing = new TreeSet<>();
        for (Fact<Object> fact : facts) {
            if (fact.what() instanceof IncidentReported first) {
                begun.add(first.incidentId());
            } else if (fact.what() instanceof IncidentEvent event && !begun.contains(event.incidentId())) {
                Incident known = take(event.incidentId());
                if (known != null) {
                    incidents.put(event.incidentId(), known);
                } else if (!incidents.containsKey(event.incidentId())) {
                    missing.add(event.incidentId());
                }
            }
        }
        List<String> ids = List.copyOf(missing);
        for (int i = 0; i < ids.size(); i += ASKED_AT_ONCE) {
            List<String> some = ids.subList(i, Math.min(ids.size(), i + ASKED_AT_ONCE));
            Map<String, List<Fact<IncidentEvent>>> histories = new TreeMap<>();
            Map<String, Long> weights = new TreeMap<>();
            for (Entry entry : ledger.streams(some, after)) {
                if (decode(entry) instanceof IncidentEvent event) {
                    histories
                            .computeIfAbsent(entry.aggregateId(), id -> new ArrayList<>())
                            .add(new Fact<>(event, entry.position()));
                    weights.merge(entry.aggregateId(), (long) entry.payload().length(), Long::sum);
                }
            }
            histories.forEach((id, history) -> {
                Incident incident = incident(history);
                incident.weight += weights.getOrDefault(id, 0L);
                incidents.put(id, incident);
            });
        }
        return incidents;
    }

    private static Incident incident(List<Fact<IncidentEvent>> history) {
        try {
            return new Incident(history);
        } catch (RuntimeException e) {
            throw new FoldFailed(history.get(history.size() - 1).position(), e);
        }
    }

    /** Answers fold agreements themselves: one that can't be must stop here, not fail each of them. */
    private void check(Set<String> agreements, long position, long after) {
        for (String id : agreements) {
            List<Fact<AgreementEvent>> history = new ArrayList<>();
            for (Entry entry : ledger.stream(id, position)) {
                if (decode(entry) instanceof AgreementEvent event) {
                    history.add(new Fact<>(event, entry.position()));
                }
            }
            try {
                AgreementFacts.of(history);
            } catch (RuntimeException e) {
                throw new FoldFailed(firstBeyondRepair(history, after), e);
            }
        }
    }

    private static long firstBeyondRepair(List<Fact<AgreementEvent>> history, long after) {
        for (int i = 0; i < history.size(); i++) {
            long position = history.get(i).position();
            if (position > after) {
                try {
                    AgreementFacts.of(history.subList(0, i + 1));
                } catch (RuntimeException e) {
                    return position;
                }
            }
        }
        return history.get(history.size() - 1).position();
    }

    // ---- The incidents touched last; those of a batch are taken out while it is folded.

    private @Nullable Incident take(String id) {
        Incident incident = kept.remove(id);
        if (incident != null) {
            weight -= incident.weight;
        }
        return incident;
    }

    private void keep(String id, Incident incident) {
        take(id);
        kept.put(id, incident);
        weight += incident.weight;
        Iterator<Incident> eldest = kept.values().iterator();
        while (weight > KEPT_CHARACTERS && eldest.hasNext()) {
            weight -= eldest.next().weight;
            eldest.remove();
        }
    }
}
