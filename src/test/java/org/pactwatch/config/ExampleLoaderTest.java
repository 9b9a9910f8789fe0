package org.pactwatch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pactwatch.config.ExampleLoader.Loaded;
import org.pactwatch.ledger.axon.Deciders;
import org.pactwatch.ledger.axon.LedgerEventStorageEngine;
import org.pactwatch.ledger.axon.Recorder;
import org.pactwatch.ledger.jdbc.JdbcLedger;
import org.pactwatch.support.TestDatabase;

/** However many servers begin with the example at once, it is recorded once and in its order. */
class ExampleLoaderTest {

    private static final int SERVERS = 3;

    /** What a server needs to record: a ledger, a bus and a clock of its own. */
    private record Node(JdbcLedger ledger, EmbeddedEventStore store, ExampleLoader loader) {

        static Node on(TestDatabase database) throws ReflectiveOperationException {
            ScenarioClock clock = new ScenarioClock(InstantSource.system());
            JdbcLedger ledger = database.ledger(clock);
            EmbeddedEventStore store = EmbeddedEventStore.builder()
                    .storageEngine(new LedgerEventStorageEngine(ledger, new EventTypes()))
                    .build();
            SimpleCommandBus bus = SimpleCommandBus.builder().build();
            HandlersTest.wire(new Deciders(bus, store, ledger));
            return new Node(
                    ledger, store, new ExampleLoader(new Recorder(bus, ledger), clock, ExampleRecord.agreements(null)));
        }
    }

    private static List<String> record(JdbcLedger ledger) {
        return ledger.after(0, 1_000).stream()
                .map(entry -> entry.position() + " " + entry.recorded() + " " + entry.aggregateId() + " "
                        + entry.sequence() + " " + entry.type() + " " + entry.payload())
                .toList();
    }

    @Test
    void servers_that_start_at_once_record_each_step_once_and_in_order(@TempDir Path alone, @TempDir Path shared)
            throws Exception {
        assumeTrue(TestDatabase.isPostgresql(), "A file of H2's belongs to one server");
        try (TestDatabase first = TestDatabase.in(alone);
                TestDatabase second = TestDatabase.in(shared);
                ExecutorService pool = Executors.newFixedThreadPool(SERVERS)) {
            Node single = Node.on(first);
            int steps = single.loader().load(ExampleRecord.record()).recorded();

            List<Node> nodes = new ArrayList<>();
            List<Future<Loaded>> loads = new ArrayList<>();
            CyclicBarrier together = new CyclicBarrier(SERVERS);
            for (int i = 0; i < SERVERS; i++) {
                Node node = Node.on(second);
                nodes.add(node);
                loads.add(pool.submit(() -> {
                    together.await();
                    return node.loader().load(ExampleRecord.record());
                }));
            }
            int recorded = 0;
            for (Future<Loaded> load : loads) {
                recorded += load.get().recorded();
            }
            assertThat(steps).isGreaterThan(20);
            assertThat(recorded).isEqualTo(steps);
            assertThat(record(nodes.get(0).ledger())).isEqualTo(record(single.ledger()));
            single.store().shutDown();
            nodes.forEach(node -> node.store().shutDown());
        }
    }
}
