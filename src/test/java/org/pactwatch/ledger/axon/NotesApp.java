package org.pactwatch.ledger.axon;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.pactwatch.ledger.jdbc.LedgerJdbcConfiguration;
import org.pactwatch.support.TestDatabase;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The toy feature in a real application: Boot's and Axon's auto-configuration, and ours, on a real database. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({
    LedgerJdbcConfiguration.class,
    LedgerAxonConfiguration.class,
    ProjectionConfiguration.class,
    MetersConfiguration.class
})
class NotesApp {

    static ConfigurableApplicationContext start(Path folder) {
        System.setProperty("axoniq.update-checker.disabled", "true");
        return new SpringApplicationBuilder(NotesApp.class)
                .web(WebApplicationType.NONE)
                .run(Stream.concat(
                                TestDatabase.settings(TestDatabase.url(folder)).stream(),
                                // The health of the projections is the whole server's.
                                Stream.of("management.endpoint.health.validate-group-membership=false"))
                        .map(setting -> "--" + setting)
                        .toArray(String[]::new));
    }

    /** Readiness asks for it by name. */
    @Bean
    HealthIndicator projections() {
        return () -> Health.up().build();
    }

    @Bean
    EventCodec codec() {
        return new NotesCodec();
    }

    @Bean
    DeciderHandler<Notes.Command, Notes.Event, Notes.Note> notes(Deciders deciders) {
        return deciders.register("note", Notes.Command.class, Notes.Event.class, Notes.Command::id, new Notes());
    }

    @Bean
    Seen seen() {
        return new Seen();
    }

    /** A projection that remembers which positions it was given. */
    @ProcessingGroup("seen")
    static class Seen {

        final List<Long> positions = new CopyOnWriteArrayList<>();
        volatile long failAt = -1;
        volatile int resets;

        @EventHandler
        void on(Notes.Event event, TrackingToken token) {
            long position = token.position().orElseThrow();
            if (position == failAt) {
                throw new IllegalStateException("can't fold " + event);
            }
            positions.add(position);
        }

        @ResetHandler
        void reset() {
            resets++;
            positions.clear();
        }
    }
}
