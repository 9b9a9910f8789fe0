package org.pactwatch.ledger.axon;

import java.util.Map;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.DuplicateCommandHandlerResolution;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.pactwatch.ledger.Ledger;
import org.pactwatch.ledger.jdbc.LedgerNews;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The command side: from a command to the ledger. Wants an {@link EventCodec} and a {@link Ledger}. */
@Configuration(proxyBeanMethods = false)
public class LedgerAxonConfiguration {

    @Bean
    LedgerEventStorageEngine eventStorageEngine(Ledger ledger, EventCodec codec) {
        return new LedgerEventStorageEngine(ledger, codec);
    }

    @Bean
    LedgerSource ledgerSource(LedgerEventStorageEngine engine, LedgerNews news) {
        LedgerSource source = new LedgerSource(engine);
        news.on(LedgerNews.APPENDED, source::wake);
        return source;
    }

    @Bean
    CorrelationDataProvider deliberateMetadata(ObjectProvider<RecordMarks> marks) {
        return new DeliberateMetadata(marks.getIfAvailable(() -> Map::of));
    }

    /**
     * Without transactions: Boot would attach Spring's, and each caller that waits for the ledger would then hold a
     * pooled connection that it does not use.
     */
    @Bean
    SimpleCommandBus commandBus(
            org.axonframework.config.Configuration axon, CorrelationDataProvider deliberateMetadata) {
        SimpleCommandBus bus = SimpleCommandBus.builder()
                .transactionManager(NoTransactionManager.INSTANCE)
                .duplicateCommandHandlerResolver(DuplicateCommandHandlerResolution.rejectDuplicates())
                .messageMonitor(axon.messageMonitor(CommandBus.class, "commandBus"))
                .build();
        bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(deliberateMetadata));
        return bus;
    }

    @Bean
    Deciders deciders(CommandBus commandBus, EventStore eventStore, Ledger ledger) {
        return new Deciders(commandBus, eventStore, ledger);
    }

    @Bean
    Recorder recorder(CommandBus commandBus, Ledger ledger, ObjectProvider<RecordingListener> listener) {
        return new Recorder(commandBus, ledger, listener.getIfAvailable(() -> (command, outcome, took) -> {}));
    }

    @Bean
    ProjectionWatch projectionWatch(
            ObjectProvider<EventProcessingConfiguration> processors, LedgerEventStorageEngine engine) {
        return new ProjectionWatch(processors::getObject, engine);
    }
}
