package org.pactwatch.ledger.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pactwatch.ledger.Entry;
import org.pactwatch.ledger.EntryBytes;
import org.pactwatch.ledger.LeafHash;
import org.pactwatch.support.TestDatabase;

/** Kills a writing process (SIGKILL) in full swing, again and again; {@code -Dkill.rounds=N} for more than 3 rounds. */
class KillTest {

    private static final int ROUNDS = Integer.getInteger("kill.rounds", 3);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void every_acknowledged_event_is_there_exactly_once_after_kill_9() throws Exception {
        Map<String, Long> acknowledged = new HashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            // A different moment each round, counted in events and not in time.
            acknowledged.putAll(killAfter(200 + 150 * (round % 7), round));
            assertAllThere(acknowledged);
        }
    }

    private Map<String, Long> killAfter(int events, int round) throws IOException, InterruptedException {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dpactwatch.test.database=" + (TestDatabase.isPostgresql() ? "postgresql" : "h2"),
                        KilledWriter.class.getName(),
                        TestDatabase.url(folder),
                        Integer.toString(round))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader output = new BufferedReader(new InputStreamReader(writer.getInputStream(), UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
                if (lines.size() == events) {
                    // Through its handle: Process would close the pipe, and with it what was acknowledged.
                    writer.toHandle().destroyForcibly();
                }
            }
        } finally {
            writer.destroyForcibly();
        }
        assertThat(writer.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(lines).hasSizeGreaterThanOrEqualTo(events);
        Map<String, Long> acknowledged = new HashMap<>();
        for (String line : lines) {
            String[] words = line.split(" ");
            if (words.length == 3 && words[2].equals("ok")) { // The last line may be cut.
                acknowledged.put(words[0], Long.valueOf(words[1]));
            }
        }
        return acknowledged;
    }

    private void assertAllThere(Map<String, Long> acknowledged) {
        Map<String, Long> found = new HashMap<>();
        try (TestDatabase file = TestDatabase.in(folder)) {
            JdbcLedger ledger = file.ledger();
            long expected = 1;
            for (List<Entry> page = ledger.after(0, 2_000); !page.isEmpty(); page = ledger.after(expected - 1, 2_000)) {
                for (Entry entry : page) {
                    assertThat(entry.position()).isEqualTo(expected++);
                    assertThat(entry.entryHash()).isEqualTo(LeafHash.of(EntryBytes.of(entry)));
                    assertThat(found.put(entry.eventId(), entry.position())).isNull();
                }
            }
        }
        assertThat(found).containsAllEntriesOf(acknowledged);
    }
}
