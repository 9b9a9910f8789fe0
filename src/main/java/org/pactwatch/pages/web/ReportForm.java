package org.pactwatch.pages.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.Act;
import org.pactwatch.agreement.Citation;
import org.pactwatch.agreement.Target;
import org.pactwatch.incident.CommitmentRef;
import org.pactwatch.incident.Place;
import org.pactwatch.incident.Source;
import org.pactwatch.incident.web.ReportBody;
import org.pactwatch.time.Precision;

/** Reads a report from its form: the same as the API takes, with times on a wall. */
final class ReportForm {

    /** Citations that the form has room for. */
    static final int CITATIONS = 3;

    private static final List<String> CITED = List.of("url", "title", "publisher", "published", "archived");
    private static final Set<String> LISTS = Set.of("accused", "supports");
    private static final DateTimeFormatter INPUT = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm", Locale.ROOT);
    private static final LocalTime DAWN = LocalTime.of(6, 0);

    private final Typed typed;
    private final ZoneId zone;

    private ReportForm(Typed typed, ZoneId zone) {
        this.typed = typed;
        this.zone = zone;
    }

    /**
     * What is to be recorded, with what became of its local times.
     *
     * @param to {@code null}: a point in time
     * @param reported {@code null}: now
     */
    public record Read(
            ReportBody body,
            LocalMoment from,
            @Nullable LocalMoment to,
            @Nullable LocalMoment reported) {}

    static Typed typed(HttpServletRequest http) {
        Set<String> fields = new HashSet<>(Set.of(
                "summary",
                "act",
                "target",
                "facilityOf",
                "zone",
                "occurred.from",
                "occurred.to",
                "occurred.precision",
                "reported",
                "place.name",
                "place.area",
                "place.latitude",
                "place.longitude",
                "place.precision",
                "claimant",
                "source.name",
                "source.reliability",
                "source.credibility",
                "source.confidential"));
        for (int i = 0; i < CITATIONS; i++) {
            for (String part : CITED) {
                fields.add(cited(i, part));
            }
        }
        return Typed.of(http, "", fields, LISTS);
    }

    private static String cited(int number, String part) {
        return "source.citations." + number + "." + part;
    }

    /** The report; {@code null} if it can't be made out, and then {@code typed} says why, beside its fields. */
    static @Nullable Read read(Typed typed, ZoneId usual) {
        String named = typed.text("zone");
        Optional<ZoneId> zone = named == null ? Optional.of(usual) : Preferences.zone(named);
        if (zone.isEmpty()) {
            typed.fault("zone", named, "slip.zone");
        }
        return new ReportForm(typed, zone.orElse(usual)).read();
    }

    private @Nullable Read read() {
        String summary = typed.text("summary");
        if (summary == null) {
            typed.fault("summary", null, "slip.summary");
        }
        LocalMoment from = moment("occurred.from");
        if (typed.text("occurred.from") == null) {
            typed.fault("occurred.from", null, "slip.from");
        }
        Precision precision = typed.choice("occurred.precision", Precision.values());
        if (typed.text("occurred.precision") == null) {
            typed.fault("occurred.precision", null, "slip.precision");
        }
        LocalMoment to = moment("occurred.to");
        if (from != null && precision != null && precision != Precision.EXACT && typed.text("occurred.to") == null) {
            typed.suggest("occurred.to", end(from.instant(), precision));
            typed.fault("occurred.to", null, "slip.to");
        }
        LocalMoment reported = moment("reported");
        Place place = place();
        Source source = source();
        Act act = typed.choice("act", Act.values());
        Target target = typed.choice("target", Target.values());
        List<CommitmentRef> supports = supports();
        if (typed.refused() || summary == null || from == null) {
            return null;
        }
        ReportBody body = new ReportBody(
                summary,
                act,
                target,
                typed.text("facilityOf"),
                new ReportBody.When(from.instant(), to == null ? null : to.instant(), precision),
                reported == null ? null : reported.instant(),
                place,
                typed.all("accused"),
                typed.text("claimant"),
                supports,
                source);
        return new Read(body, from, to, reported);
    }

