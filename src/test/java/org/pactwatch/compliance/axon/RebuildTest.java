package org.pactwatch.compliance.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pactwatch.agreement.Act;
import org.pactwatch.agreement.Target;
import org.pactwatch.compliance.axon.Rebuild.Outcome;
import org.pactwatch.compliance.axon.TablesCheck.Compared;
import org.pactwatch.compliance.jdbc.BearingTables;
import org.pactwatch.compliance.jdbc.Slot;
import org.pactwatch.compliance.jdbc.TableDigest.Difference;
import org.pactwatch.config.EventTypes;
import org.pactwatch.incident.Attribution;
import org.pactwatch.incident.Finding;
import org.pactwatch.incident.IncidentEvent;
import org.pactwatch.incident.IncidentReport;
import org.pactwatch.incident.Stance;
import org.pactwatch.ledger.Ledger;
import org.pactwatch.ledger.NewEvent;
import org.pactwatch.ledger.axon.EventCodec;
import org.pactwatch.ledger.jdbc.H2File;
import org.pactwatch.ledger.jdbc.JdbcLedger;
import org.pactwatch.support.TestDatabase;
import org.pactwatch.time.Occurrence;
import org.pactwatch.time.Precision;
import org.springframework.jdbc.core.JdbcTemplate;

/** Tables derived straight from the ledger: the same to the byte, however the events were batched. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RebuildTest {

    private static final String[] PARTIES = {"AAA", "BBB", "CCC"};
    private static final Instant NOON = Instant.parse("2025-03-20T12:00:00.000001Z");

    private final EventCodec codec = new EventTypes();

    /** Writes what may be said of incidents, none of it decided by anybody: whatever is recorded must fold alike. */
    private final class Writer {

        private final Random random;
        private final Ledger ledger;
        private final Map<String, Long> sequences = new HashMap<>();
        private final List<String> incidents = new ArrayList<>();

        Writer(long seed, Ledger ledger) {
            this.random = new Random(seed);
            this.ledger = ledger;
        }

        void write(int events) {
            List<NewEvent> batch = new ArrayList<>();
            for (int i = 0; i < events; i++) {
                batch.add(next());
                if (batch.size() == 100) {
                    ledger.append(batch, null);
                    batch = new ArrayList<>();
                }
            }
            if (!batch.isEmpty()) {
                ledger.append(batch, null);
            }
        }

        private NewEvent next() {
            if (incidents.isEmpty() || random.nextInt(3) == 0) {
                String id = "i" + incidents.size();
                incidents.add(id);
                return event(new IncidentEvent.IncidentReported(id, report(), "olena"));
            }
            String id = incidents.get(random.nextInt(incidents.size()));
            return event(
                    switch (random.nextInt(4)) {
                        case 0 -> new IncidentEvent.ReportAdded(id, report(), "olena");
                        case 1 ->
                            new IncidentEvent.AttributionRecorded(
                                    id, new Attribution(party(), party(), pick(Stance.values()), List.of()), "olena");
                        case 2 -> new IncidentEvent.FindingRecorded(id, finding(id), "olena");
                        default ->
                            new IncidentEvent.FindingWithdrawn(id, "f" + random.nextInt(3), "A mistake", "olena");
                    });
        }

        private NewEvent event(IncidentEvent event) {
            String id = event.incidentId();
            long sequence = sequences.merge(id, 1L, Long::sum) - 1;
            return new NewEvent(
                    "incident",
                    id,
                    sequence,
                    id + "/" + sequence,
                    codec.typeOf(event.getClass()),
                    codec.revisionOf(event.getClass()),
                    codec.write(event),
                    "{}");
        }

        private IncidentReport report() {
            Instant from = NOON.plusSeconds(random.nextInt(100_000));
            return new IncidentReport(
                    "A strike",
                    random.nextBoolean() ? null : pick(Act.values()),
                    random.nextBoolean() ? null : pick(Target.values()),
                    random.nextBoolean() ? null : party(),
                    new Occurrence(from, from.plusSeconds(random.nextInt(2) * 3600L), Precision.HOUR),
                    from.plusSeconds(7200),
                    null,
                    List.of(party()),
                    party(),
                    List.of(),
                    null);
        }

        private Finding finding(String incident) {
            org.pactwatch.incident.Outcome outcome = pick(org.pactwatch.incident.Outcome.values());
            return new Finding(
                    "f" + random.nextInt(3),
                    pick(new String[] {"JCG", "OSCE"}),
                    null,
                    null,
                    outcome,
                    outcome == org.pactwatch.incident.Outcome.SUBSTANTIATED ? List.of(party()) : List.of(),
                    null,
                    "Looked into " + incident,
                    List.of());
        }

        private String party() {
            return pick(PARTIES);
        }

        private <T> T pick(T[] values) {
            return values[random.nextInt(values.length)];
        }
    }

    private record Rig(TestDatabase file, Ledger ledger, EventCodec codec) implements AutoCloseable {

        static Rig in(Path folder) {
            TestDatabase file = TestDatabase.in(folder);
            return new Rig(file, file.ledger(), new EventTypes());
        }

        Rebuild rebuild() {
            return new Rebuild(ledger, codec, file.dataSource());
        }

        TablesCheck check() {
            return new TablesCheck(ledger, codec, file.dataSource());
        }

        JdbcTemplate jdbc() {
            return new JdbcTemplate(file.dataSource());
        }

        BearingTables tables() {
            return new BearingTables(jdbc());
        }

        @Override
        public void close() {
            file.close();
        }
    }

    @Test
    void in_small_steps_or_in_one_the_tables_are_the_same_to_the_byte(@TempDir Path folder) {
        for (long seed = 1; seed <= 5; seed++) {
            try (Rig rig = Rig.in(folder.resolve("seed-" + seed))) {
                Writer writer = new Writer(seed, rig.ledger());
                for (int step = 0; step < 40; step++) {
                    writer.write(1 + writer.random.nextInt(60));
                    rig.rebuild().catchUp(pace -> {});
                }
                Compared compared = rig.check().compare(pace -> {});
                assertThat(compared.difference()).as("seed %d", seed).isEmpty();
                assertThat(compared.live()).isEqualTo(compared.rebuilt());
                assertThat(compared.position()).isEqualTo(rig.ledger().head());
                assertThat(compared.live().rows().values()).doesNotContain(0L);
                rig.rebuild().run(pace -> {});
                assertThat(rig.check().digest().digest()).isEqualTo(compared.live());
            }
        }
    }

    @Test
    void a_row_that_somebody_changed_is_named_and_a_rebuild_mends_it(@TempDir Path folder) {
        try (Rig rig = Rig.in(folder)) {
            new Writer(7, rig.ledger()).write(2_000);
            rig.rebuild().catchUp(pace -> {});
            String before = rig.check().digest().digest().sha256();
            String slot = rig.jdbc().queryForObject("select slot from progress", String.class);
            String key = rig.jdbc()
                    .queryForObject(
                            "select incident from bearing_" + slot
                                    + " where from_position > 50 order by from_position limit 1",
                            String.class);
            rig.jdbc().update("update bearing_" + slot + " set denial = denial + 1 where incident = ?", key);

            Compared compared = rig.check().compare(pace -> {});
            assertThat(compared.live().sha256()).isNotEqualTo(before);
            assertThat(compared.rebuilt().sha256()).isEqualTo(before);
            assertThat(compared.difference())
                    .hasValueSatisfying(difference ->
                            assertThat(difference.table()).as("%s", difference).isEqualTo("bearing"))
                    .hasValueSatisfying(
                            difference -> assertThat(difference.key()).startsWith(key + " "));

            assertThat(rig.rebuild().run(pace -> {})).isEqualTo(Outcome.SWITCHED);
            assertThat(rig.check().digest().digest().sha256()).isEqualTo(before);
            assertThat(rig.check().compare(pace -> {}).difference()).isEmpty();
        }
    }

    @Test
    void rows_that_are_missing_or_that_nobody_derived_are_named_too(@TempDir Path folder) {
        try (Rig rig = Rig.in(folder)) {
            new Writer(8, rig.ledger()).write(500);
            rig.rebuild().catchUp(pace -> {});
            rig.jdbc()
                    .update("update bearing_a set incident = 'nobody' where from_position = "
                            + "(select max(from_position) from bearing_a)");
            assertThat(rig.check().compare(pace -> {}).difference())
                    .map(Difference::table)
                    .contains("bearing");
            rig.rebuild().run(pace -> {});
            rig.jdbc().update("delete from touched_b where subject = 'party/BBB'");
            assertThat(rig.check().compare(pace -> {}).difference())
                    .contains(new Difference("touched", "party/CCC against party/BBB"));
        }
    }

    @Test
    void stopped_anywhere_it_goes_on_where_it_stood(@TempDir Path folder) {
        try (Rig rig = Rig.in(folder)) {
            new Writer(9, rig.ledger()).write(12_000);
            Rebuild first = rig.rebuild();
            assertThat(first.run(pace -> first.stop())).isEqualTo(Outcome.STOPPED);
            long stood = rig.tables().filling().position();
            assertThat(stood).isBetween(1L, 11_999L);
            assertThat(rig.tables().stand().position()).as("answers").isZero();
            List<Long> seen = new ArrayList<>();
            assertThat(rig.rebuild().run(pace -> seen.add(pace.position()))).isEqualTo(Outcome.SWITCHED);
            assertThat(seen).allMatch(position -> position > stood).contains(12_000L);
            assertThat(rig.tables().stand().position()).isEqualTo(12_000);
            assertThat(rig.check().compare(pace -> {}).difference()).isEmpty();
        }
    }

    @Test
    void tables_far_behind_are_brought_to_the_end_and_the_processor_begins_there(@TempDir Path folder) {
        try (Rig rig = Rig.in(folder)) {
            Writer writer = new Writer(15, rig.ledger());
            InMemoryTokenStore tokens = new InMemoryTokenStore();
            Progress progress = new Progress();
            CatchUp catchUp = new CatchUp(
                    rig.ledger(),
                    rig.tables(),
                    rig.rebuild(),
                    new Following(rig.tables(), progress),
                    tokens,
                    NoTransactionManager.INSTANCE);
            writer.write(1_000);
            catchUp.run();
            assertThat(rig.tables().stand().position())
                    .as("left to the processor")
                    .isZero();

            writer.write(11_000);
            catchUp.run();
            assertThat(rig.tables().stand().position()).isEqualTo(12_000);
            assertThat(rig.tables().stand().slot()).as("filled apart").isEqualTo(Slot.B);
            assertThat(progress.position()).isEqualTo(12_000);
            assertThat(tokens.fetchToken(BearingProjector.NAME, 0).position()).hasValue(12_000);

            writer.write(11_000);
            catchUp.run();
            assertThat(rig.tables().stand().position()).isEqualTo(23_000);
            assertThat(rig.tables().stand().slot()).as("added to").isEqualTo(Slot.B);
            assertThat(tokens.fetchToken(BearingProjector.NAME, 0).position()).hasValue(23_000);
            assertThat(rig.check().compare(pace -> {}).difference()).isEmpty();
        }
    }

    /** Where the suite runs on PostgreSQL, this compares the two databases. */
    @Test
    void the_digest_is_that_of_the_ledger_whatever_the_database(@TempDir Path folder) {
        try (Rig rig = Rig.in(folder.resolve("one"));
                H2File file = H2File.in(folder.resolve("other"));
                JdbcLedger other = file.ledger()) {
            new Writer(14, rig.ledger()).write(1_000);
            new Writer(14, other).write(1_000);
            rig.rebuild().run(pace -> {});
            new Rebuild(other, codec, file.dataSource()).catchUp(pace -> {});
            assertThat(new TablesCheck(other, codec, file.dataSource()).digest())
                    .isEqualTo(rig.check().digest());
        }
    }

    private static List<String> indexes(Rig rig, String slot) {
        return rig
                .jdbc()
                .queryForList(
                        rig.tables().isShared()
                                ? "select indexdef from pg_indexes where tablename like '%\\_" + slot + "'"
                                : "select index_name || string_agg(table_name || ' ' || column_name"
                                        + " || coalesce(ordering_specification, ''), ', ' order by ordinal_position)"
                                        + " from information_schema.index_columns where lower(table_name) like '%\\_"
                                        + slot
                                        + "' and lower(index_name) like '%\\_by\\_%' or lower(table_name) = 'bearing_"
                                        + slot + "' and lower(index_name) like 'bearing%' group by index_name",
                        String.class)
                .stream()
                .map(index -> index.toLowerCase(Locale.ROOT).replaceAll("_" + slot + "(?![a-z])", "_#"))
                .filter(index -> !index.contains("unique"))
                .sorted()
                .toList();
    }

    @Test
    void new_tables_have_the_indexes_of_the_old_ones(@TempDir Path folder) {
        try (Rig rig = Rig.in(folder)) {
            List<String> migrated = indexes(rig, "b");
            assertThat(migrated).hasSizeGreaterThanOrEqualTo(9).isEqualTo(indexes(rig, "a"));
            for (String slot : List.of("b", "a")) {
                rig.rebuild().run(pace -> {});
                assertThat(indexes(rig, slot)).isEqualTo(migrated);
            }
        }
    }

    @Test
    void what_another_revision_of_the_fold_began_is_begun_anew(@TempDir Path folder) {
        try (Rig rig = Rig.in(folder)) {
            new Writer(10, rig.ledger()).write(12_000);
            Rebuild first = rig.rebuild();
            first.run(pace -> first.stop());
            rig.jdbc().update("update progress_of_rebuild set fold = 0");
            assertThat(rig.rebuild().run(pace -> {})).isEqualTo(Outcome.SWITCHED);
            assertThat(rig.check().compare(pace -> {}).difference()).isEmpty();
        }
    }

    @Test
    void an_event_that_cannot_be_folded_is_named_and_answers_stay(@TempDir Path folder) {
        // The first can't be read; the second is more than a column holds.
        for (String payload : List.of("{}", tooLong())) {
            try (Rig rig = Rig.in(folder.resolve("payload-" + payload.length()))) {
                Writer writer = new Writer(11, rig.ledger());
                writer.write(3_000);
                rig.rebuild().catchUp(pace -> {});
                long broken = rig.ledger()
                        .append(
                                List.of(new NewEvent("incident", "x", 0, "x", "incident.reported", "1", payload, "{}")),
                                null)
                        .lastPosition();
                writer.write(600);
                FoldFailed failed = catchThrowableOfType(
                        FoldFailed.class, () -> rig.rebuild().run(pace -> {}));
                assertThat(failed.position()).isEqualTo(broken);
                assertThat(rig.tables().filling().position()).isEqualTo(broken - 1);
                assertThat(rig.tables().stand().position()).isEqualTo(3_000);
                assertThat(rig.tables().stand().switches()).isZero();
            }
        }
    }

    private String tooLong() {
        return codec.write(new IncidentEvent.IncidentReported(
                "x",
                new IncidentReport(
                        "A strike",
                        null,
                        null,
                        null,
                        new Occurrence(NOON, NOON, Precision.EXACT),
                        NOON,
                        null,
                        List.of("X".repeat(150)),
                        "AAA",
                        List.of(),
                        null),
                "olena"));
    }

    @Test
    void it_switches_while_others_write_and_live_goes_on(@TempDir Path folder) throws Exception {
        try (Rig rig = Rig.in(folder)) {
            Writer writer = new Writer(12, rig.ledger());
            writer.write(2_000);
            AtomicBoolean done = new AtomicBoolean();
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 30; i++) {
                    writer.write(50);
                }
                done.set(true);
            });
            Rebuild live = rig.rebuild();
            CompletableFuture<Void> following = CompletableFuture.runAsync(() -> {
                while (!done.get()) {
                    live.catchUp(pace -> {});
                }
                live.catchUp(pace -> {});
            });
            int switches = 0;
            while (!done.get()) {
                assertThat(rig.rebuild().run(pace -> {})).isEqualTo(Outcome.SWITCHED);
                switches++;
            }
            writing.get();
            following.get();
            assertThat(rig.tables().stand().switches()).isEqualTo(switches);
            Compared compared = rig.check().compare(pace -> {});
            assertThat(compared.position()).isEqualTo(3_500);
            assertThat(compared.difference()).isEmpty();
        }
    }

    @Test
    void who_follows_knows_what_was_touched_and_never_goes_back(@TempDir Path folder) {
        try (Rig rig = Rig.in(folder)) {
            Progress progress = new Progress();
            Following following = new Following(rig.tables(), progress);
            following.look();
            assertThat(progress.position()).isZero();
            Writer writer = new Writer(13, rig.ledger());
            for (int i = 0; i < 5; i++) {
                writer.write(20);
                rig.rebuild().catchUp(pace -> {});
                following.look();
                assertThat(progress.position()).isEqualTo(rig.ledger().head());
                rig.jdbc().query("select subject, position from touched_a", row -> {
                    assertThat(progress.touched(Stream.of(row.getString(1)))).isEqualTo(row.getLong(2));
                });
            }
            long switches = progress.switches();
            rig.rebuild().run(pace -> {});
            following.look();
            assertThat(progress.switches()).isEqualTo(switches + 1);
            progress.advance(1, Map.of());
            progress.restart(0, 2, Map.of());
            assertThat(progress.position()).isEqualTo(100);
            assertThat(progress.switches()).isEqualTo(switches + 1);
        }
    }
}
