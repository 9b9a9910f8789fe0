package org.pactwatch.faults;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps the books of a campaign, in a process that is never killed, and holds the record against them: what was
 * acknowledged stands there exactly once, where the answer said, after all that had been acknowledged before it was
 * asked for; what was refused doesn't; what is in doubt stands there once or not at all, and whole.
 */
final class Accounting implements Witness {

    private enum State {
        IN_DOUBT,
        ACKNOWLEDGED,
        REFUSED
    }

    private static final class Account {
        private final Deed deed;
        /** The highest position that had been acknowledged when it was first asked for: it can only come later. */
        private final long floor;

        private State state = State.IN_DOUBT;
        /** Times it was asked for that may have recorded it. */
        private int chances;

        private long position;

        private Account(Deed deed, long floor) {
            this.deed = deed;
            this.floor = floor;
        }
    }

    private final Map<String, Account> accounts = new HashMap<>();
    private final Set<Account> recent = new HashSet<>();
    private final List<String> contradictions = new ArrayList<>();
    private final Map<String, Integer> doubts = new HashMap<>();
    private long highest;
    private long answers;
    private Reading reading = new Reading();
    private long[] fingerprints = new long[1024];

    @Override
    public synchronized void tried(Deed deed) {
        Account account = accounts.computeIfAbsent(deed.id(), id -> new Account(deed, highest));
        if (account.state == State.REFUSED) {
            account.state = State.IN_DOUBT; // Asked for again, it may well be recorded now.
        }
        account.chances++;
        recent.add(account);
    }

    @Override
    public synchronized void acknowledged(String deed, long position) {
        Account account = account(deed);
        if (account.state == State.REFUSED || account.position != 0 && account.position != position) {
            contradictions.add(deed + " was answered twice, differently: " + account.state + " at " + account.position
                    + ", then at " + position);
        }
        account.state = State.ACKNOWLEDGED;
        account.position = position;
        highest = Math.max(highest, position);
        answers++;
    }

    @Override
    public synchronized void refused(String deed) {
        Account account = account(deed);
        if (account.state == State.ACKNOWLEDGED) {
            contradictions.add(deed + " was acknowledged at " + account.position + " and then refused");
        }
        account.state = State.REFUSED;
        answers++;
    }

    @Override
    public synchronized void notThisTime(String deed) {
        Account account = account(deed);
        account.chances--;
        if (account.chances == 0 && account.state == State.IN_DOUBT) {
            account.state = State.REFUSED;
        }
        answers++;
    }

    @Override
    public synchronized void inDoubt(String deed, String why) {
        account(deed);
        doubts.merge(why, 1, Integer::sum);
    }

    private Account account(String deed) {
        Account account = accounts.get(deed);
        if (account == null) {
            throw new IllegalStateException("An answer to what nobody asked: " + deed);
        }
        return account;
    }

    /** Answers so far that say what became of the deed. */
    synchronized long answers() {
        return answers;
    }

    synchronized long acknowledgements() {
        return count(accounts.values(), State.ACKNOWLEDGED);
    }

    /** Every deed that was acknowledged so far, and the position of its last event. */
    synchronized Map<String, Long> acknowledgedAt() {
        Map<String, Long> positions = new HashMap<>();
        accounts.forEach((deed, account) -> {
            if (account.state == State.ACKNOWLEDGED) {
                positions.put(deed, account.position);
            }
        });
        return positions;
    }

    /** Why deeds are in doubt, and how many. */
    synchronized Map<String, Integer> doubts() {
        return Map.copyOf(doubts);
    }

    /** What may be asked for again, since its outcome is not known. */
    synchronized List<Deed> toRepeat() {
        return accounts.values().stream()
                .filter(account -> account.state == State.IN_DOUBT && account.deed.keyed())
                .map(account -> account.deed)
                .toList();
    }

    /** What is new in the record since the last look, against what was asked for since then. */
    synchronized Tally sinceLastLook(Store store) {
        reading.goOn(store);
        Tally tally = compare(recent, reading);
        recent.removeIf(account -> account.state != State.IN_DOUBT || !account.deed.keyed());
        return tally;
    }

    /** The whole record anew from its first row, against all that was ever asked for. */
    synchronized Tally all(Store store) {
        reading = new Reading();
        reading.goOn(store);
        return compare(accounts.values(), reading);
    }

