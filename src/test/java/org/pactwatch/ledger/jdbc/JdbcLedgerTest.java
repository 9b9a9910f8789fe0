package org.pactwatch.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pactwatch.ledger.AggregateHead;
import org.pactwatch.ledger.Appended;
import org.pactwatch.ledger.DuplicateRequest;
import org.pactwatch.ledger.Entry;
import org.pactwatch.ledger.EntryBytes;
import org.pactwatch.ledger.LeafHash;
import org.pactwatch.ledger.LedgerUnavailable;
import org.pactwatch.ledger.NewEvent;
import org.pactwatch.ledger.RequestKey;
import org.pactwatch.ledger.SequenceConflict;
import org.pactwatch.support.TestDatabase;

@SuppressWarnings("NullAway.Init")
class JdbcLedgerTest {

    private static final Instant NOON = Instant.parse("2025-03-19T12:00:00Z");

    @TempDir
    private Path folder;

    private TestDatabase file;

    @BeforeEach
    void open() {
        file = TestDatabase.in(folder);
    }

    @AfterEach
    void close() {
        file.close();
    }

    private static NewEvent event(String aggregate, long sequence) {
        return new NewEvent(
                "incident",
                aggregate,
                sequence,
                aggregate + "/" + sequence,
                "incident.reported",
                "1",
                "{\"n\":" + sequence + "}",
                "{}");
    }

    private static Appended append(JdbcLedger ledger, @Nullable RequestKey key, NewEvent... events) {
        return ledger.append(List.of(events), key);
    }

