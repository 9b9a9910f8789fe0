package org.pactwatch.ledger.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pactwatch.access.Subject;
import org.pactwatch.access.web.RequestKey;
import org.pactwatch.decision.web.ProblemException;
import org.pactwatch.decision.web.Problems;
import org.pactwatch.decision.web.RejectedException;
import org.pactwatch.ledger.LedgerUnavailable;
import org.pactwatch.ledger.axon.Recorded;
import org.pactwatch.ledger.axon.Recorder;
import org.pactwatch.ledger.axon.Request;
import org.springframework.stereotype.Component;

/** The one way from an HTTP request to the record. What comes back is durable. */
@Component
public class RecordingEdge {

    private final Recorder recorder;
    private final Answers answers;

    public RecordingEdge(Recorder recorder, Answers answers) {
        this.recorder = recorder;
        this.answers = answers;
    }

    /**
     * What was recorded.
     *
     * @param id of the agreement or incident
     * @param position of the last event; of the last before, if this said nothing new
     * @param created was anything recorded, by this request or by the same one before?
     */
    public record Answer(String id, long position, boolean created) {}

    /**
     * Records {@code command} for {@code subject}, once for each {@code Idempotency-Key}. Who asks next, of this server,
     * will usually see it: it waits a moment for that.
     *
     * @throws RejectedException if the command is refused
     * @throws ProblemException if the key was used for something else, or the ledger can't be reached
     */
    public Answer record(Object command, Subject subject, HttpServletRequest http) {
        String query = http.getQueryString();
        if (query != null && !query.isBlank()) {
            throw new ProblemException(Problems.of(
                    400,
                    "parameter-unknown",
                    "A call that records takes no parameters, and there is \"" + query
                            + "\". Leave it out: what is recorded can't be taken back."));
        }
        return record(command, subject, RequestKey.from(http, subject));
    }

    /**
     * The same for a caller who knows the request by other means, such as a form by a key that was rendered with it.
     *
     * @param key {@code null}: it is recorded as often as it is sent
     * @throws RejectedException if the command is refused
     * @throws ProblemException if the key was used for something else, or the ledger can't be reached
     */
    public Answer record(Object command, Subject subject, @Nullable RequestKey key) {
        Request request = key == null ? Request.of(subject.id()) : new Request(subject.id(), key.key(), key.bodyHash());
        return switch (recorded(command, request)) {
            case Recorded.Accepted a -> {
                answers.catchUp(a.position(), a.recorded());
                yield new Answer(a.aggregateId(), a.position(), true);
            }
            case Recorded.Unchanged u -> new Answer(u.aggregateId(), u.position(), false);
            case Recorded.Rejected r -> throw new RejectedException(r.why());
            case Recorded.KeyReused r ->
                throw new ProblemException(Problems.of(
                        422,
                        "idempotency-key-reused",
                        "The Idempotency-Key was used for another request, recorded at position " + r.firstPosition()
                                + ". Use a new key for what is new, and the same body for the same key."));
        };
    }

    private Recorded recorded(Object command, Request request) {
        try {
            return recorder.record(command, request);
        } catch (LedgerUnavailable e) {
            throw unavailable(e);
        }
    }

    static ProblemException unavailable(LedgerUnavailable cause) {
        // Not the cause's own words: they may name the database, and anybody may read this.
        return new ProblemException(
                switch (cause.events()) {
                    case NOT_RECORDED ->
                        Problems.of(
                                503,
                                "ledger-unavailable",
                                "Nothing can be recorded now, and nothing was. Send the same again in a moment.");
                    case UNKNOWN ->
                        Problems.of(
                                503,
                                "ledger-does-not-confirm",
                                "The ledger does not confirm in time, so it is not known whether this is recorded. Send"
                                        + " the same again with the same Idempotency-Key: it is recorded once.");
                },
                Map.of("Retry-After", "2"),
                cause);
    }
}
