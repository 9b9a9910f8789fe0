package org.pactwatch.pages.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.Citation;
import org.pactwatch.compliance.web.Ask;
import org.pactwatch.compliance.web.IncidentSearch;
import org.pactwatch.compliance.web.Moments;
import org.pactwatch.decision.web.ProblemException;
import org.pactwatch.decision.web.RejectedException;
import org.pactwatch.incident.Attribution;
import org.pactwatch.incident.IncidentCommand;
import org.pactwatch.incident.Outcome;
import org.pactwatch.incident.Stance;
import org.pactwatch.incident.web.FindingBody;
import org.pactwatch.incident.web.IncidentCommands;
import org.pactwatch.ledger.Ledger;
import org.pactwatch.ledger.web.RecordingEdge;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** One incident: what is said of it, by whom, what was found, and how it stands. */
@Controller
class IncidentPage {

    private static final Set<String> CITED =
            Set.of("citations.0.url", "citations.0.title", "citations.0.publisher", "citations.0.published");

    private final Pages pages;
    private final MomentChooser chooser;
    private final Moments moments;
    private final IncidentSearch search;
    private final Directory directory;
    private final Ledger ledger;
    private final IncidentCommands commands;
    private final RecordingEdge edge;

    IncidentPage(
            Pages pages,
            MomentChooser chooser,
            Moments moments,
            IncidentSearch search,
            Directory directory,
            Ledger ledger,
            IncidentCommands commands,
            RecordingEdge edge) {
        this.pages = pages;
        this.chooser = chooser;
        this.moments = moments;
        this.search = search;
        this.directory = directory;
        this.ledger = ledger;
        this.commands = commands;
        this.edge = edge;
    }

    /** The forms on the page, each with what was typed into it. */
    private record Forms(Typed claim, Typed finding, Typed withdrawal) {
        static Forms empty() {
            return new Forms(Typed.nothing("claim."), Typed.nothing("finding."), Typed.nothing("withdrawal."));
        }
    }

    @GetMapping("/incidents/{id}")
    ResponseEntity<byte[]> one(@PathVariable String id, HttpServletRequest http, Visit visit) {
        Long recorded = news(id, MomentChooser.ask(http, "recorded"));
        PageMoment moment = chooser.of(http, "recorded").without("recorded");
        IncidentSearch.Found found = search.one(id, moment.moment());
        return pages.polled(
                http, visit, "incident", moment.standing(), () -> model(found, moment, visit, recorded, Forms.empty()));
    }

    /** The position that was just recorded of this very incident; {@code null} if the address names none, or another. */
    private @Nullable Long news(String id, Ask ask) {
        Long position = ask.number("recorded", 1, Long.MAX_VALUE / 10);
        if (position == null
                || ledger.at(position)
                        .filter(entry -> entry.aggregateId().equals(id))
                        .isEmpty()) {
            return null;
        }
        moments.reaches(position);
        return position;
    }

    @PostMapping("/incidents/{id}/attributions")
    ResponseEntity<byte[]> claim(@PathVariable String id, HttpServletRequest http, Visit visit) {
        Set<String> fields = new HashSet<>(CITED);
        fields.addAll(Set.of("accused", "claimant", "stance"));
        Typed typed = Typed.of(http, "claim.", fields, Set.of());
        String accused = required(typed, "accused", "slip.accused");
        String claimant = required(typed, "claimant", "slip.claimant");
        Stance stance = required(typed, "stance", Stance.values());
        Forms forms = new Forms(typed, Typed.nothing("finding."), Typed.nothing("withdrawal."));
        if (typed.refused() || accused == null || claimant == null || stance == null) {
            return refused(id, http, visit, 422, forms);
        }
        Attribution said = new Attribution(accused, claimant, stance, citations(typed));
        return record(id, http, visit, typed, forms, () -> commands.attribution(id, said, visit.subject()));
    }

    @PostMapping("/incidents/{id}/findings")
    ResponseEntity<byte[]> find(@PathVariable String id, HttpServletRequest http, Visit visit) {
        return "withdraw".equals(http.getParameter("do")) ? withdraw(id, http, visit) : found(id, http, visit);
    }

