package org.pactwatch.ledger.axon;

import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.modelling.command.inspection.AggregateModel;
import org.axonframework.modelling.command.inspection.EntityModel;
import org.jspecify.annotations.Nullable;
import org.pactwatch.decision.Decider;

/** Tells Axon how a {@link DeciderRoot} folds its events, in place of annotations on a class of each feature's own. */
final class DeciderModel<C, E, S> implements AggregateModel<DeciderRoot<S>> {

    private final String type;
    private final Decider<C, E, S> decider;
    private final Class<E> events;

    DeciderModel(String type, Class<E> events, Decider<C, E, S> decider) {
        this.type = type;
        this.events = events;
        this.decider = decider;
    }

    @Override
    public void publish(EventMessage<?> message, DeciderRoot<S> root) {
        root.become(decider.evolve(root.state(), events.cast(message.getPayload())));
    }

    @Override
    public String type() {
        return type;
    }

    @Override
    public Optional<String> declaredType(Class<?> rootType) {
        return Optional.of(type);
    }

    @Override
    public Stream<Class<?>> types() {
        return Stream.of(DeciderRoot.class);
    }

    @Override
    public Object getIdentifier(DeciderRoot<S> root) {
        return root.id();
    }

    @Override
    @SuppressWarnings("NullAway") // Axon's own model answers null too: an event-sourced version is its last sequence.
    public @Nullable Long getVersion(DeciderRoot<S> root) {
        return null;
    }

    @Override
    public String routingKey() {
        return "id";
    }

    @Override
    public <T> EntityModel<T> modelOf(Class<? extends T> childEntityType) {
        throw new UnsupportedOperationException("A decider's state is one value; it has no entities.");
    }

    @Override
    @SuppressWarnings("unchecked") // The state's type is not known at run time.
    public Class<? extends DeciderRoot<S>> entityClass() {
        return (Class<? extends DeciderRoot<S>>) (Class<?>) DeciderRoot.class;
    }
}
