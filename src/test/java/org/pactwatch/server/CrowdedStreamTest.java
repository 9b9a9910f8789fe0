package org.pactwatch.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pactwatch.support.Crowd;
import org.pactwatch.support.Crowd.Member;
import org.pactwatch.support.Http.Answer;

/** Many listen, some of them badly, and each hears everything once, in order. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CrowdedStreamTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RunningServer server = RunningServer.real();

    private static Long[] range(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toArray(Long[]::new);
    }

    private static List<Member> join(Crowd crowd, int number, String... headers) {
        List<Member> members =
                Stream.generate(() -> crowd.join(headers)).limit(number).toList();
        await().atMost(PATIENCE).until(() -> members.stream().allMatch(Member::greeted));
        return members;
    }

    /** Where a new listener begins. */
    private static long settledHead(RunningServer server) {
        long head = server.head();
        server.get("/compliance?minPosition=" + head);
        return head;
    }

    @Test
    void five_hundred_hear_everything_once_and_in_order_without_a_thread_each(@TempDir Path folder) throws Exception {
        Pacts pact = Pacts.registered(server);
        long head = settledHead(server);
        try (Crowd crowd = new Crowd(server.port())) {
            List<Member> members = new ArrayList<>(join(crowd, 480));
            members.addAll(join(crowd, 20, server.as("auditor")));
            int threads = threads(folder.resolve("threads.json"));
            for (int i = 0; i < 30; i++) {
                server.accepted("monitor", "/incidents", pact.strike());
            }
            await().atMost(PATIENCE).until(() -> members.stream().allMatch(member -> member.lastId() >= head + 30));
            assertThat(members)
                    .allSatisfy(member -> assertThat(member.ids()).containsExactly(range(head + 1, head + 30)));
            assertThat(threads).isBetween(5, 250);
        }
    }

    /** All of this process, the virtual ones too. */
    private static int threads(Path dump) throws Exception {
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpThreads(dump.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.JSON);
        return (int) Pattern.compile("\"tid\":")
                .matcher(Files.readString(dump))
                .results()
                .count();
    }

    @Test
    void who_does_not_read_holds_up_nobody_and_misses_nothing(@TempDir Path data) {
        try (RunningServer own = RunningServer.start(data, "pactwatch.example=false");
                Crowd crowd = new Crowd(own.port())) {
            Pacts pact = Pacts.registered(own);
            long head = settledHead(own);
            Member stuck = crowd.join(4_096);
            await().atMost(PATIENCE).until(stuck::greeted);
            stuck.stopReading();
            List<Member> others = join(crowd, 5);
            // More than the server keeps of what is recent, too.
            int reports = 200;
            reportAtLength(own, pact, reports);
            await().atMost(PATIENCE).until(() -> others.stream().allMatch(member -> member.lastId() == head + reports));
            assertThat(others)
                    .allSatisfy(member -> assertThat(member.ids()).containsExactly(range(head + 1, head + reports)));
            assertThat(stuck.lastId()).isLessThan(head + reports);
            stuck.readOn();
            await().atMost(PATIENCE).until(() -> stuck.lastId() == head + reports);
            assertThat(stuck.ids()).containsExactly(range(head + 1, head + reports));
        }
    }

    @Test
    void who_does_not_read_for_long_is_let_go(@TempDir Path data) {
        try (RunningServer own =
                        RunningServer.start(data, "pactwatch.example=false", "server.tomcat.connection-timeout=2s");
                Crowd crowd = new Crowd(own.port())) {
            Pacts pact = Pacts.registered(own);
            settledHead(own);
            Member stuck = crowd.join(4_096);
            await().atMost(PATIENCE).until(stuck::greeted);
            stuck.stopReading();
            assertThat(open(own)).isEqualTo(1);
            reportAtLength(own, pact, 120);
            await().atMost(PATIENCE).until(() -> open(own) == 0);
        }
    }

    private static int open(RunningServer server) {
        String scrape = server.http().get("/actuator/prometheus").body();
        return scrape.lines()
                .filter(line -> line.startsWith("pactwatch_streams_open "))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.indexOf(' '))))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void who_comes_and_goes_while_others_record_finds_no_seam() {
        Pacts pact = Pacts.registered(server);
        long head = settledHead(server);
        AtomicBoolean enough = new AtomicBoolean();
        List<CompletableFuture<Void>> writers = Stream.generate(() -> CompletableFuture.runAsync(() -> {
                    while (!enough.get()) {
                        server.accepted("monitor", "/incidents", pact.strike());
                    }
                }))
                .limit(3)
                .toList();
        List<Long> heard = new ArrayList<>();
        try (Crowd crowd = new Crowd(server.port())) {
            Member constant = crowd.join("Last-Event-ID", "" + head);
            long last = head;
            for (int visit = 0; visit < 15; visit++) {
                Member visitor = crowd.join("Last-Event-ID", "" + last);
                long wanted = last + 1 + 3 * visit;
                await().atMost(PATIENCE).until(() -> visitor.lastId() >= wanted);
                visitor.leave();
                List<Long> ids = visitor.ids();
                heard.addAll(ids);
                last = ids.get(ids.size() - 1);
            }
            enough.set(true);
            writers.forEach(CompletableFuture::join);
            long end = last;
            await().atMost(PATIENCE).until(() -> constant.lastId() >= end);
            assertThat(heard).containsExactly(range(head + 1, end));
            assertThat(constant.ids().subList(0, heard.size())).isEqualTo(heard);
        } finally {
            enough.set(true);
        }
    }

    @Test
    void beyond_the_limit_a_stream_is_refused_until_another_has_ended(@TempDir Path data) {
        try (RunningServer own = RunningServer.start(data, "pactwatch.example=false", "pactwatch.streams.max=2");
                Crowd crowd = new Crowd(own.port())) {
            Pacts pact = Pacts.registered(own);
            List<Member> members = join(crowd, 2);
            assertThat(open(own)).isEqualTo(2);
            Answer refused = own.get("/stream");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.rule()).isEqualTo("streams-exhausted");
            assertThat(refused.header("Retry-After")).isEqualTo("10");
            assertThat(own.get("/compliance").status()).isEqualTo(200);
            members.get(0).leave();
            // That somebody has gone shows when something is sent.
            await().atMost(PATIENCE).until(() -> {
                own.accepted("monitor", "/incidents", pact.strike());
                return open(own) == 1;
            });
            Member next = crowd.join();
            await().atMost(PATIENCE).until(next::greeted);
            assertThat(members.get(1).hasEnded()).isFalse();
        }
    }

    @Test
    void the_end_of_the_server_ends_all_streams_and_waits_for_nobody_who_does_not_read(@TempDir Path data) {
        RunningServer own =
                RunningServer.start(data, "pactwatch.example=false", "spring.lifecycle.timeout-per-shutdown-phase=1h");
        try (Crowd crowd = new Crowd(own.port())) {
            Pacts pact = Pacts.registered(own);
            Member stuck = crowd.join(4_096);
            await().atMost(PATIENCE).until(stuck::greeted);
            stuck.stopReading();
            List<Member> members = join(crowd, 10);
            long head = own.head();
            reportAtLength(own, pact, 120);
            await().atMost(PATIENCE).until(() -> members.stream().allMatch(member -> member.lastId() == head + 120));
            own.close();
            await().atMost(PATIENCE).until(() -> members.stream().allMatch(Member::hasEnded));
        }
    }

    /** More than the buffers between take. */
    private static void reportAtLength(RunningServer server, Pacts pact, int reports) {
        String large = pact.strike().replace("A strike", "A strike " + "x".repeat(60_000));
        for (int i = 0; i < reports; i++) {
            server.accepted("monitor", "/incidents", large);
        }
    }
}
