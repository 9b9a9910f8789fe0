package org.pactwatch.ledger.axon;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.AggregateFactory;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.Repository;
import org.pactwatch.decision.Decider;
import org.pactwatch.decision.Decision;
import org.pactwatch.decision.Rejection;
import org.pactwatch.ledger.Entry;
import org.pactwatch.ledger.Ledger;

/** A decider behind the command bus: loads its aggregate, asks it, and applies the events that it answers with. */
public final class DeciderHandler<C, E, S> implements MessageHandler<CommandMessage<?>> {

    private final String type;
    private final Class<C> commands;
    private final Function<? super C, String> idOf;
    private final Decider<C, E, S> decider;
    private final Ledger ledger;
    private final Repository<DeciderRoot<S>> repository;

    DeciderHandler(
            String type,
            Class<C> commands,
            Class<E> events,
            Function<? super C, String> idOf,
            Decider<C, E, S> decider,
            EventStore eventStore,
            Ledger ledger) {
        this.type = type;
        this.commands = commands;
        this.idOf = idOf;
        this.decider = decider;
        this.ledger = ledger;
        this.repository = repository(new DeciderModel<>(type, events, decider), eventStore);
    }

    @SuppressWarnings("unchecked") // The state's type is not known at run time.
    private static <S> Repository<DeciderRoot<S>> repository(DeciderModel<?, ?, S> model, EventStore eventStore) {
        Class<DeciderRoot<S>> root = (Class<DeciderRoot<S>>) (Class<?>) DeciderRoot.class;
        return EventSourcingRepository.builder(root)
                .aggregateModel(model)
                .aggregateFactory(new AggregateFactory<DeciderRoot<S>>() {
                    @Override
                    public DeciderRoot<S> createAggregateRoot(String id, DomainEventMessage<?> first) {
                        return new DeciderRoot<>(id);
                    }

                    @Override
                    public Class<DeciderRoot<S>> getAggregateType() {
                        return root;
                    }
                })
                .eventStore(eventStore)
                .build();
    }

    @Override
    public Object handle(CommandMessage<?> message) throws Exception {
        C command = commands.cast(message.getPayload());
        String id = idOf.apply(command);
        Optional<Entry> last = ledger.last(id);
        if (last.isEmpty()) {
            return Ruling.of(id, create(command, id));
        }
        String recorded = last.get().aggregateType();
        if (!recorded.equals(type)) {
            return Ruling.of(id, Decision.reject(taken(id, recorded)));
        }
        return Ruling.of(id, repository.load(id).invoke(root -> {
            Decision<E> decision = decider.decide(command, root.state());
            eventsOf(decision).forEach(AggregateLifecycle::apply);
            return decision;
        }));
    }

    /**
     * Decides before there is an aggregate. Axon would hold one, and a cache would keep it, even if the first command is
     * refused: a ghost that later commands would find.
     */
    private Decision<E> create(C command, String id) throws Exception {
        Decision<E> decision = decider.decide(command, null);
        List<E> events = eventsOf(decision);
        if (!events.isEmpty()) {
            Aggregate<DeciderRoot<S>> created = repository.newInstance(() -> new DeciderRoot<>(id));
            created.execute(root -> events.forEach(AggregateLifecycle::apply));
        }
        return decision;
    }

    private static <E> List<E> eventsOf(Decision<E> decision) {
        return switch (decision) {
            case Decision.Accepted<E> accepted -> accepted.events();
            case Decision.Rejected<E> rejected -> List.of();
        };
    }

    private Rejection taken(String id, String recorded) {
        return Rejection.conflict(
                "id-taken",
                "The id " + id + " belongs to an " + recorded + " and can't name an " + type
                        + " too. Choose another id.");
    }
}
