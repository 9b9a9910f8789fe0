package org.pactwatch.pages.web;

import biweekly.ICalDataType;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.text.ICalWriter;
import biweekly.property.Status;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.Agreement;
import org.pactwatch.agreement.Commitment;
import org.pactwatch.agreement.Party;
import org.pactwatch.compliance.AgreementFacts;
import org.pactwatch.compliance.Force;
import org.pactwatch.compliance.Verdict;
import org.springframework.context.MessageSource;

/**
 * The terms of an agreement as an iCalendar (RFC 5545): an event for each beginning and end, an instant long. The same
 * record gives the same text, to the byte.
 */
final class TermCalendar {

    /** In octets, without the line break (RFC 5545, 3.1). */
    private static final int LINE = 75;
    /** Of the promise in an event's title, in characters. */
    private static final int TITLE = 160;

    private final MessageSource words;
    private final Locale locale;
    private final Times times;
    private final AgreementFacts facts;
    private final Instant recorded;
    private final boolean reconstructed;

    /**
     * @param facts as known now
     * @param recorded when the last of them was
     */
    TermCalendar(MessageSource words, Locale locale, AgreementFacts facts, Instant recorded, boolean reconstructed) {
        this.words = words;
        this.locale = locale;
        this.times = Times.inUtc(words, locale);
        this.facts = facts;
        this.recorded = recorded;
        this.reconstructed = reconstructed;
    }

    /**
     * @param reading the one that was asked for; {@code null}: all
     * @param verdicts as of now, in the order in which they are written
     */
    String write(@Nullable String reading, List<Verdict> verdicts) {
        ICalendar calendar = new ICalendar();
        calendar.setProductId("-//Pactwatch//Pactwatch//EN");
        String title = OneLine.of(facts.agreement().title());
        String name = reading == null ? word("calendar.name", title) : word("calendar.name.reading", title, reading);
        calendar.setName(name);
        // What most programs read in place of the standard's NAME.
        calendar.setExperimentalProperty("X-WR-CALNAME", escaped(name));
        calendar.setDescription(
                reconstructed
                        ? word("calendar.about") + " " + word("banner.reconstructed.why")
                        : word("calendar.about"));
        // RFC 7986 wants the value's kind stated, which the library's own property leaves out.
        calendar.setExperimentalProperty("REFRESH-INTERVAL", ICalDataType.DURATION, "PT1H");
        for (Verdict verdict : verdicts) {
            events(verdict).forEach(calendar::addEvent);
        }
        return folded(text(calendar));
    }

    private List<VEvent> events(Verdict verdict) {
        Instant start = verdict.term().start();
        Instant end = verdict.term().endExclusive();
        Instant bound = verdict.boundFrom();
        Instant released = released(verdict);
        boolean delivery = verdict.commitment() instanceof Commitment.Delivery;
        List<VEvent> events = new ArrayList<>();
        events.add(event(verdict, "start", start, released));
        if (bound != null && !bound.equals(start)) {
            events.add(event(verdict, "bound", bound, released));
        }
        events.add(event(verdict, delivery ? "due" : "end", end, released));
        if (released != null) {
            events.add(event(verdict, "released", released, released));
        }
        Verdict.Transition next = verdict.nextTransition();
        if (next != null
                && !next.at().equals(start)
                && !next.at().equals(end)
                && !next.at().equals(bound)) {
            events.add(becomes(verdict, next));
        }
        return events;
    }

    /** Since when it is released; {@code null} if it is not. */
    private static @Nullable Instant released(Verdict verdict) {
        Duration ago = verdict.countdown().endedAgo();
        return verdict.force() == Force.RELEASED && ago != null ? verdict.at().minus(ago) : null;
    }