    private @Nullable LocalMoment moment(String field) {
        String text = typed.text(field);
        if (text == null) {
            return null;
        }
        Optional<LocalMoment> moment = LocalMoment.read(text, zone);
        if (moment.isEmpty()) {
            typed.fault(field, text, "slip.time", zone.getId());
        }
        return moment.orElse(null);
    }

    /** When such a time is over at the latest, for who doesn't say: the end of the hour, 6 in the morning, midnight. */
    private String end(Instant from, Precision precision) {
        ZonedDateTime begun = from.atZone(zone);
        LocalDateTime end = switch (precision) {
            case EXACT -> begun.toLocalDateTime();
            case HOUR -> begun.plusHours(1).toLocalDateTime();
            case NIGHT ->
                begun.toLocalTime().isBefore(DAWN)
                        ? begun.toLocalDate().atTime(DAWN)
                        : begun.toLocalDate().plusDays(1).atTime(DAWN);
            case DAY -> begun.toLocalDate().plusDays(1).atStartOfDay();
            case WEEK -> begun.toLocalDate().plusDays(7).atStartOfDay();
        };
        return INPUT.format(end);
    }

    private @Nullable Double degrees(String field) {
        String text = typed.text(field);
        if (text == null) {
            return null;
        }
        // A comma is what a German keyboard has.
        String number = text.replace(',', '.');
        if (!number.matches("[+-]?\\d{1,3}(\\.\\d{1,12})?")) {
            typed.fault(field, text, "slip.degrees");
            return null;
        }
        return Double.valueOf(number);
    }

    private @Nullable Place place() {
        Place place = new Place(
                typed.text("place.name"),
                typed.text("place.area"),
                degrees("place.latitude"),
                degrees("place.longitude"),
                typed.choice("place.precision", Place.Precision.values()));
        boolean both = (typed.text("place.latitude") == null) == (typed.text("place.longitude") == null);
        if (!both) {
            String missing = typed.text("place.latitude") == null ? "place.latitude" : "place.longitude";
            typed.fault(missing, null, "slip.coordinates");
        }
        return place.equals(new Place(null, null, null, null, null)) ? null : place;
    }

    private @Nullable Source source() {
        List<Citation> citations = new ArrayList<>();
        for (int i = 0; i < CITATIONS; i++) {
            Citation citation = new Citation(
                    typed.text(cited(i, "publisher")),
                    typed.text(cited(i, "title")),
                    typed.text(cited(i, "url")),
                    typed.text(cited(i, "published")),
                    null,
                    typed.text(cited(i, "archived")),
                    null,
                    null);
            if (!citation.equals(new Citation(null, null, null, null, null, null, null, null))) {
                citations.add(citation);
            }
        }
        String credibility = typed.text("source.credibility");
        if (credibility != null && !credibility.matches("[1-6]")) {
            typed.fault("source.credibility", credibility, "slip.credibility");
            credibility = null;
        }
        Source.Reliability reliability = typed.choice("source.reliability", Source.Reliability.values());
        boolean confidential = typed.text("source.confidential") != null;
        String name = typed.text("source.name");
        if (name == null) {
            if (reliability != null || credibility != null || confidential || !citations.isEmpty()) {
                typed.fault("source.name", null, "slip.source");
            }
            return null;
        }
        return new Source(
                name, reliability, credibility == null ? null : Integer.valueOf(credibility), confidential, citations);
    }

    private List<CommitmentRef> supports() {
        List<CommitmentRef> supports = new ArrayList<>();
        for (String text : typed.all("supports")) {
            try {
                supports.add(CommitmentRef.parse(text));
            } catch (IllegalArgumentException e) {
                typed.fault("supports", text, "slip.listed");
            }
        }
        return supports;
    }
}
