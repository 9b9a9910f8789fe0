package org.pactwatch.compliance.axon;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Weigher;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.pactwatch.agreement.AgreementEvent;
import org.pactwatch.compliance.AgreementFacts;
import org.pactwatch.compliance.Fact;
import org.pactwatch.compliance.IncidentFacts;
import org.pactwatch.incident.IncidentEvent;
import org.pactwatch.ledger.Entry;
import org.pactwatch.ledger.Ledger;
import org.pactwatch.ledger.axon.EventCodec;

/** Reads single agreements and incidents as facts, straight from the ledger: one has few events. Those read lately are kept. */
public final class Archive {

    /** Far more than a projection that works is ever behind. */
    private static final int LOOKED_AHEAD = 500;

    /** Of incidents that were looked at lately: a page of an agreement looks at hundreds. */
    private static final long KEPT_CHARACTERS = 8L << 20;

    private static final int HOLDING = 500;
    private static final String AGREEMENT = "agreement/";

    private final Ledger ledger;
    private final EventCodec codec;
    private final Progress progress;
    private final Cache<String, AgreementFacts> agreements =
            Caffeine.newBuilder().maximumSize(1_000).build();
    private final Roll roll = new Roll();
    private volatile long rolled;
    private final Cache<Known, Incident> incidents = Caffeine.newBuilder()
            .maximumWeight(KEPT_CHARACTERS)
            .weigher((Weigher<Known, Incident>) (known, incident) -> incident.weight())
            .build();

    /** An incident as known at a position that answers have reached: it never changes. */
    private record Known(String incident, long position) {}

    /** @param weight the characters that its events have on record, and some for what holds them */
    private record Incident(IncidentFacts facts, int weight) {}

    public Archive(Ledger ledger, EventCodec codec, Progress progress) {
        this.ledger = ledger;
        this.codec = codec;
        this.progress = progress;
    }

    /** Ids of all agreements, in order. */
    public List<String> agreements() {
        return progress.subjects(AGREEMENT).toList();
    }

    /** The agreement as far as answers stand; empty if there is none. */
    public Optional<AgreementFacts> agreement(String id) {
        long last = progress.touched(Stream.of(AGREEMENT + id));
        if (last == 0) {
            return Optional.empty();
        }
        AgreementFacts cached = agreements.getIfPresent(id);
        if (cached == null || cached.position() < last) {
            cached = AgreementFacts.of(events(id, last, AgreementEvent.class));
            agreements.put(id, cached);
        }
        return Optional.of(cached);
    }

    /** Every agreement that was known at {@code position}, as it was known then; by id. */
    public List<AgreementFacts> known(long position) {
        return known(agreements().stream(), position);
    }

    /** The same of those alone in which one of {@code obligors} has promised something. */
    public List<AgreementFacts> binding(Collection<String> obligors, long position) {
        Roll now = roll();
        return known(
                obligors.stream()
                        .flatMap(party -> now.binding(party).stream())
                        .distinct()
                        .sorted(),
                position);
    }

    private List<AgreementFacts> known(Stream<String> ids, long position) {
        return ids.flatMap(id -> agreement(id).stream())
                .filter(facts -> facts.registeredAt() <= position)
                .map(facts -> facts.knownAt(position))
                .toList();
    }

    /** Everybody who is party to an agreement, as far as answers stand. */
    public Set<String> parties() {
        return roll().parties();
    }

    /** As every report asks it, it is not made of all agreements each time. */
    private Roll roll() {
        long touched = progress.touchedAny(AGREEMENT);
        if (touched > rolled) {
            for (String id : agreements()) {
                if (!roll.holds(id)) {
                    agreement(id).ifPresent(facts -> roll.add(facts.agreement()));
                }
            }
            rolled = touched;
        }
        return roll;
    }

    /** The last position at which an agreement has changed and answers don't know it yet; 0 if there is none. */
    public long changeUnderWay() {
        return ledger.after(progress.position(), LOOKED_AHEAD).stream()
                .filter(entry -> entry.aggregateType().equals("agreement"))
                .mapToLong(Entry::position)
                .max()
                .orElse(0);
    }

    /** The incident as known at {@code position}; empty if none was. */
    public Optional<IncidentFacts> incident(String id, long position) {
        // What answers don't stand at yet may still be added to.
        boolean reached = position <= progress.position();
        Known known = new Known(id, position);
        Incident kept = reached ? incidents.getIfPresent(known) : null;
        if (kept != null) {
            return Optional.of(kept.facts());
        }
        // Not under the cache's lock, which nobody should hold while the ledger is read.
        List<Entry> entries = ledger.stream(id, position);
        List<Fact<IncidentEvent>> history = read(entries, IncidentEvent.class);
        if (history.isEmpty()) {
            return Optional.empty();
        }
        IncidentFacts facts = IncidentFacts.of(history);
        if (reached) {
            incidents.put(known, new Incident(facts, weight(entries)));
        }
        return Optional.of(facts);
    }

    private static int weight(List<Entry> entries) {
        return HOLDING
                + entries.stream().mapToInt(entry -> entry.payload().length()).sum();
    }

    /** The events of one aggregate up to and with {@code position}; none if it is of another kind. */
    <E> List<Fact<E>> events(String id, long position, Class<E> kind) {
        return read(ledger.stream(id, position), kind);
    }

    private <E> List<Fact<E>> read(List<Entry> entries, Class<E> kind) {
        return entries.stream()
                .map(entry -> new Fact<>(codec.read(entry.type(), entry.revision(), entry.payload()), entry.position()))
                .filter(fact -> kind.isInstance(fact.what()))
                .map(fact -> new Fact<>(kind.cast(fact.what()), fact.position()))
                .toList();
    }

    /** When the entry at {@code position} was recorded: from then on it was known. */
    public Optional<Instant> recorded(long position) {
        return ledger.at(position).map(Entry::recorded);
    }

    /** The id of the first event, by which one record is told from another; empty while nothing is recorded. */
    public Optional<String> origin() {
        return ledger.at(1).map(Entry::eventId);
    }

    /** The last position recorded at or before {@code instant}; answers may not stand there yet. */
    public long positionAt(Instant instant) {
        return ledger.positionAt(instant);
    }
}
