package org.pactwatch.pages.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pactwatch.agreement.Commitment;
import org.pactwatch.agreement.Lens;
import org.pactwatch.agreement.Reading;
import org.pactwatch.compliance.AgreementFacts;
import org.pactwatch.compliance.IncidentFacts;
import org.pactwatch.compliance.Timeline;
import org.pactwatch.compliance.Verdict;
import org.pactwatch.compliance.axon.Archive;
import org.pactwatch.compliance.jdbc.IncidentIndex;
import org.pactwatch.compliance.web.Moment;
import org.pactwatch.compliance.web.Verdicts;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Everything about one agreement: how its commitments stand, why, and what is on record. */
@Controller
class AgreementPage {

    /** Incidents that are looked at for one page. Beyond them the page says that there are more, and where. */
    private static final int INCIDENTS = 300;

    private final Pages pages;
    private final MomentChooser moments;
    private final Views views;
    private final Verdicts verdicts;
    private final Archive archive;
    private final IncidentIndex index;

    AgreementPage(
            Pages pages, MomentChooser moments, Views views, Verdicts verdicts, Archive archive, IncidentIndex index) {
        this.pages = pages;
        this.moments = moments;
        this.views = views;
        this.verdicts = verdicts;
        this.archive = archive;
        this.index = index;
    }

    @GetMapping("/agreements/{id}")
    ResponseEntity<byte[]> agreement(@PathVariable String id, HttpServletRequest http, Visit visit) {
        PageMoment moment = moments.of(http);
        AgreementFacts facts = verdicts.agreement(id, moment.moment());
        return pages.polled(http, visit, "agreement", moment.standing(), () -> model(facts, moment, visit));
    }

    private Map<String, Object> model(AgreementFacts facts, PageMoment page, Visit visit) {
        Moment moment = page.moment();
        Speech speech = new Speech(pages, visit);
        Instant from = begins(facts).minus(TimeScale.NEAR);
        List<IncidentFacts> incidents = incidents(from, moment);
        boolean all = incidents.size() <= INCIDENTS;
        List<IncidentFacts> held = all ? incidents : incidents.subList(0, INCIDENTS);
        IncidentNames names = new IncidentNames(archive, moment, speech, held);
        TimelineWords words = new TimelineWords(facts.agreement(), speech, names);
        Timeline timeline = verdicts.assessor().timeline(facts, moment.at(), moment.knownAt(), held);
        AgreementView view = views.agreement(facts, moment);
        Map<String, Object> model = new HashMap<>();
        model.put("moment", page);
        model.put("agreement", view);
        model.put(
                "commitments",
                view.commitments().stream()
                        .map(commitment -> part(commitment, speech, names))
                        .toList());
        model.put("timeline", TimelineDrawing.draw(timeline, words));
        model.put("all", all);
        model.put("held", INCIDENTS);
        model.put("said", new RecordWriter(facts, timeline, all ? from : null, speech, words).write());
        model.put("kept", kept(facts, held, names));
        model.put("registered", facts.registeredAt());
        return model;
    }

    /**
     * Said to show that a commitment is kept. It is shown and counted nowhere.
     *
     * @param name what pages call the incident
     * @param commitments the promises that it is said to show kept
     * @param position of the first report
     */
    public record Kept(String incident, String name, String summary, List<String> commitments, long position) {}

    private static List<Kept> kept(AgreementFacts facts, List<IncidentFacts> incidents, IncidentNames names) {
        List<Kept> all = new ArrayList<>();
        for (IncidentFacts incident : incidents) {
            List<String> commitments = incident.report().supports().stream()
                    .filter(ref -> ref.agreement().equals(facts.agreement().id()))
                    .flatMap(ref -> facts.agreement().commitment(ref.commitment()).stream())
                    .map(Commitment::statement)
                    .toList();
            if (!commitments.isEmpty()) {
                all.add(new Kept(
                        incident.id(),
                        names.of(incident.id()),
                        incident.report().summary(),
                        commitments,
                        incident.reports().get(0).position()));
            }
        }
        return all;
    }

    /** When the first term of a commitment begins under any reading. */
    private static Instant begins(AgreementFacts facts) {
        return facts.agreement().commitments().stream()
                .flatMap(commitment -> facts.readings().stream()
                        .map(reading -> Lens.of(commitment, reading).term().start()))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /**
     * Incidents of the time that the timeline draws: what came long before is another agreement's. None that began after
     * the moment asked about, since those count for nothing yet. One more than are shown.
     */
    private List<IncidentFacts> incidents(Instant from, Moment moment) {
        Instant after = moment.at().plusNanos(1_000);
        return index.after(0, moment.knownAt(), from, after, INCIDENTS + 1).stream()
                .map(listed -> archive.incident(listed.id(), moment.knownAt()))
                .flatMap(Optional::stream)
                .toList();
    }

    private static CommitmentPart part(CommitmentView view, Speech speech, IncidentNames names) {
        return new CommitmentPart(
                view,
                TermsView.ofText(view.facts().agreement(), view.commitment(), speech),
                TermsView.namesEnergy(view.commitment()),
                view.verdicts().stream()
                        .map(verdict -> reading(verdict, speech, names))
                        .toList());
    }

    private static ReadingView reading(VerdictView view, Speech speech, IncidentNames names) {
        Verdict verdict = view.verdict();
        Reading reading = verdict.reading();
        return new ReadingView(
                view,
                reading.title(),
                reading.note(),
                speech.say("basis." + verdict.basis().rule()),
                verdict.basis().items().stream()
                        .map(item ->
                                new ReadingView.Ground(item.incident(), names.of(item.incident()), item.position()))
                        .toList(),
                verdict.basis().total(),
                verdict.contestedDeclarations().stream()
                        .map(each -> new ReadingView.Contested(
                                each.id() == null
                                        ? speech.say("contested." + each.type() + ".unnamed")
                                        : speech.say("contested." + each.type(), each.id()),
                                each.position()))
                        .toList(),
                TermsView.of(view.facts().agreement(), verdict.commitment(), reading, speech));
    }
}
