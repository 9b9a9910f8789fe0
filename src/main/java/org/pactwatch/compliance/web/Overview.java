package org.pactwatch.compliance.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.pactwatch.agreement.Commitment;
import org.pactwatch.agreement.Reading;
import org.pactwatch.compliance.AgreementFacts;
import org.pactwatch.compliance.Verdict;
import org.pactwatch.compliance.axon.Archive;
import org.pactwatch.compliance.axon.Progress;
import org.springframework.stereotype.Component;

/** How everything stands, in a few lines of text: what a first start shows. */
@Component
public class Overview {

    private static final String LINE = "%-26s %-11s %-11s %-24s %s\n";

    private final Progress progress;
    private final Archive archive;
    private final Verdicts verdicts;
    private final Moments moments;

    Overview(Progress progress, Archive archive, Verdicts verdicts, Moments moments) {
        this.progress = progress;
        this.archive = archive;
        this.verdicts = verdicts;
        this.moments = moments;
    }

    /** Each commitment under each reading at {@code at}, as known now. Empty while nothing is recorded. */
    public String at(Instant at) {
        List<Line> all = lines(at);
        if (all.isEmpty()) {
            return "";
        }
        StringBuilder table = new StringBuilder();
        table.append(LINE.formatted("commitment", "reading", "force", "compliance", "time left"));
        String agreement = "";
        String commitment = "";
        for (Line line : all) {
            if (!line.agreement().equals(agreement)) {
                agreement = line.agreement();
                commitment = "";
                table.append(agreement).append('\n');
            }
            Verdict verdict = line.verdict();
            String key = verdict.commitment().key();
            table.append(LINE.formatted(
                    key.equals(commitment) ? "" : "  " + key,
                    verdict.reading().id(),
                    verdict.force(),
                    verdict.compliance(),
                    left(verdict)));
            commitment = key;
        }
        return table.toString().stripTrailing();
    }

    private record Line(String agreement, Verdict verdict) {}

    /** Now, as answers count it. */
    public Instant now() {
        return moments.now();
    }

    private List<Line> lines(Instant at) {
        List<Line> all = new ArrayList<>();
        long position = progress.position();
        Moment moment = new Moment(at, position, at, position, false, progress.switches());
        for (AgreementFacts facts : archive.known(position)) {
            for (Commitment commitment : facts.agreement().commitments()) {
                for (Reading reading : facts.readings()) {
                    all.add(new Line(
                            facts.agreement().id(), verdicts.verdict(facts, commitment.key(), reading, moment)));
                }
            }
        }
        return all;
    }

    private static String left(Verdict verdict) {
        Duration startsIn = verdict.countdown().startsIn();
        if (startsIn != null) {
            return "starts in " + days(startsIn);
        }
        Duration endedAgo = verdict.countdown().endedAgo();
        return endedAgo != null
                ? "ended " + days(endedAgo) + " ago"
                : days(verdict.countdown().remaining());
    }

    private static String days(Duration duration) {
        return duration.toDays() + " d " + duration.toHoursPart() + " h " + duration.toMinutesPart() + " min";
    }
}
