package org.pactwatch.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.pactwatch.server.ChildServer;

/**
 * Something that the record lies on goes away for a while, with 32 clients reporting and others reading all along. The
 * server stays up, says 503 soon, and goes on by itself when it is back.
 */
final class Outage {

    /** What is promised is a second. Here, where several processes share few cores, only what is clearly wrong fails. */
    private static final long SOON_MS = 5_000;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int READERS = 2;
    private static final int SOME = 60;

    private final String name;
    private final ChildServer server;
    private final LedgerTable record;
    private final SplittableRandom chance;
    private final HttpEngine http;
    private final HttpEngine meanwhile;
    private final Accounting books = new Accounting();
    private final Map<String, Long> measured = new HashMap<>();
    private volatile boolean out;
    private volatile boolean over;
    private int rounds;

    Outage(String name, ChildServer server, Where where) {
        this.name = name;
        this.server = server;
        this.record = new LedgerTable(where);
        this.chance = Chance.of(name);
        this.http = new HttpEngine(server);
        this.meanwhile = new HttpEngine(server);
        HttpEngine.register(server);
    }

    /**
     * One time.
     *
     * @param first does it begin before anybody writes?
     * @param length it lasts so long at least
     */
    Outage endure(boolean first, Runnable begin, Duration length, Runnable end) {
        Writers writers = new Writers(http, books, "r" + rounds++).reports().patient();
        Thread[] readers = new Thread[READERS];
        over = false;
        for (int i = 0; i < READERS; i++) {
            readers[i] = Thread.ofPlatform().daemon().start(this::read);
        }
        try {
            if (!first) {
                writers.start(chance.split());
                untilRecorded(SOME + chance.nextInt(400));
            }
            begin.run();
            out = true;
            long began = System.nanoTime();
            if (first) {
                writers.start(chance.split());
            }
            until("refusals", () -> http.answers("POST 503") + http.answers("POST nothing") > 0);
            max("ms to the first 503", began);
            until("readers meanwhile", () -> System.nanoTime() - began >= length.toNanos() && meanwhile.answers() > 0);
            out = false;
            end.run();
            long ended = System.nanoTime();
            untilRecorded(1);
            max("ms until it records again", ended);
            untilRecorded(SOME);
        } finally {
            over = true;
            writers.stop();
            for (Thread reader : readers) {
                join(reader);
            }
        }
        ServerKillFaults.askAgain(http, books, "again" + rounds);
        return this;
    }

    private void max(String what, long since) {
        measured.merge(what, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since), Math::max);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void read() {
        while (!over) {
            HttpEngine to = out ? meanwhile : http;
            to.read("/api/v1/compliance/pact/abstains?reading=as-written&at=2025-03-26T00:00:00Z");
            to.read("/api/v1/history?limit=5");
        }
    }

    private void untilRecorded(long more) {
        long enough = books.acknowledgements() + more;
        until(more + " more acknowledged", () -> books.acknowledgements() >= enough);
    }

    private String soFar() {
        String troubles = server.log()
                .lines()
                .filter(line -> line.contains(" ERROR ")
                        || line.contains("Nothing can be recorded")
                        || line.startsWith("Caused by"))
                .map(line -> line.substring(0, Math.min(300, line.length())))
                .limit(12)
                .collect(java.util.stream.Collectors.joining("\n"));
        return troubles + "\n" + name + ": " + http.measured() + ", meanwhile " + meanwhile.measured();
    }

    private void until(String what, java.util.concurrent.Callable<Boolean> condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        await(name + ": " + what)
                .forever()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> {
                    assertThat(server.isAlive()).as(server.log()).isTrue();
                    assertThat(System.nanoTime()).as("%s, no %s", soFar(), what).isLessThan(end);
                    return condition.call();
                });
    }

    /** @param readsGoOn is what there is to be read all the while? */
    void settle(boolean readsGoOn) throws InterruptedException {
        server.kill();
        measured.putAll(http.measured());
        meanwhile.measured().forEach((what, number) -> measured.put("meanwhile " + what, number));
        Tally tally = Results.exact(name, rounds, books.all(record), measured);
        assertThat(tally.unknown())
                .as("each was asked again until it was answered")
                .isZero();
        assertThat(books.doubts().keySet())
                .as("nothing but 503 instead of 201: %s", measured)
                .isSubsetOf("503");
        assertThat(http.slowest("POST 503")).as("%s", measured).isLessThan(SOON_MS);
        if (readsGoOn) {
            assertThat(measured.keySet().stream().filter(what -> what.startsWith("meanwhile ")))
                    .as("%s", measured)
                    .allMatch(what -> what.startsWith("meanwhile GET 200"));
        }
    }
}
