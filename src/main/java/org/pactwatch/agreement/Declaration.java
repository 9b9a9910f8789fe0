package org.pactwatch.agreement;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What parties and monitors declare about an agreement that stands. */
public sealed interface Declaration
        permits Consent,
                Instrument,
                Reading,
                NegotiationItem,
                Declaration.Handover,
                Declaration.Release,
                Declaration.Reservation,
                Declaration.Waiver,
                Declaration.AggregateClaim {

    /** Its name within the agreement; {@code null} if it has none. */
    @Nullable
    String id();

    /**
     * Something was handed over. It is confirmed or only claimed depending on who says so.
     *
     * @param id its name within the agreement
     * @param at when it happened
     * @param quantity in the commitment's unit; 0 only in a correction, for one that never happened
     * @param corrects the id of the handover that this one replaces in full
     */
    record Handover(
            String id,
            String commitment,
            long quantity,
            Instant at,
            List<String> confirmedBy,
            @Nullable String corrects,
            List<Citation> citations)
            implements Declaration {}

    /**
     * The obligor considers itself free. Whether it is depends on the reading.
     *
     * @param commitments keys; empty: all that {@code by} owes
     */
    record Release(
            @Nullable String id,
            List<String> commitments,
            String by,
            Instant at,
            @Nullable String reason,
            List<Citation> citations)
            implements Declaration {}

    /** The obligor says that it might. No effect. */
    record Reservation(
            @Nullable String id,
            List<String> commitments,
            String by,
            Instant at,
            @Nullable String reason,
            List<Citation> citations)
            implements Declaration {}

    /** The obligor lets pass what had been found when this was recorded: it gives no right to be released any more. */
    record Waiver(
            @Nullable String id,
            List<String> commitments,
            String by,
            Instant at,
            @Nullable String reason,
            List<Citation> citations)
            implements Declaration {}

    /**
     * "N violations since D". Kept beside the itemised incidents, never added to them.
     *
     * @param count the number named
     * @param qualifier how it was put
     * @param since from when they were counted
     */
    record AggregateClaim(
            @Nullable String id,
            String claimant,
            @Nullable String against,
            long count,
            Qualifier qualifier,
            @Nullable Instant since,
            Instant at,
            List<String> commitments,
            List<Citation> citations)
            implements Declaration {

        /** How the number was put. */
        public enum Qualifier {
            EXACT,
            AT_LEAST,
            MORE_THAN,
            ABOUT,
            AT_MOST
        }
    }
}
