package org.pactwatch.ledger.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pactwatch.ledger.Entry;
import org.pactwatch.ledger.NewEvent;

@SuppressWarnings("NullAway.Init")
class LedgerEventStorageEngineTest {

    @TempDir
    private Path folder;

    private Rig rig;

    @BeforeEach
    void start() {
        rig = new Rig(folder);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private static DomainEventMessage<?> event(String id, long sequence) {
        Object payload = sequence == 0 ? new Notes.Opened("t") : new Notes.Added("a", (int) sequence);
        return new GenericDomainEventMessage<>("note", id, sequence, payload);
    }

    private List<Long> positions(TrackingToken token) {
        return rig.engine
                .readEvents(token, false)
                .map(e -> e.trackingToken().position().orElseThrow())
                .toList();
    }

    @Test
    void events_are_recorded_when_the_outermost_unit_of_work_commits_and_not_before() {
        UnitOfWork<?> root = DefaultUnitOfWork.startAndGet(null);
        rig.engine.appendEvents(event("n", 0));
        UnitOfWork<?> nested = DefaultUnitOfWork.startAndGet(null);
        rig.engine.appendEvents(event("n", 1));
        nested.commit();
        assertThat(rig.ledger.head()).isZero();
        root.commit();
        assertThat(rig.ledger.stream("n", 2)).hasSize(2);
    }

    @Test
    void a_unit_of_work_that_rolls_back_records_nothing() {
        UnitOfWork<?> root = DefaultUnitOfWork.startAndGet(null);
        rig.engine.appendEvents(event("n", 0));
        root.rollback();
        assertThat(rig.ledger.head()).isZero();
    }

    @Test
    void a_subscribing_handler_that_throws_fails_the_command_and_nothing_is_recorded() {
        rig.store.subscribe(events -> {
            throw new IllegalStateException("a projection of the caller's");
        });
        assertThatThrownBy(() -> rig.open("n", "t")).hasMessage("a projection of the caller's");
        assertThat(rig.ledger.head()).isZero();
    }

    @Test
    void a_clash_over_the_first_event_and_over_a_later_one_are_two_exceptions() {
        rig.engine.appendEvents(event("n", 0), event("n", 1));
        assertThatThrownBy(() -> rig.engine.appendEvents(event("n", 0)))
                .isInstanceOf(AggregateStreamCreationException.class);
        assertThatThrownBy(() -> rig.engine.appendEvents(event("n", 1))).isInstanceOf(ConcurrencyException.class);
        assertThat(rig.ledger.head()).isEqualTo(2);
    }

    @Test
    void an_event_of_no_aggregate_is_refused() {
        assertThatThrownBy(() -> rig.engine.appendEvents(new GenericEventMessage<>(new Notes.Opened("t"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tracking_reads_from_a_token_to_the_end_across_pages() {
        int events = 2 * KeysetPages.SIZE + 3;
        for (int i = 0; i < events; i += 50) {
            int from = i;
            rig.engine.appendEvents(LongStream.range(from, Math.min(from + 50, events))
                    .mapToObj(n -> event("n", n))
                    .toList());
        }
        assertThat(positions(rig.engine.createTailToken())).hasSize(events).isSorted();
        assertThat(positions(new GlobalSequenceTrackingToken(events - 2))).containsExactly(events - 1L, (long) events);
        assertThat(positions(rig.engine.createHeadToken())).isEmpty();
        assertThat(positions(ReplayToken.createReplayToken(rig.engine.createHeadToken(), rig.engine.createTailToken())))
                .hasSize(events);
        assertThat(rig.engine.readEvents("n", 5).asStream()).hasSize(events - 5);
        assertThat(rig.engine.lastSequenceNumberFor("n")).contains(events - 1L);
        assertThat(rig.engine.lastSequenceNumberFor("nobody")).isEmpty();
    }

    @Test
    void a_token_at_an_instant_leads_to_what_was_recorded_from_then_on() {
        rig.open("n", "t");
        rig.open("m", "t");
        Entry second = rig.ledger.at(2).orElseThrow();
        assertThat(positions(rig.engine.createTokenAt(second.recorded()))).contains(2L);
        assertThat(positions(rig.engine.createTokenAt(second.recorded().plusSeconds(1))))
                .isEmpty();
    }

    @Test
    void a_tracked_event_carries_what_is_in_its_row() {
        rig.open("n", "t");
        Entry entry = rig.ledger.at(1).orElseThrow();
        TrackedEventMessage<?> message =
                rig.engine.readEvents(null, false).findFirst().orElseThrow();
        assertThat(message.getIdentifier()).isEqualTo(entry.eventId());
        assertThat(message.getTimestamp()).isEqualTo(entry.recorded());
        assertThat(message.getPayload()).isEqualTo(new Notes.Opened("t"));
        assertThat(message.getMetaData()).containsEntry("subject", "monitor").containsEntry("reconstructed", true);
    }

    @Test
    void an_entry_that_cannot_be_read_is_named_until_it_can() {
        rig.ledger.append(List.of(new NewEvent("note", "n", 0, "e", "note.unheard-of", "1", "{}", "{}")), null);
        assertThatThrownBy(() -> positions(new GlobalSequenceTrackingToken(0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(rig.engine.unreadable()).hasValueSatisfying(failure -> {
            assertThat(failure.position()).isEqualTo(1);
            assertThat(failure.why()).contains("note.unheard-of");
        });
    }
}
