package org.pactwatch.bench;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.pactwatch.ledger.Ledger;
import org.pactwatch.ledger.LedgerUnavailable;
import org.pactwatch.ledger.NewEvent;
import org.pactwatch.ledger.axon.DeciderHandler;
import org.pactwatch.ledger.axon.Deciders;
import org.pactwatch.ledger.axon.EventCodec;
import org.pactwatch.ledger.axon.LedgerAxonConfiguration;
import org.pactwatch.ledger.axon.MetersConfiguration;
import org.pactwatch.ledger.axon.Recorded;
import org.pactwatch.ledger.axon.Recorder;
import org.pactwatch.ledger.axon.Request;
import org.pactwatch.ledger.jdbc.LedgerJdbcConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Ours, wired as the server wires it: recorder, command bus, decider, aggregate, event store, ledger. */
final class OwnWay implements Way {

    private static final int BATCH = 500;

    private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();
    private final ConfigurableApplicationContext application;
    private final Function<OwnWay, Runnable> caller;
    final Ledger ledger;
    final Recorder recorder;

    private OwnWay(Database database, Function<OwnWay, Runnable> caller) {
        System.setProperty("axoniq.update-checker.disabled", "true");
        this.caller = caller;
        application = new SpringApplicationBuilder(App.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--spring.datasource.url=" + database.url(),
                        "--spring.datasource.username=" + database.user(),
                        "--spring.datasource.password=" + database.password(),
                        "--spring.main.register-shutdown-hook=false",
                        "--management.endpoint.health.validate-group-membership=false");
        ledger = application.getBean(Ledger.class);
        recorder = application.getBean(Recorder.class);
    }

    /** The whole way that a command takes. */
    static OwnWay commands(Database database) {
        return new OwnWay(database, way -> way.new Commands(false));
    }

    /** The same for callers who make each command safe to repeat. */
    static OwnWay keyedCommands(Database database) {
        return new OwnWay(database, way -> way.new Commands(true));
    }

    /** Only the ledger. */
    static OwnWay appends(Database database) {
        return new OwnWay(database, way -> way.new Appends());
    }

    @Override
    public Runnable caller() {
        return caller.apply(this);
    }

    /** Puts whole notes on record, many at once. */
    void fill(int events) {
        String payload = new Note.Codec().write(new Note.Added(Note.TEXT));
        List<NewEvent> batch = new ArrayList<>();
        for (int i = 0; i < events; i += Note.EVENTS) {
            String filled = ids.generate().toString();
            for (int sequence = 0; sequence < Note.EVENTS; sequence++) {
                batch.add(event(filled, sequence, payload));
            }
            if (batch.size() >= BATCH || i + Note.EVENTS >= events) {
                Fill.append(ledger, List.copyOf(batch));
                batch.clear();
            }
        }
    }

    private NewEvent event(String note, long sequence, String payload) {
        return new NewEvent(
                "note",
                note,
                sequence,
                ids.generate().toString(),
                sequence == 0 ? "note.opened" : "note.added",
                "1",
                payload,
                "{\"subject\":\"bench\"}");
    }

    private final class Commands implements Runnable {

        private final boolean keyed;
        private String note = "";
        private int sequence = Note.EVENTS;

        Commands(boolean keyed) {
            this.keyed = keyed;
        }

        @Override
        public void run() {
            if (sequence == Note.EVENTS) {
                note = ids.generate().toString();
                sequence = 0;
            }
            Note.Command command = sequence == 0 ? new Note.Open(note, Note.TEXT) : new Note.Add(note, Note.TEXT);
            Request request = keyed ? new Request("bench", note + "/" + sequence, "0") : Request.of("bench");
            sequence++;
            try {
                if (!(recorder.record(command, request) instanceof Recorded.Accepted)) {
                    throw new IllegalStateException("refused");
                }
            } catch (LedgerUnavailable e) {
                // Recorded or not: nobody adds to this one any more.
                sequence = Note.EVENTS;
                throw e;
            }
        }
    }

    private final class Appends implements Runnable {

        private final String payload = new Note.Codec().write(new Note.Added(Note.TEXT));
        private String note = "";
        private int sequence = Note.EVENTS;

        @Override
        public void run() {
            if (sequence == Note.EVENTS) {
                note = ids.generate().toString();
                sequence = 0;
            }
            try {
                ledger.append(List.of(event(note, sequence++, payload)), null);
            } catch (LedgerUnavailable e) {
                sequence = Note.EVENTS;
                throw e;
            }
        }
    }

    @Override
    public void close() {
        application.close();
    }

    /** Not a component, so that no other test's scan finds it. */
    @EnableAutoConfiguration
    @Import({LedgerJdbcConfiguration.class, LedgerAxonConfiguration.class, MetersConfiguration.class})
    static class App {

        /** Readiness asks for it by name. */
        @Bean
        HealthIndicator projections() {
            return () -> Health.up().build();
        }

        @Bean
        EventCodec codec() {
            return new Note.Codec();
        }

        @Bean
        DeciderHandler<Note.Command, Note.Event, Integer> notes(Deciders deciders) {
            // As the server registers incidents, whose first command names an id that was made for it.
            return deciders.register(
                    "note",
                    Note.Command.class,
                    Note.Event.class,
                    Note.Command::id,
                    Note.Open.class::isInstance,
                    new Note());
        }
    }
}