    private VEvent event(Verdict verdict, String kind, Instant at, @Nullable Instant released) {
        VEvent event = event(verdict, kind, at, word("calendar." + kind, reading(verdict), promise(verdict)));
        List<String> about = about(verdict);
        if (released != null && at.isAfter(released)) {
            event.setStatus(Status.cancelled());
            about.add(0, word("calendar.cancelled", times.utc(released)));
        } else if (verdict.boundFrom() == null && released == null) {
            event.setStatus(Status.tentative());
            about.add(0, word("calendar.tentative"));
        } else {
            event.setStatus(Status.confirmed());
        }
        event.setDescription(String.join("\n", about));
        return event;
    }

    private VEvent becomes(Verdict verdict, Verdict.Transition next) {
        String force = word("force." + next.to().name());
        VEvent event = event(
                verdict,
                "becomes-" + next.to().name(),
                next.at(),
                word("calendar.becomes", reading(verdict), promise(verdict), force));
        event.setStatus(Status.confirmed());
        event.setDescription(String.join("\n", about(verdict)));
        return event;
    }

    private VEvent event(Verdict verdict, String kind, Instant at, String summary) {
        VEvent event = new VEvent();
        // The same for ever, so that a change moves the event that a calendar has.
        event.setUid(
                String.join("/", facts.agreement().id(), verdict.commitment().key(), reading(verdict), kind)
                        + (reconstructed ? "@reconstructed.pactwatch" : "@pactwatch"));
        event.setDateTimeStamp(Date.from(recorded));
        event.setSequence((int) Math.min(facts.position(), Integer.MAX_VALUE));
        event.setDateStart(Date.from(at));
        event.setSummary(summary);
        // It takes nobody's time.
        event.setTransparency(true);
        return event;
    }

    private static String reading(Verdict verdict) {
        return verdict.reading().id();
    }

    private static String promise(Verdict verdict) {
        return OneLine.of(verdict.commitment().statement(), TITLE);
    }

    /** What somebody needs to check the event: who promised what, and how the term is counted. */
    private List<String> about(Verdict verdict) {
        Commitment commitment = verdict.commitment();
        List<String> about = new ArrayList<>();
        about.add(OneLine.of(commitment.statement()));
        String beneficiary = commitment.beneficiary();
        about.add(
                beneficiary == null
                        ? party(commitment.obligor())
                        : party(commitment.obligor()) + " " + word("commitment.towards") + " " + party(beneficiary));
        about.add(verdict.term().arithmetic());
        about.add(word("counting." + verdict.term().counting().name()));
        about.add(word("calendar.page", "/agreements/" + facts.agreement().id() + "#" + commitment.key()));
        if (reconstructed) {
            about.add(word("banner.reconstructed") + ". " + word("banner.reconstructed.why"));
        }
        return about;
    }

    private String party(String id) {
        Agreement agreement = facts.agreement();
        return OneLine.of(agreement.party(id).map(Party::name).orElse(id));
    }

    private String word(String key, Object... arguments) {
        return words.getMessage(key, arguments, locale);
    }

    /** As TEXT is escaped: the library leaves properties that it doesn't know as they are. */
    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,");
    }

    private static String text(ICalendar calendar) {
        StringWriter text = new StringWriter();
        try (ICalWriter writer = new ICalWriter(text, ICalVersion.V2_0)) {
            // The library counts characters where the standard counts octets.
            writer.getVObjectWriter().getFoldedLineWriter().setLineLength(null);
            writer.write(calendar);
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes every line", e);
        }
        return text.toString();
    }

    /** Folds long lines by octets, never inside a character. */
    static String folded(String unfolded) {
        StringBuilder folded = new StringBuilder(unfolded.length() + unfolded.length() / LINE * 3);
        int octets = 0;
        for (int at = 0; at < unfolded.length(); ) {
            int c = unfolded.codePointAt(at);
            at += Character.charCount(c);
            if (c == '\r' || c == '\n') {
                folded.appendCodePoint(c);
                octets = 0;
                continue;
            }
            int width = Character.toString(c).getBytes(StandardCharsets.UTF_8).length;
            if (octets + width > LINE) {
                folded.append("\r\n ");
                octets = 1;
            }
            folded.appendCodePoint(c);
            octets += width;
        }
        return folded.toString();
    }
}
