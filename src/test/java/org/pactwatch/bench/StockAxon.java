package org.pactwatch.bench;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.AbstractEventTableFactory;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcSQLErrorCodesResolver;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.Repository;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.pactwatch.ledger.axon.AggregateCache;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** Axon's own JDBC engine, wired as Boot's auto-configuration does it, with the same cache of aggregates as ours. */
final class StockAxon implements Way {

    private static final int CACHED = 10_000;

    private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();
    private final HikariDataSource pool;
    private final String sync;
    private final EmbeddedEventStore store;
    private final CommandBus bus;

    /** @param sync whether each caller also makes sure that what it committed is on disk */
    StockAxon(Database database, boolean sync) {
        System.setProperty("axoniq.update-checker.disabled", "true");
        this.pool = database.pool(32);
        this.sync = sync ? database.sync() : "";
        TransactionManager transactions = new SpringTransactionManager(new DataSourceTransactionManager(pool));
        Serializer serializer = Jackson3Serializer.builder().build();
        JdbcEventStorageEngine engine = JdbcEventStorageEngine.builder()
                .connectionProvider(
                        new UnitOfWorkAwareConnectionProviderWrapper(new SpringDataSourceConnectionProvider(pool)))
                .transactionManager(transactions)
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)
                .persistenceExceptionResolver(new JdbcSQLErrorCodesResolver())
                .build();
        engine.createSchema(database.isH2() ? new H2Tables() : PostgresEventTableFactory.INSTANCE);
        store = EmbeddedEventStore.builder().storageEngine(engine).build();
        Repository<Jotter> repository = EventSourcingRepository.builder(Jotter.class)
                .eventStore(store)
                .cache(new AggregateCache(CACHED))
                .build();
        bus = SimpleCommandBus.builder().transactionManager(transactions).build();
        bus.subscribe(Note.Open.class.getName(), message -> {
            Note.Open open = (Note.Open) message.getPayload();
            return repository
                    .newInstance((Callable<Jotter>) () -> new Jotter(open.id(), open.text()))
                    .identifierAsString();
        });
        bus.subscribe(Note.Add.class.getName(), message -> {
            Note.Add add = (Note.Add) message.getPayload();
            repository.load(add.id()).execute(jotter -> jotter.add(add.text()));
            return null;
        });
    }

    @Override
    public Runnable caller() {
        return new Caller();
    }

    private final class Caller implements Runnable {

        private String note = "";
        private int sequence = Note.EVENTS;

        @Override
        public void run() {
            if (sequence == Note.EVENTS) {
                note = ids.generate().toString();
                sequence = 0;
            }
            FutureCallback<Object, Object> answer = new FutureCallback<>();
            bus.dispatch(
                    GenericCommandMessage.asCommandMessage(
                            sequence == 0 ? new Note.Open(note, Note.TEXT) : new Note.Add(note, Note.TEXT)),
                    answer);
            if (answer.getResult().isExceptional()) {
                throw new IllegalStateException(answer.getResult().exceptionResult());
            }
            sequence++;
            if (!sync.isEmpty()) {
                try (Connection connection = pool.getConnection()) {
                    Database.sync(connection, sync);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    @Override
    public void close() {
        store.shutDown();
        pool.close();
    }

    /** {@link Note} as Axon would have it written. */
    static final class Jotter {

        @AggregateIdentifier
        private String id;

        private int length;

        /** For Axon. */
        Jotter() {}

        Jotter(String id, String text) {
            AggregateLifecycle.apply(new Jotted(id, text));
        }

        void add(String text) {
            AggregateLifecycle.apply(new Note.Added(text));
        }

        @EventSourcingHandler
        void on(Jotted event) {
            id = event.id();
            length = 1;
        }

        @EventSourcingHandler
        void on(Note.Added event) {
            length++;
        }
    }

    record Jotted(String id, String text) {}

    /** H2 is not among those that Axon knows. No BLOB, which H2 would keep apart from the row. */
    private static final class H2Tables extends AbstractEventTableFactory {

        @Override
        protected String idColumnType() {
            return "bigint generated by default as identity";
        }

        @Override
        protected String payloadType() {
            return "varbinary(1000000)";
        }
    }
}