    @Test
    void positions_are_contiguous_in_the_order_of_commits_with_16_threads() throws Exception {
        JdbcLedger ledger = file.ledger();
        int threads = 16;
        int each = 50;
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<List<Long>>> writers = IntStream.range(0, threads)
                    .mapToObj(t -> pool.submit(() -> {
                        List<Long> mine = new ArrayList<>();
                        for (int i = 0; i < each; i++) {
                            // Seen after the answer, it must stand at or below the head.
                            long position =
                                    append(ledger, null, event("a" + t, i)).lastPosition();
                            assertThat(ledger.head()).isGreaterThanOrEqualTo(position);
                            mine.add(position);
                        }
                        return mine;
                    }))
                    .toList();
            for (Future<List<Long>> writer : writers) {
                assertThat(writer.get()).isSorted();
            }
        }
        List<Entry> all = ledger.after(0, 10_000);
        assertThat(all)
                .extracting(Entry::position)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, threads * each).boxed().toList());
        assertThat(all).extracting(Entry::recorded).isSorted();
        assertThat(all).extracting(Entry::eventId).doesNotHaveDuplicates();
    }

    @Test
    void recorded_never_decreases_when_the_clock_is_set_back_even_across_a_restart() {
        Iterator<Instant> hands = List.of(NOON.plusNanos(1_999), NOON.minusSeconds(60), NOON.plusSeconds(1))
                .iterator();
        JdbcLedger ledger = file.ledger(hands::next);
        for (int i = 0; i < 3; i++) {
            append(ledger, null, event("a", i));
        }
        JdbcLedger later = file.ledger(() -> NOON);
        append(later, null, event("a", 3));

        assertThat(later.stream("a", 4))
                .extracting(Entry::recorded)
                .containsExactly(
                        NOON.plusNanos(1_000), NOON.plusNanos(1_000), NOON.plusSeconds(1), NOON.plusSeconds(1));
    }

    @Test
    void an_instant_maps_to_the_last_position_recorded_at_or_before_it() {
        AtomicInteger second = new AtomicInteger();
        JdbcLedger ledger = file.ledger(() -> NOON.plusSeconds(second.getAndIncrement() / 2));
        for (int i = 0; i < 4; i++) {
            append(ledger, null, event("a", i));
        }
        assertThat(ledger.positionAt(NOON.minusNanos(1))).isZero();
        assertThat(ledger.positionAt(NOON)).isEqualTo(2);
        assertThat(ledger.positionAt(NOON.plusSeconds(1).minusNanos(1))).isEqualTo(2);
        assertThat(ledger.positionAt(NOON.plusSeconds(1))).isEqualTo(4);
        assertThat(ledger.positionAt(Instant.MAX)).isEqualTo(4);
        assertThat(ledger.positionAt(Instant.MIN)).isZero();
    }

    @Test
    void a_conflict_fails_only_its_own_caller_and_leaves_no_hole() {
        JdbcLedger ledger = file.ledger();
        append(ledger, null, event("a", 0));

        SequenceConflict conflict =
                catchThrowableOfType(SequenceConflict.class, () -> append(ledger, null, event("b", 0), event("a", 0)));
        assertThat(conflict.sequence()).isZero();
        assertThat(append(ledger, null, event("b", 0), event("a", 1)).firstPosition())
                .isEqualTo(2);
        assertThat(ledger.head()).isEqualTo(3);
    }

    @Test
    void a_sequence_with_a_hole_is_refused() {
        JdbcLedger ledger = file.ledger();
        assertThatThrownBy(() -> append(ledger, null, event("a", 1))).isInstanceOf(IllegalArgumentException.class);
        assertThat(ledger.head()).isZero();
    }

    @Test
    void a_request_is_recorded_once_and_answers_with_its_last_entry() {
        JdbcLedger ledger = file.ledger();
        RequestKey key = new RequestKey("k", "hash");
        append(ledger, key, event("a", 0), event("a", 1));

        DuplicateRequest same = catchThrowableOfType(DuplicateRequest.class, () -> append(ledger, key, event("b", 0)));
        assertThat(same.first().position()).isEqualTo(2);
        assertThat(same.sameBody()).isTrue();

        DuplicateRequest other = catchThrowableOfType(
                DuplicateRequest.class, () -> append(ledger, new RequestKey("k", "another"), event("b", 0)));
        assertThat(other.sameBody()).isFalse();

        assertThat(ledger.byRequest("k")).map(Entry::position).contains(2L);
        assertThat(ledger.head()).isEqualTo(2);
    }

    @Test
    void a_request_that_comes_again_hears_that_and_not_that_its_own_event_is_in_its_way() {
        JdbcLedger ledger = file.ledger();
        RequestKey key = new RequestKey("k", "hash");
        append(ledger, key, event("a", 0));
        append(ledger, null, event("a", 1)); // From here on the writer knows the aggregate's last sequence by heart.

        DuplicateRequest again = catchThrowableOfType(DuplicateRequest.class, () -> append(ledger, key, event("a", 0)));
        assertThat(again.first().position()).isEqualTo(1);
    }

    @Test
    void a_second_process_on_the_same_rows_takes_the_next_position_too() throws Exception {
        // Two ledgers do not share a lock, as two nodes don't.
        List<JdbcLedger> nodes = List.of(file.ledger(), file.ledger());
        try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
            List<Future<?>> writers = new ArrayList<>();
            for (int node = 0; node < 2; node++) {
                JdbcLedger ledger = nodes.get(node);
                String aggregate = "node" + node;
                writers.add(pool.submit(() -> {
                    for (int i = 0; i < 100; i++) {
                        appendPatiently(ledger, event(aggregate, i));
                    }
                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
        assertThat(file.ledger().after(0, 1_000))
                .extracting(Entry::position)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 200).boxed().toList());
    }

    @Test
    void what_another_process_has_written_is_looked_at_before_anybody_is_refused() {
        JdbcLedger here = file.ledger();
        JdbcLedger elsewhere = file.ledger();
        for (int i = 0; i < 3; i++) {
            append(here, null, event("a", i));
        }
        append(elsewhere, null, event("a", 3));
        assertThat(append(here, null, event("a", 4)).lastPosition()).isEqualTo(5);

        append(elsewhere, null, event("a", 5));
        assertThatThrownBy(() -> append(here, null, event("a", 5))).isInstanceOf(SequenceConflict.class);
        assertThat(append(here, null, event("a", 6)).lastPosition()).isEqualTo(7);
    }

    @Test
    void other_processes_are_woken_for_the_last_of_those_written_without_a_pause() throws Exception {
        assumeTrue(TestDatabase.isPostgresql(), "an H2 file has one process");
        AtomicLong woken = new AtomicLong(Long.MIN_VALUE);
        try (LedgerNews news = new LedgerNews(file.dataSource())) {
            news.on(LedgerNews.APPENDED, () -> woken.set(System.nanoTime()));
            news.start();
            await().until(() -> woken.get() != Long.MIN_VALUE);
            JdbcLedger ledger = file.ledger();
            for (int i = 0; i < 20; i++) {
                append(ledger, null, event("a", i));
            }
            long last = System.nanoTime();
            append(ledger, null, event("a", 20));
            await().until(() -> woken.get() - last > 0);
        }
    }

    private static void appendPatiently(JdbcLedger ledger, NewEvent event) {
        while (true) {
            try {
                append(ledger, null, event);
                return;
            } catch (LedgerUnavailable e) {
                // Lost the position several times in a row: the two nodes have no lock in common yet.
            }
        }
    }

    @Test
    void the_stored_hash_is_that_of_the_row_as_sql_reads_it() throws SQLException {
        append(file.ledger(), null, event("a", 0));
        try (Connection connection = file.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select * from ledger_entry")) {
            row.next();
            String mac = LeafHash.payloadMac(row.getBytes("salt"), row.getString("payload"), row.getString("metadata"));
            NewEvent event = new NewEvent(
                    row.getString("aggregate_type"),
                    row.getString("aggregate_id"),
                    row.getLong("sequence"),
                    row.getString("event_id"),
                    row.getString("type"),
                    row.getString("revision"),
                    row.getString("payload"),
                    row.getString("metadata"));
            Instant recorded = row.getObject("recorded", OffsetDateTime.class).toInstant();

            assertThat(row.getBytes("salt")).hasSize(32);
            assertThat(row.getString("payload")).isEqualTo("{\"n\":0}");
            assertThat(row.getBytes("entry_hash")).isEqualTo(LeafHash.of(EntryBytes.of(event, recorded, mac)));
        }
        assertThat(file.ledger().at(1))
                .hasValueSatisfying(
                        entry -> assertThat(entry.entryHash()).isEqualTo(LeafHash.of(EntryBytes.of(entry))));
    }

    @Test
    void pages_follow_the_position_asked_for() {
        JdbcLedger ledger = file.ledger();
        for (int i = 0; i < 5; i++) {
            append(ledger, null, event("a", i), event("b", i));
        }
        assertThat(ledger.after(3, 3)).extracting(Entry::position).containsExactly(4L, 5L, 6L);
        assertThat(ledger.after(3, 2, "a")).extracting(Entry::position).containsExactly(5L, 7L);
        assertThat(ledger.stream("b", 4)).extracting(Entry::position).containsExactly(2L, 4L);
        assertThat(ledger.fromSequence("b", 3, 9)).extracting(Entry::position).containsExactly(8L, 10L);
        assertThat(ledger.headOf("a")).contains(new AggregateHead("incident", 4, 9));
        assertThat(ledger.headOf("nobody")).isEmpty();
        assertThat(ledger.at(11)).isEmpty();
        assertThat(ledger.after(10, 5)).isEmpty();
    }

    @Test
    void a_closed_ledger_opens_again_as_it_was() {
        append(file.ledger(), null, event("a", 0));
        file.close();
        file = TestDatabase.in(folder);
        assertThat(append(file.ledger(), null, event("a", 1)).lastPosition()).isEqualTo(2);
    }

    @Test
    void a_ledger_with_holes_is_not_opened() throws SQLException {
        JdbcLedger ledger = file.ledger();
        for (int i = 0; i < 3; i++) {
            append(ledger, null, event("a", i));
        }
        sql("delete from ledger_entry where position = 2");
        assertThatThrownBy(file::ledger).isInstanceOf(LedgerUnavailable.class).hasMessageContaining("holes");
        sql("delete from ledger_entry where position = 1");
        assertThatThrownBy(file::ledger).isInstanceOf(LedgerUnavailable.class).hasMessageContaining("holes");
    }

    @Test
    void an_h2_file_that_delays_writes_is_not_opened(@TempDir Path other) {
        assumeFalse(TestDatabase.isPostgresql(), "WRITE_DELAY is a setting of H2's");
        try (H2File delayed = H2File.withDelayedWrites(other)) {
            assertThatThrownBy(delayed::ledger)
                    .isInstanceOf(LedgerUnavailable.class)
                    .hasMessageContaining("WRITE_DELAY=0");
        }
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = file.dataSource().getConnection();
                Statement update = connection.createStatement()) {
            update.executeUpdate(statement);
        }
    }

    @Test
    void two_events_of_one_instant_still_have_two_positions() {
        JdbcLedger ledger = file.ledger(() -> NOON);
        assertThat(append(ledger, null, event("a", 0)).recorded()).isEqualTo(NOON);
        assertThat(append(ledger, null, event("a", 1)).lastPosition()).isEqualTo(2);
    }
}
