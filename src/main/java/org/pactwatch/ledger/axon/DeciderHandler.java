package org.pactwatch.ledger.axon;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.AggregateFactory;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;
import org.pactwatch.decision.Decider;
import org.pactwatch.decision.Decision;
import org.pactwatch.decision.Rejection;
import org.pactwatch.ledger.AggregateHead;
import org.pactwatch.ledger.Ledger;

/** A decider behind the command bus: loads its aggregate, asks it, and applies the events that it answers with. */
public final class DeciderHandler<C, E, S> implements MessageHandler<CommandMessage<?>> {

    private final String type;
    private final Class<C> commands;
    private final Function<? super C, String> idOf;
    private final Predicate<? super C> begins;
    private final Decider<C, E, S> decider;
    private final Ledger ledger;
    private final AggregateCache cache;
    private final Repository<DeciderRoot<S>> repository;

    DeciderHandler(
            String type,
            Class<C> commands,
            Class<E> events,
            Function<? super C, String> idOf,
            Predicate<? super C> begins,
            Decider<C, E, S> decider,
            EventStore eventStore,
            Ledger ledger,
            AggregateCache cache) {
        this.type = type;
        this.commands = commands;
        this.idOf = idOf;
        this.begins = begins;
        this.decider = decider;
        this.ledger = ledger;
        this.cache = cache;
        this.repository = repository(new DeciderModel<>(type, events, decider), eventStore, cache);
    }

    @SuppressWarnings("unchecked") // The state's type is not known at run time.
    private static <S> Repository<DeciderRoot<S>> repository(
            DeciderModel<?, ?, S> model, EventStore eventStore, AggregateCache cache) {
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
                .cache(cache)
                .build();
    }

    @Override
    public Object handle(CommandMessage<?> message) throws Exception {
        C command = commands.cast(message.getPayload());
        String id = idOf.apply(command);
        boolean cached = cache.containsKey(id);
        if (!cached && begins.test(command) && !CommandMetadata.isAgain(message)) {
            Decision<E> decision = decider.decide(command, null);
            if (!eventsOf(decision).isEmpty()) {
                return Ruling.of(id, created(id, decision));
            }
        }
        Optional<AggregateHead> head = cached ? Optional.empty() : ledger.headOf(id);
        if (!cached && head.isEmpty()) {
            return Ruling.of(id, created(id, decider.decide(command, null)));
        }
        if (head.isPresent() && !head.get().type().equals(type)) {
            return Ruling.of(id, Decision.reject(taken(id, head.get().type())));
        }
        Aggregate<DeciderRoot<S>> aggregate = repository.load(id);
        Decision<E> decision = aggregate.invoke(root -> {
            Decision<E> decided = decider.decide(command, root.state());
            eventsOf(decided).forEach(AggregateLifecycle::apply);
            return decided;
        });
        if (cached && eventsOf(decision).isEmpty()) {
            refuseStale(id, aggregate.version());
        }
        return Ruling.of(id, decision);
    }

    /**
     * What is recorded clashes if another node has changed the aggregate meanwhile. A refusal, or that there is nothing
     * to record, would not; so it is checked.
     */
    private void refuseStale(String id, @Nullable Long version) {
        long last = ledger.headOf(id).map(AggregateHead::sequence).orElse(-1L);
        if (version == null || version != last) {
            throw new ConcurrencyException(
                    "Another node has changed " + id + " to " + last + "; here it is at " + version + ".");
        }
    }

    /**
     * Makes an aggregate of a decision that was taken without one. Axon would hold one, and the cache would keep it, even
     * if the first command is refused: a ghost that later commands would find.
     */
    private Decision<E> created(String id, Decision<E> decision) throws Exception {
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
