package org.pactwatch.pages.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pactwatch.agreement.Lens;
import org.pactwatch.compliance.AgreementFacts;
import org.pactwatch.compliance.Comparison;
import org.pactwatch.compliance.axon.Archive;
import org.pactwatch.compliance.web.Moment;
import org.pactwatch.compliance.web.Verdicts;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The readings of an agreement side by side, and why their verdicts differ. */
@Controller
class ComparePage {

    private final Pages pages;
    private final MomentChooser moments;
    private final Verdicts verdicts;
    private final Archive archive;

    ComparePage(Pages pages, MomentChooser moments, Verdicts verdicts, Archive archive) {
        this.pages = pages;
        this.moments = moments;
        this.verdicts = verdicts;
        this.archive = archive;
    }

    /**
     * One commitment under all readings.
     *
     * @param differences what sets verdicts apart
     * @param indecisive what stands differently and sets none apart
     * @param named how many incidents are named at most
     */
    public record Compared(
            CommitmentView view,
            List<Row> rows,
            boolean agree,
            List<DifferenceView> differences,
            List<DifferenceView> indecisive,
            boolean capped,
            int named) {}

    /** @param release in words */
    public record Row(VerdictView verdict, TermsView terms, String release) {}

    @GetMapping("/agreements/{id}/compare")
    ResponseEntity<byte[]> compare(@PathVariable String id, HttpServletRequest http, Visit visit) {
        PageMoment moment = moments.of(http);
        AgreementFacts facts = verdicts.agreement(id, moment.moment());
        return pages.polled(http, visit, "compare", moment.standing(), () -> model(facts, moment, visit));
    }

    private Map<String, Object> model(AgreementFacts facts, PageMoment page, Visit visit) {
        Moment moment = page.moment();
        Speech speech = new Speech(pages, visit);
        DifferenceWords words =
                new DifferenceWords(facts.agreement(), speech, new IncidentNames(archive, moment, speech, List.of()));
        Comparison comparison = verdicts.compare(facts, moment);
        Map<String, Object> model = new TreeMap<>();
        model.put("moment", page);
        model.put("id", facts.agreement().id());
        // Not "title": that is what the layout calls the whole page's.
        model.put("named", facts.agreement().title());
        model.put("path", "/agreements/" + facts.agreement().id());
        model.put("readings", facts.readings().size());
        model.put("agree", comparison.readingsAgree());
        model.put(
                "commitments",
                comparison.commitments().stream()
                        .map(each -> compared(facts, each, words, speech))
                        .toList());
        return model;
    }

    private static Compared compared(
            AgreementFacts facts, Comparison.OfCommitment compared, DifferenceWords words, Speech speech) {
        List<VerdictView> verdicts = compared.verdicts().stream()
                .map(verdict -> new VerdictView(facts.agreement().id(), facts, verdict))
                .toList();
        return new Compared(
                new CommitmentView(facts, compared.commitment(), verdicts),
                verdicts.stream().map(verdict -> row(facts, verdict, speech)).toList(),
                compared.readingsAgree(),
                compared.differences().stream()
                        .flatMap(each -> words.of(each).stream())
                        .toList(),
                compared.indecisive().stream().map(words::of).toList(),
                compared.capped(),
                Comparison.NAMED);
    }

    private static Row row(AgreementFacts facts, VerdictView view, Speech speech) {
        Lens lens = Lens.of(view.verdict().commitment(), view.verdict().reading());
        return new Row(
                view,
                TermsView.of(
                        facts.agreement(),
                        view.verdict().commitment(),
                        view.verdict().reading(),
                        speech),
                TermsView.release(view.verdict().commitment(), lens, speech));
    }
}
