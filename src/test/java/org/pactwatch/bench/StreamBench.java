package org.pactwatch.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pactwatch.support.Crowd;
import org.pactwatch.support.Crowd.Member;
import org.pactwatch.support.Http;
import org.pactwatch.support.Http.Answer;
import tools.jackson.databind.json.JsonMapper;

/** How soon thousands who listen to one server have heard of a report, and what each of them costs it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StreamBench {

    private static final boolean SHORT = Boolean.getBoolean("bench.short");
    private static final int WANTED = SHORT ? 1_000 : 5_000;
    private static final int ROUNDS = SHORT ? 10 : 40;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Path OUT = Path.of("target", "bench");

    private final Results results = new Results();

    @TempDir
    private Path data;

    @Test
    void all_who_listen_have_heard_of_a_report_within_two_seconds() throws Exception {
        Path jar = Path.of("target", "pactwatch.jar");
        assertThat(jar).as("built by package").exists();
        int number = (int) Math.min(WANTED, files() - 1_000);
        List<String> program = List.of("-Xmx1g", "-jar", jar.toString());
        try (Child server = Child.start(OUT.resolve("stream.log").toAbsolutePath(), data, program)) {
            Http http = server.awaitReady(Duration.ofMinutes(2));
            Clerk clerk = new Clerk(http, data);
            clerk.register();
            try (Crowd crowd = new Crowd(server.port)) {
                rounds("warm", server, clerk, join(crowd, 200));
            }
            // The next reports find out that they have left.
            await().atMost(PATIENCE).until(() -> {
                clerk.report();
                return open(http) == 0;
            });
            try (Crowd crowd = new Crowd(server.port)) {
                rounds("1 listens", server, clerk, join(crowd, 1));
            }
            await().atMost(PATIENCE).until(() -> {
                clerk.report();
                return open(http) == 0;
            });
            long before = live(server);
            try (Crowd crowd = new Crowd(server.port)) {
                List<Member> members = join(crowd, number);
                rounds(number + " listen", server, clerk, members);
                assertThat(open(http)).isEqualTo(number);
                results.atLeast(
                        null, number + " listen: heap for each", "", "KB", (live(server) - before) / 1024.0 / number);
            }
        } finally {
            results.write(OUT.resolve("streams.json"));
        }
    }

    /** As many as this process may open; the server, started by it, may open as many. */
    private static long files() {
        return ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
                .getMaxFileDescriptorCount();
    }

    private static List<Member> join(Crowd crowd, int number) {
        List<Member> members = Stream.generate(crowd::join).limit(number).toList();
        await().atMost(PATIENCE).until(() -> members.stream().allMatch(Member::greeted));
        return members;
    }

    private void rounds(String name, Child server, Clerk clerk, List<Member> members) {
        double[] seconds = new double[ROUNDS];
        double[] cpu = new double[ROUNDS];
        long[] positions = new long[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            Duration busy = server.cpu();
            long sent = System.nanoTime();
            long position = clerk.report();
            positions[round] = position;
            await().atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> members.stream().allMatch(member -> member.lastId() >= position));
            long last = members.stream().mapToLong(Member::lastNanoTime).max().orElseThrow();
            seconds[round] = (last - sent) / 1e9;
            cpu[round] = server.cpu().minus(busy).toNanos() / 1e6;
        }
        assertThat(members)
                .allSatisfy(member -> assertThat(member.ids().stream().mapToLong(Long::longValue))
                        .containsExactly(LongStream.of(positions).boxed().toArray(Long[]::new)));
        if (name.equals("warm")) {
            return;
        }
        results.atMost(members.size() > 1 ? 2.0 : null, name + ": a report until the last has it", "", "s", seconds);
        results.atLeast(null, name + ": CPU of the server for it", "", "ms", cpu);
    }

    private static int open(Http http) {
        return http.get("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith("pactwatch_streams_open "))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.indexOf(' '))))
                .findFirst()
                .orElseThrow();
    }

    /** Bytes of the heap that are in use after a full collection. */
    private static long live(Child server) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        "" + server.pid(),
                        "GC.class_histogram")
                .start();
        String histogram = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(jcmd.waitFor()).isZero();
        String total = histogram
                .lines()
                .filter(line -> line.startsWith("Total"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(total.strip().split("\\s+")[2]);
    }

    /** Registers and reports, one after the other. */
    private record Clerk(Http http, Path data) {

        private String token(String role) {
            try {
                return "Bearer "
                        + JsonMapper.shared()
                                .readTree(Files.readString(data.resolve("demo-tokens.json")))
                                .get(role)
                                .asString();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        private long post(String role, String path, String body) {
            Answer answer = http.postJson("/api/v1" + path, body, "Authorization", token(role));
            assertThat(answer.status()).as(answer.body()).isEqualTo(201);
            return answer.json().get("position").asLong();
        }

        void register() {
            post("registrar", "/agreements", """
                    {"id":"pact","title":"A pact","parties":[
                      {"id":"AAA","name":"One","roles":["OBLIGOR","BENEFICIARY"]},
                      {"id":"BBB","name":"Other","roles":["OBLIGOR","BENEFICIARY"]}],
                     "commitments":[{"key":"abstains","kind":"PROHIBITION","obligor":"AAA","beneficiary":"BBB",
                      "statement":"No strikes","scope":{"acts":["STRIKE"],"targets":["ENERGY"]},
                      "term":{"length":"P30D","start":"2025-03-18T00:00","zone":"Europe/Kyiv","counting":"ELAPSED"}}],
                     "consents":[{"party":"AAA","consent":"ACCEPTED","at":"2025-03-17T12:00:00Z"},
                      {"party":"BBB","consent":"ACCEPTED","at":"2025-03-17T12:00:00Z"}]}""");
        }

        long report() {
            return post("monitor", "/incidents", """
                    {"summary":"A strike","act":"STRIKE","target":"SUBSTATION","facilityOf":"BBB","accused":["AAA"],
                     "claimant":"BBB","occurred":{"from":"2025-03-25T10:00:00Z"},"reported":"2025-03-25T12:00:00Z"}""");
        }
    }
}
