package org.pactwatch.ledger.axon;

import java.time.Duration;
import java.util.Optional;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.pactwatch.decision.Decision;
import org.pactwatch.ledger.AggregateHead;
import org.pactwatch.ledger.Appended;
import org.pactwatch.ledger.DuplicateRequest;
import org.pactwatch.ledger.Entry;
import org.pactwatch.ledger.Ledger;
import org.pactwatch.ledger.LedgerUnavailable;
import org.pactwatch.ledger.RequestKey;
import org.pactwatch.ledger.axon.RecordingListener.Outcome;

/** The one way to record: gives a command to its decider and waits until what follows is durable. */
public final class Recorder {

    /** The second try holds the aggregate's lock on this node; the rest is for other nodes. */
    private static final int TRIES = 8;

    private final CommandBus commands;
    private final Ledger ledger;
    private final RecordingListener listener;

    public Recorder(CommandBus commands, Ledger ledger) {
        this(commands, ledger, (command, outcome, took) -> {});
    }

    public Recorder(CommandBus commands, Ledger ledger, RecordingListener listener) {
        this.commands = commands;
        this.ledger = ledger;
        this.listener = listener;
    }

    /**
     * Records {@code command}, a record of a sealed interface that a {@link DeciderHandler} was registered for.
     *
     * <p>If {@code request} has a key, its events are recorded once, however many callers ask at once, and each gets
     * the first answer. A refusal, and what changes nothing, is decided anew each time.
     *
     * @throws LedgerUnavailable if the ledger can't be reached, or others changed the same aggregate every time; ask
     *     again
     */
    public Recorded record(Object command, Request request) {
        long start = System.nanoTime();
        Outcome outcome = Outcome.FAILED;
        try {
            Recorded recorded = decided(command, request);
            outcome = outcome(recorded);
            return recorded;
        } catch (LedgerUnavailable e) {
            outcome = Outcome.UNAVAILABLE;
            throw e;
        } finally {
            listener.recorded(command.getClass(), outcome, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private static Outcome outcome(Recorded recorded) {
        return switch (recorded) {
            case Recorded.Accepted a -> Outcome.ACCEPTED;
            case Recorded.Unchanged u -> Outcome.UNCHANGED;
            case Recorded.Rejected r -> Outcome.REJECTED;
            case Recorded.KeyReused k -> Outcome.KEY_REUSED;
        };
    }

    private Recorded decided(Object command, Request request) {
        RequestKey key = request.ledgerKey();
        CommandMessage<Object> message = new GenericCommandMessage<>(
                new GenericMessage<>(command, MetaData.from(new CommandMetadata(request.subject(), key).toMap())),
                SealedRoot.nameOf(command.getClass()));
        for (int attempt = 1; ; attempt++) {
            try {
                return answer(dispatch(attempt == 1 ? message : CommandMetadata.again(message)), key);
            } catch (DuplicateRequest e) {
                return repeated(e.first(), e.sameBody());
            } catch (ConcurrencyException | AggregateStreamCreationException | AggregateNotFoundException e) {
                if (attempt == TRIES) {
                    throw new LedgerUnavailable(
                            "Others changed the same " + TRIES + " times while this was decided. Ask again.", e);
                }
            }
        }
    }

    private Ruling dispatch(CommandMessage<Object> message) {
        FutureCallback<Object, Ruling> callback = new FutureCallback<>();
        commands.dispatch(message, callback);
        CommandResultMessage<? extends Ruling> result = callback.getResult();
        if (result.isExceptional()) {
            Throwable error = result.exceptionResult();
            if (error instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new IllegalStateException("A command handler failed.", error);
        }
        return result.getPayload();
    }

    private Recorded answer(Ruling ruling, @Nullable RequestKey key) {
        String id = ruling.aggregateId();
        Appended appended = ruling.appended();
        if (appended != null) {
            return new Recorded.Accepted(id, appended.lastPosition(), appended.recorded(), false);
        }
        // The request may have been recorded before, and this time been decided on what it recorded then.
        return firstAnswer(key).orElseGet(() -> switch (ruling.decision()) {
            case Decision.Accepted<?> accepted ->
                new Recorded.Unchanged(
                        id, ledger.headOf(id).map(AggregateHead::position).orElse(0L));
            case Decision.Rejected<?> rejected -> new Recorded.Rejected(rejected.why());
        });
    }

    private Optional<Recorded> firstAnswer(@Nullable RequestKey key) {
        return key == null
                ? Optional.empty()
                : ledger.byRequest(key.key())
                        .map(first -> repeated(first, key.bodyHash().equals(first.requestHash())));
    }

    private static Recorded repeated(Entry first, boolean sameBody) {
        return sameBody
                ? new Recorded.Accepted(first.aggregateId(), first.position(), first.recorded(), true)
                : new Recorded.KeyReused(first.position());
    }
}
