package org.pactwatch.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.pactwatch.ledger.DuplicateRequest;
import org.pactwatch.ledger.LedgerUnavailable;
import org.pactwatch.ledger.SequenceConflict;

/**
 * The load: threads that record one deed after the other until they are told to stop, or the engine fails them. Most have
 * aggregates of their own; one in four appends to aggregates that it shares with others, where the slower of two is
 * refused; one in four asks with request keys and now and then asks again.
 */
final class Writers {

    static final int THREADS = 32;

    private final Engine engine;
    private final Witness witness;
    private final String name;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;
    private volatile boolean patient;
    private boolean reports;
    private int clashes;

    /** @param name of this run, unique in the campaign */
    Writers(Engine engine, Witness witness, String name) {
        this.engine = engine;
        this.witness = witness;
        this.name = name;
    }

    /** They go on after a failure, each with the next deed, instead of giving up. */
    Writers patient() {
        patient = true;
        return this;
    }

    /** All with request keys, one event each, each the first of its aggregate: as reports come by HTTP. */
    Writers reports() {
        reports = true;
        return this;
    }

    /** So many in a hundred ask for a sequence that they know to be taken. */
    Writers clashing(int percent) {
        clashes = percent;
        return this;
    }

    boolean allAlive() {
        return threads.stream().allMatch(Thread::isAlive);
    }

    void start(SplittableRandom chance) {
        start(chance, THREADS, reports ? 0 : THREADS / 4);
    }

    /** @param sharing so many of them share aggregates */
    void start(SplittableRandom chance, int number, int sharing) {
        for (int t = 0; t < number; t++) {
            int writer = t;
            SplittableRandom own = chance.split();
            boolean shares = writer < sharing;
            boolean keyed = reports || writer % 4 == 3 && engine.knowsRequests();
            threads.add(Thread.ofPlatform()
                    .daemon()
                    .name("writer-" + writer)
                    .start(() -> write(writer, own, shares, keyed)));
        }
    }

    void stop() {
        stopped = true;
        join();
    }

    void join() {
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean anyAlive() {
        return threads.stream().anyMatch(Thread::isAlive);
    }

    private void write(int writer, SplittableRandom chance, boolean shares, boolean keyed) {
        String own = name + "-w" + writer;
        long sequence = 0;
        int aggregate = 0;
        for (int n = 0; !stopped; n++) {
            int events = !reports && chance.nextInt(20) == 0 ? 3 : 1;
            String id = own + "-" + n;
            Deed deed;
            if (shares) {
                // Four to one aggregate, which outlives the rounds. Whoever reads before another has written is
                // refused.
                String shared = "shared-" + writer / 4;
                Optional<Long> last = lastSequence(shared);
                if (last.isEmpty()) {
                    if (patient) {
                        continue;
                    }
                    return;
                }
                deed = new Deed(id, shared, last.get() + 1, events, keyed);
            } else {
                if (reports || chance.nextInt(10) == 0) {
                    aggregate++;
                    sequence = 0;
                }
                boolean clash = sequence > 0 && chance.nextInt(100) < clashes;
                deed = new Deed(id, own + "-a" + aggregate, clash ? sequence - 1 : sequence, events, keyed);
            }
            Boolean recorded = ask(deed, "0");
            if (recorded == null) {
                if (!patient) {
                    return;
                }
                aggregate++; // What became of the last is not known, so neither is the next sequence.
                sequence = 0;
            } else if (recorded) {
                sequence += events;
                if (keyed && chance.nextInt(10) == 0) {
                    ask(deed, "again");
                }
            }
        }
    }

    /** -1 for none; empty if it can't be read. */
    private Optional<Long> lastSequence(String aggregate) {
        try {
            return Optional.of(engine.lastSequence(aggregate).orElse(-1L));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Was it recorded? {@code null} if that is not known. */
    @org.jspecify.annotations.Nullable
    Boolean ask(Deed deed, String attempt) {
        witness.tried(deed);
        try {
            witness.acknowledged(deed.id(), engine.record(deed, attempt));
            return true;
        } catch (DuplicateRequest e) {
            witness.acknowledged(deed.id(), e.first().position());
            return true;
        } catch (SequenceConflict e) {
            witness.refused(deed.id());
            return false;
        } catch (LedgerUnavailable e) {
            if (e.events() == LedgerUnavailable.Events.NOT_RECORDED) {
                witness.notThisTime(deed.id());
                return false;
            }
            witness.inDoubt(deed.id(), e.getClass().getSimpleName());
            return null;
        } catch (RuntimeException e) {
            witness.inDoubt(deed.id(), why(e));
            return null;
        }
    }

    /** In one word, so that it fits into a line. */
    private static String why(RuntimeException e) {
        String message = e.getMessage();
        return e instanceof HttpEngine.Unanswered && message != null
                ? message.replaceAll("\\s+", "_")
                : e.getClass().getSimpleName();
    }
}
