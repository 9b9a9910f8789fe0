package org.pactwatch.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pactwatch.decision.Rejection.Fault;

/** Collects every fault of an input, so that a person in a hurry mends all of them at once. */
public final class Faults {

    private final List<Fault> faults = new ArrayList<>();
    private @Nullable String rule;

    /** Notes a fault unless {@code holds}. The first rule broken names the rejection. */
    public Faults check(boolean holds, String rule, String pointer, @Nullable Object value, String reason, String fix) {
        if (!holds) {
            add(rule, pointer, value, reason, fix);
        }
        return this;
    }

    /** Notes a fault. */
    public Faults add(String rule, String pointer, @Nullable Object value, String reason, String fix) {
        if (this.rule == null) {
            this.rule = rule;
        }
        faults.add(new Fault(pointer, value == null ? null : value.toString(), reason, fix));
        return this;
    }

    /** The refusal, if there is any fault. */
    public Optional<Rejection> rejection() {
        return rule == null ? Optional.empty() : Optional.of(Rejection.invalid(rule, faults));
    }
}
