package org.pactwatch.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.pactwatch.decision.Rejection.Fault;
import org.pactwatch.decision.Rejection.Kind;

/** Given what is recorded, when something is asked for, then it is recorded, refused, or nothing. */
public final class Given<C, E, S> {

    private final Decider<C, E, S> decider;
    private final @Nullable S state;

    private Given(Decider<C, E, S> decider, @Nullable S state) {
        this.decider = decider;
        this.state = state;
    }

    @SafeVarargs
    public static <C, E, S> Given<C, E, S> given(Decider<C, E, S> decider, E... events) {
        return new Given<>(decider, (S) null).and(events);
    }

    @SafeVarargs
    public final Given<C, E, S> and(E... events) {
        S now = state;
        for (E event : Arrays.asList(events)) {
            now = decider.evolve(now, event);
        }
        return new Given<>(decider, now);
    }

    public Then<E> when(C command) {
        return new Then<>(decider.decide(command, state));
    }

    /** What must have come of it. */
    public record Then<E>(Decision<E> decision) {

        public void isRecorded(E event) {
            assertThat(decision).isEqualTo(Decision.accept(event));
        }

        public void changesNothing() {
            assertThat(decision).isEqualTo(Decision.unchanged());
        }

        public void isRefused(Kind kind, String rule) {
            assertThat(why().kind()).isEqualTo(kind);
            assertThat(why().rule()).isEqualTo(rule);
            assertThat(why().detail()).isNotBlank().endsWith(".");
        }

        /** Refused as invalid, with a fault at {@code pointer} that says what was found there and what to write. */
        public void isInvalid(String rule, String pointer, @Nullable Object value) {
            isRefused(Kind.INVALID, rule);
            assertThat(why().errors()).anySatisfy(fault -> {
                assertThat(fault.pointer()).isEqualTo(pointer);
                assertThat(fault.value()).isEqualTo(value == null ? null : value.toString());
            });
            assertThat(why().errors()).allSatisfy(fault -> {
                assertThat(fault.reason()).isNotBlank();
                assertThat(fault.fix()).isNotBlank();
            });
        }

        /** Refused with faults at exactly these places. */
        public void isInvalidAt(String... pointers) {
            assertThat(why().errors().stream().map(Fault::pointer)).containsExactlyInAnyOrder(pointers);
        }

        private Rejection why() {
            assertThat(decision).isInstanceOf(Decision.Rejected.class);
            return ((Decision.Rejected<E>) decision).why();
        }
    }
}
