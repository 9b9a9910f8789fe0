package org.pactwatch.ledger.axon;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.pactwatch.ledger.jdbc.JdbcLedger;
import org.pactwatch.support.TestDatabase;

/** The command side as it is wired in production, without Spring, on a real database. */
final class Rig implements AutoCloseable {

    private final TestDatabase file;
    final JdbcLedger ledger;
    final LedgerEventStorageEngine engine;
    final EmbeddedEventStore store;
    final SimpleCommandBus bus;
    final Recorder recorder;

    Rig(Path folder) {
        file = TestDatabase.in(folder);
        ledger = file.ledger();
        engine = new LedgerEventStorageEngine(ledger, new NotesCodec());
        store = EmbeddedEventStore.builder().storageEngine(engine).build();
        bus = SimpleCommandBus.builder().build();
        bus.registerHandlerInterceptor(
                new CorrelationDataInterceptor<>(new DeliberateMetadata(() -> Map.of("reconstructed", true))));
        Deciders deciders = new Deciders(bus, store, ledger);
        deciders.register("note", Notes.Command.class, Notes.Event.class, Notes.Command::id, new Notes());
        recorder = new Recorder(bus, ledger);
    }

    Recorded open(String id, String title) {
        return recorder.record(new Notes.Open(id, title), Request.of("monitor"));
    }

    Recorded add(String id, String... texts) {
        return recorder.record(new Notes.Add(id, List.of(texts)), Request.of("monitor"));
    }

    @Override
    public void close() {
        store.shutDown();
        file.close();
    }
}
