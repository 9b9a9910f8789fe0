package org.pactwatch.pages.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.Citation;
import org.pactwatch.agreement.When;

/**
 * What is on record about an agreement, apart from incidents.
 *
 * @param declarations releases, reservations and waivers
 */
public record RecordView(
        List<Said> consents,
        List<Said> instruments,
        List<Handover> handovers,
        List<Said> declarations,
        List<Claim> claims,
        List<Item> negotiation) {

    /**
     * Something that somebody said.
     *
     * @param kind of what, in words
     * @param words what was said; {@code null} if nothing but that
     * @param on commitments that it speaks of, in words; {@code null} if it speaks of none
     * @param instrument by which it was said
     */
    public record Said(
            String party,
            String kind,
            @Nullable String words,
            @Nullable String on,
            @Nullable InstrumentLink instrument,
            When when,
            boolean later,
            long position,
            List<Citation> citations) {

        public boolean point() {
            return when.from().equals(when.to());
        }
    }

    public record InstrumentLink(String id, String title) {}

    /**
     * @param confirmedBy names; empty: nobody has confirmed it
     * @param replacedBy the id of the correction in whose place it no longer counts
     */
    public record Handover(
            String id,
            String commitment,
            long quantity,
            String unit,
            Instant at,
            String confirmedBy,
            @Nullable String corrects,
            @Nullable String replacedBy,
            boolean later,
            long position,
            List<Citation> citations) {}

    /**
     * A claimed number, beside what is itemised.
     *
     * @param counts of incidents on record in the same span, by commitment and reading; empty where nobody is named
     * @param least are the counts of fewer incidents than are on record?
     */
    public record Claim(
            String words,
            @Nullable Instant since,
            Instant at,
            boolean later,
            long position,
            List<Itemised> counts,
            boolean least,
            List<Citation> citations) {}

    public record Itemised(
            String commitment, String reading, int alleged, int contested, int substantiated, int other) {}

    public record Item(
            String kind,
            String by,
            String statement,
            @Nullable Instant at,
            String acceptedBy,
            long position,
            List<Citation> citations) {}
}