    private static long count(Collection<Account> accounts, State state) {
        return accounts.stream().filter(account -> account.state == state).count();
    }

    private Tally compare(Collection<Account> some, Reading record) {
        Tally.Builder tally = new Tally.Builder(record.tally);
        for (Account account : some) {
            Seen seen = record.seen.get(account.deed.id());
            tally.landed(account.state == State.IN_DOUBT && seen != null);
            switch (account.state) {
                case ACKNOWLEDGED -> {
                    if (seen == null) {
                        tally.lost(account.deed.id() + ", acknowledged at " + account.position);
                    } else if (account.position > 0 && seen.last != account.position) {
                        tally.outOfOrder(account.deed.id() + ", acknowledged at " + account.position + ", stands at "
                                + seen.last);
                    }
                }
                case REFUSED -> {
                    if (seen != null) {
                        tally.doubled(account.deed.id() + " was refused and stands at " + seen.first);
                    }
                }
                case IN_DOUBT -> {}
            }
            if (seen == null) {
                continue;
            }
            if (seen.count > account.deed.events()) {
                tally.doubled(account.deed.id() + " stands there with " + seen.count + " events, not "
                        + account.deed.events());
            } else if (seen.count < account.deed.events()) {
                tally.lost(account.deed.id() + " is there in part: " + seen.count + " of " + account.deed.events());
            } else if (record.positionsMean && seen.last - seen.first + 1 != seen.count) {
                tally.outOfOrder(account.deed.id() + " is scattered from " + seen.first + " to " + seen.last);
            }
            if (seen.first <= account.floor) {
                tally.outOfOrder(account.deed.id() + " stands at " + seen.first + " and was asked for after position "
                        + account.floor + " had been acknowledged");
            }
        }
        for (String deed : record.seen.keySet()) {
            if (!accounts.containsKey(deed)) {
                tally.doubled(deed + " is there and nobody asked for it");
            }
        }
        contradictions.forEach(tally::doubled);
        return tally.of(count(some, State.ACKNOWLEDGED), count(some, State.REFUSED), count(some, State.IN_DOUBT));
    }

    /** Where a deed's events stand. */
    private static final class Seen {
        private final long first;
        private long last;
        private int count;

        private Seen(long first) {
            this.first = first;
        }
    }

    /** One pass over the record, in its order. What it finds wrong with the record itself stays wrong. */
    private final class Reading {

        private final Map<String, Seen> seen = new HashMap<>();
        private final Map<String, Long> sequences = new HashMap<>();
        private final Set<String> eventIds = new HashSet<>();
        private final Tally.Builder tally = new Tally.Builder();
        private long position;
        private Instant recorded = Instant.MIN;
        private boolean positionsMean = true;

        void goOn(Store store) {
            positionsMean = store.positionsMean();
            store.after(position, this::take);
        }

        private void take(Found found) {
            if (found.position() != position + 1) {
                tally.hole("position " + found.position() + " follows " + position, found.position() - position - 1);
            }
            position = found.position();
            Long before = sequences.put(found.aggregate(), found.sequence());
            if (found.sequence() != (before == null ? 0 : before + 1)) {
                tally.hole("sequence " + found.sequence() + " of " + found.aggregate() + " follows " + before, 1);
            }
            if (found.recorded().isBefore(recorded)) {
                tally.outOfOrder("position " + position + " was recorded at " + found.recorded()
                        + ", the one before at " + recorded);
            }
            recorded = found.recorded();
            if (!found.intact()) {
                tally.changed("the entry hash at position " + position + " is not that of the row");
            }
            if (!eventIds.add(found.eventId())) {
                tally.doubled("event id " + found.eventId());
            }
            rememberOrCompare(found);
            if (!found.deed().isEmpty()) {
                Seen deed = seen.computeIfAbsent(found.deed(), id -> new Seen(position));
                deed.last = position;
                deed.count++;
            }
        }

        private void rememberOrCompare(Found found) {
            int at = Math.toIntExact(position);
            if (at >= fingerprints.length) {
                fingerprints = Arrays.copyOf(fingerprints, Math.max(at + 1, fingerprints.length * 2));
            }
            if (fingerprints[at] != 0 && fingerprints[at] != found.fingerprint()) {
                tally.changed("position " + at + " held something else before");
            }
            fingerprints[at] = found.fingerprint();
        }
    }
}
