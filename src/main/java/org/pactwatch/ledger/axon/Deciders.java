package org.pactwatch.ledger.axon;

import java.util.function.Function;
import java.util.function.Predicate;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.pactwatch.decision.Decider;
import org.pactwatch.ledger.Ledger;

/** Puts deciders behind the command bus. */
public final class Deciders {

    /** Some KB each. */
    private static final int CACHED = 5_000;

    private final CommandBus bus;
    private final EventStore eventStore;
    private final Ledger ledger;

    public Deciders(CommandBus bus, EventStore eventStore, Ledger ledger) {
        this.bus = bus;
        this.eventStore = eventStore;
        this.ledger = ledger;
    }

    /**
     * Lets {@code decider} answer all commands of the sealed interface {@code commands}, each by what is recorded.
     *
     * @param type the aggregate's type as the ledger keeps it, such as {@code incident}; never to be changed
     * @param commands the topmost sealed interface of the commands
     * @param events the sealed interface of the events
     * @param idOf which aggregate a command speaks to; the id exists before the first command
     */
    public <C, E, S> DeciderHandler<C, E, S> register(
            String type,
            Class<C> commands,
            Class<E> events,
            Function<? super C, String> idOf,
            Decider<C, E, S> decider) {
        return register(type, commands, events, idOf, command -> false, decider);
    }

    /**
     * The same, where some commands begin an aggregate under an id that was made for it. Nothing is looked up for them: if
     * there is such an aggregate after all, the record's own keys object, and the command is decided anew.
     *
     * @param begins is it such a command?
     */
    public <C, E, S> DeciderHandler<C, E, S> register(
            String type,
            Class<C> commands,
            Class<E> events,
            Function<? super C, String> idOf,
            Predicate<? super C> begins,
            Decider<C, E, S> decider) {
        DeciderHandler<C, E, S> handler = new DeciderHandler<>(
                type, commands, events, idOf, begins, decider, eventStore, ledger, new AggregateCache(CACHED));
        bus.subscribe(SealedRoot.nameOf(commands), handler);
        return handler;
    }
}
