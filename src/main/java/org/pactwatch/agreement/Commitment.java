package org.pactwatch.agreement;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pactwatch.time.TermSpec;

/** One obligor, one promise. It holds only what nobody disputes; the rest is said by the readings. */
public sealed interface Commitment {

    /** Its name within the agreement. */
    String key();

    /** The party that promised. */
    String obligor();

    /** The party it was promised to; {@code null} if to nobody in particular. */
    @Nullable
    String beneficiary();

    /** The promise in a sentence. */
    String statement();

    /** What the text says of its term; {@code null}: nothing, it is left to the readings. */
    @Nullable
    TermSpec term();

    /** What it is made dependent on. */
    List<Condition> conditions();

    /** To abstain from acts within a scope during a term. */
    record Prohibition(
            String key,
            String obligor,
            @Nullable String beneficiary,
            String statement,
            @Nullable Scope scope,
            @Nullable TermSpec term,
            List<Condition> conditions)
            implements Commitment {}

    /**
     * To hand over a quantity by the end of a term.
     *
     * @param quantity how much; more than nothing
     * @param unit of what
     * @param unilateral a gesture that nothing was promised for in return
     */
    record Delivery(
            String key,
            String obligor,
            @Nullable String beneficiary,
            String statement,
            @Nullable TermSpec term,
            List<Condition> conditions,
            long quantity,
            String unit,
            boolean unilateral)
            implements Commitment {}
}
