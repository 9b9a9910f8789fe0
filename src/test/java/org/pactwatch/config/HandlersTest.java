package org.pactwatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pactwatch.house.Messages;
import org.pactwatch.ledger.Ledger;
import org.pactwatch.ledger.axon.DeciderHandler;
import org.pactwatch.ledger.axon.Deciders;
import org.pactwatch.ledger.axon.LedgerEventStorageEngine;
import org.pactwatch.ledger.axon.Recorder;
import org.pactwatch.ledger.axon.Request;
import org.pactwatch.support.TestDatabase;
import org.springframework.context.annotation.Bean;

/** Whatever command a decider takes, somebody on the bus handles it, under the name by which it is sent. */
class HandlersTest {

    @TempDir
    private Path folder;

    private TestDatabase file;
    private EmbeddedEventStore store;
    private Deciders deciders;
    private Recorder recorder;

    @BeforeEach
    void open() {
        file = TestDatabase.in(folder);
        Ledger ledger = file.ledger();
        store = EmbeddedEventStore.builder()
                .storageEngine(new LedgerEventStorageEngine(ledger, new EventTypes()))
                .build();
        SimpleCommandBus bus = SimpleCommandBus.builder().build();
        deciders = new Deciders(bus, store, ledger);
        recorder = new Recorder(bus, ledger);
    }

    @AfterEach
    void close() {
        store.shutDown();
        file.close();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void every_command_of_every_decider_is_handled(Class<?> command) throws Exception {
        wire(deciders);
        // The command says nothing, so its decider may choke on it; that it gets there is the point.
        assertThat(whatGoesWrong(command)).noneMatch(NoHandlerForCommandException.class::isInstance);
    }

    @Test
    void a_command_without_a_handler_would_be_noticed() throws Exception {
        assertThat(whatGoesWrong(commands().toList().get(0))).anyMatch(NoHandlerForCommandException.class::isInstance);
    }

    @Test
    void the_search_finds_deciders_and_their_commands() {
        assertThat(commands().map(Class::getSimpleName))
                .contains("RegisterAgreement", "Declare", "ReportIncident", "WithdrawFinding");
    }

    /** As production does it: every bean of the wiring that is a handler. */
    static void wire(Deciders deciders) throws ReflectiveOperationException {
        DomainWiring wiring = new DomainWiring();
        for (Method method : DomainWiring.class.getDeclaredMethods()) {
            if (method.isAnnotationPresent(Bean.class) && method.getReturnType() == DeciderHandler.class) {
                method.invoke(wiring, deciders);
            }
        }
    }

    /** The exception and its causes; none if it was recorded or refused. */
    private List<Throwable> whatGoesWrong(Class<?> command) throws ReflectiveOperationException {
        Object empty = empty(command);
        List<Throwable> causes = new ArrayList<>();
        try {
            recorder.record(empty, Request.of("monitor"));
        } catch (RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                causes.add(cause);
            }
        }
        return causes;
    }

    /** A record with an id, and nothing else said. */
    private static Object empty(Class<?> record) throws ReflectiveOperationException {
        RecordComponent[] components = record.getRecordComponents();
        var constructor = record.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
        return constructor.newInstance(Arrays.stream(components)
                .map(component -> component.getType() == String.class ? "x" : null)
                .toArray());
    }

    static Stream<Class<?>> commands() {
        return Messages.commands();
    }
}