    private ResponseEntity<byte[]> found(String id, HttpServletRequest http, Visit visit) {
        Set<String> fields = new HashSet<>(CITED);
        fields.addAll(Set.of("authority", "mandate", "standard", "outcome", "clause", "reasons"));
        Typed typed = Typed.of(http, "finding.", fields, Set.of("attributedTo"));
        Outcome outcome = required(typed, "outcome", Outcome.values());
        String authority = required(typed, "authority", "slip.authority");
        Forms forms = new Forms(Typed.nothing("claim."), typed, Typed.nothing("withdrawal."));
        if (typed.refused()) {
            return refused(id, http, visit, 422, forms);
        }
        FindingBody body = new FindingBody(
                null,
                authority,
                typed.text("mandate"),
                typed.text("standard"),
                outcome,
                typed.all("attributedTo"),
                typed.text("clause"),
                typed.text("reasons"),
                citations(typed));
        return record(id, http, visit, typed, forms, () -> commands.finding(id, body, visit.subject()));
    }

    private ResponseEntity<byte[]> withdraw(String id, HttpServletRequest http, Visit visit) {
        Typed typed = Typed.of(http, "withdrawal.", Set.of("withdraws", "reasons"), Set.of());
        String position = required(typed, "withdraws", "slip.withdraws");
        String reasons = required(typed, "reasons", "slip.reasons");
        if (position != null && !position.matches("\\d{1,18}")) {
            typed.fault("withdraws", position, "slip.listed");
        }
        Forms forms = new Forms(Typed.nothing("claim."), Typed.nothing("finding."), typed);
        if (typed.refused() || position == null) {
            return refused(id, http, visit, 422, forms);
        }
        FindingBody body =
                new FindingBody(Long.valueOf(position), null, null, null, null, List.of(), null, reasons, List.of());
        return record(id, http, visit, typed, forms, () -> commands.finding(id, body, visit.subject()));
    }

    private ResponseEntity<byte[]> record(
            String id,
            HttpServletRequest http,
            Visit visit,
            Typed typed,
            Forms forms,
            Supplier<IncidentCommand> command) {
        try {
            return Ways.recorded(edge.record(command.get(), visit.subject(), typed.requestKey(http, visit.subject())));
        } catch (RejectedException e) {
            typed.refused(e.why());
        } catch (ProblemException e) {
            typed.refused(e.problem());
            return refused(id, http, visit, e.problem().status(), forms);
        }
        return refused(id, http, visit, typed.status(), forms);
    }

    private ResponseEntity<byte[]> refused(String id, HttpServletRequest http, Visit visit, int status, Forms forms) {
        PageMoment moment = chooser.now(Ways.incident(id));
        IncidentSearch.Found found = search.one(id, moment.moment());
        return pages.page(http, visit, "incident", status, model(found, moment, visit, null, forms));
    }

    private static @Nullable String required(Typed typed, String field, String slip) {
        String text = typed.text(field);
        if (text == null) {
            typed.fault(field, null, slip);
        }
        return text;
    }

    private static <E extends Enum<E>> @Nullable E required(Typed typed, String field, E[] values) {
        if (typed.text(field) == null) {
            typed.fault(field, null, "slip.choice");
        }
        return typed.choice(field, values);
    }

    private static List<Citation> citations(Typed typed) {
        Citation citation = new Citation(
                typed.text("citations.0.publisher"),
                typed.text("citations.0.title"),
                typed.text("citations.0.url"),
                typed.text("citations.0.published"),
                null,
                null,
                null,
                null);
        return citation.equals(new Citation(null, null, null, null, null, null, null, null))
                ? List.of()
                : List.of(citation);
    }

    private Map<String, Object> model(
            IncidentSearch.Found found, PageMoment moment, Visit visit, @Nullable Long recorded, Forms forms) {
        Map<String, String> parties = directory.parties();
        List<Event> events = ledger.stream(
                        found.incident().id(), moment.moment().knownAt())
                .stream()
                .map(entry -> Event.of(entry, visit.subject()))
                .toList();
        boolean reporter = events.stream()
                .anyMatch(event ->
                        event.reports() && event.by().equals(visit.subject().id()));
        Map<String, Object> model = new HashMap<>();
        model.put("moment", moment);
        model.put("incident", new IncidentView(found, visit.subject(), parties));
        model.put("events", events);
        model.put("recorded", recorded == null ? 0L : recorded);
        model.put("reporter", reporter);
        model.put("claim", forms.claim());
        model.put("finding", forms.finding());
        model.put("withdrawal", forms.withdrawal());
        model.put("parties", parties);
        model.put("statements", directory.commitments());
        model.put("titles", directory.agreementTitles());
        model.put("stances", Typed.names(Stance.values()));
        model.put("outcomes", Typed.names(Outcome.values()));
        return model;
    }
}
